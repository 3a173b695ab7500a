#include <gtest/gtest.h>

#include "agency/casework/casework.h"
#include "agency/duty/duty.h"
#include "agency/procedure/procedure.h"
#include "work/dossier/clocks.h"
#include "work/dossier/sample_dossier_test.h"

namespace congvu::dossier {
namespace {

std::string argument(Decision const& decision, std::string_view name) {
  if (decision) return {};
  for (auto const& each : decision.error().arguments) {
    if (each.name == name) return each.value;
  }
  return {};
}

TEST(Filing, a_filing_gets_the_next_code_of_the_day_and_its_intake_due) {
  auto told = sample_agency();
  auto const& first = told.load<Dossier>(filed(told));
  EXPECT_EQ(first.code, "H26.19-241118-0001");
  EXPECT_EQ(first.phase, Phase::filed);
  EXPECT_EQ(first.intake_due, instant("2024-11-19T09:12"));
  EXPECT_EQ(first.content->secret.size(), 6U);
  EXPECT_EQ(told.load<Dossier>(filed(told)).code, "H26.19-241118-0002");
  told.now = instant("2024-11-19T08:00");
  EXPECT_EQ(told.load<Dossier>(filed(told)).code, "H26.19-241119-0001");
}

TEST(Filing, an_unknown_procedure_component_form_or_channel_is_refused_by_name) {
  auto const told = sample_agency();
  auto filing = sample_filing();
  filing.procedure = "9.999999";
  EXPECT_EQ(refusal_of(told.decided(filing)), procedure::codes::unknown_procedure);
  filing = sample_filing();
  filing.papers[1].component = "photo";
  EXPECT_EQ(refusal_of(told.decided(filing)), codes::unknown_component);
  filing = sample_filing();
  filing.papers[1].form = "copy";
  auto const decision = told.decided(filing);
  EXPECT_EQ(refusal_of(decision), codes::form_not_accepted);
  EXPECT_EQ(argument(decision, "allowed"), "certified");
  EXPECT_EQ(decision.error().subject, "components[1].form");
  filing = sample_filing();
  filing.channel = Channel::post;
  EXPECT_EQ(refusal_of(told.decided(filing)), codes::bad_channel);
  filing = sample_filing();
  filing.agency = "H26.20";
  EXPECT_EQ(refusal_of(told.decided(filing)), codes::bad_agency);
}

TEST(Filing, a_procedure_is_not_filed_before_it_is_in_force) {
  auto told = sample_agency();
  told.now = instant("2023-11-18T09:12");
  EXPECT_EQ(refusal_of(told.decided(sample_filing())), procedure::codes::not_in_force);
}

TEST(Accepting, slip_01_is_numbered_and_the_limit_ends_at_closing_of_its_last_day) {
  auto told = sample_agency();
  auto const& dossier = told.load<Dossier>(accepted(told));
  EXPECT_EQ(dossier.phase, Phase::handling);
  EXPECT_EQ(dossier.slip, "01/TNHS");
  EXPECT_EQ(dossier.book, "01");
  EXPECT_EQ(dossier.first_due, instant("2024-11-25T17:00"));
  EXPECT_EQ(told.load<casework::Case>(casework::case_of(dossier.handle)).duties.size(), 1U);
}

TEST(Accepting, whoever_comes_second_is_told_who_was_first_and_when) {
  auto told = sample_agency();
  auto const dossier = accepted(told);
  auto const second = told.decided(AcceptDossier{dossier, {}}, clerk(2));
  EXPECT_EQ(refusal_of(second), duty::codes::already_done);
  EXPECT_EQ(argument(second, "who"), "MC1");
  EXPECT_EQ(argument(second, "when"), "09:12 18/11/2024");
  EXPECT_EQ(argument(second, "outcome"), "accept");
}

TEST(Refusing, a_refusal_at_intake_needs_a_ground_of_the_list_and_numbers_its_slip) {
  auto told = sample_agency();
  auto const dossier = filed(told);
  EXPECT_EQ(refusal_of(told.decided(RefuseDossier{dossier, "whim", "because"}, clerk())), codes::unknown_ground);
  told.tell(RefuseDossier{dossier, "not_competent", "Not ours"}, clerk());
  EXPECT_EQ(told.load<Dossier>(dossier).phase, Phase::refused);
  auto const late = told.decided(AcceptDossier{dossier, {}}, clerk(2));
  EXPECT_EQ(refusal_of(late), duty::codes::already_done);
  EXPECT_EQ(argument(late, "outcome"), "refuse");
}

TEST(Withdrawing, an_applicant_withdraws_with_the_secret_and_nobody_without) {
  auto told = sample_agency();
  auto const dossier = accepted(told);
  EXPECT_EQ(refusal_of(told.decided(WithdrawDossier{dossier, "AAAAAA", "applicant_request", {}})), codes::secret_wrong);
  EXPECT_EQ(refusal_of(told.decided(WithdrawDossier{dossier, {}, "applicant_request", {}})), codes::secret_wrong);
  auto const secret = told.load<Dossier>(dossier).content->secret;
  told.tell(WithdrawDossier{dossier, secret, "applicant_request", {}});
  EXPECT_EQ(told.load<Dossier>(dossier).phase, Phase::withdrawn);
  EXPECT_TRUE(told.load<casework::Case>(casework::case_of(dossier)).ended);
}

TEST(Withdrawing, the_account_that_filed_it_needs_no_secret_and_another_does) {
  auto told = sample_agency();
  auto const dossier = filed(told, sample_filing(), citizen(1));
  EXPECT_EQ(refusal_of(told.decided(WithdrawDossier{dossier, {}, "applicant_request", {}}, citizen(2))),
            codes::secret_wrong);
  EXPECT_TRUE(told.decided(WithdrawDossier{dossier, {}, "applicant_request", {}}, citizen(1)));
}

TEST(Erasing, a_dossier_replays_without_its_personal_parts) {
  auto told = sample_agency();
  auto const dossier = accepted(told);
  auto const due = told.load<Dossier>(dossier).due;
  told.replay(true);
  EXPECT_EQ(told.load<Dossier>(dossier).due, due);
  EXPECT_FALSE(told.load<Dossier>(dossier).content);
  EXPECT_FALSE(told.decided(WithdrawDossier{dossier, "AAAAAA", "applicant_request", {}}));
}

TEST(QueueNumber, of_the_person_at_the_desk_goes_into_the_dossier) {
  auto told = sample_agency();
  auto filing = sample_filing();
  filing.channel = Channel::counter;
  filing.ticket = "A-027";
  EXPECT_EQ(told.load<Dossier>(filed(told, filing, clerk())).ticket, "A-027");
}

TEST(QueueNumber, nobody_has_one_who_files_from_elsewhere) {
  auto const told = sample_agency();
  auto filing = sample_filing();
  filing.ticket = "A-027";
  EXPECT_EQ(refusal_of(told.decided(filing, clerk())), codes::ticket_at_counter) << "online";
  filing.channel = Channel::counter;
  EXPECT_EQ(refusal_of(told.decided(filing, citizen())), codes::ticket_at_counter);
}

TEST(DossierFiled, without_a_queue_number_is_what_it_was_before_there_were_any) {
  auto told = sample_agency();
  Handle const handle = filed(told);
  EXPECT_TRUE(told.load<Dossier>(handle).ticket.empty());
  for (auto const& happened : told.history()) {
    auto const* event = happened.as<DossierFiled>();
    if (!event) continue;
    EXPECT_FALSE(to_json(*event).as_object().contains("ticket"));
  }
}

// VietOpenCPS/opencps#1269: nobody warns that the time in which a supplement may be asked for has lapsed
TEST(RightToAskForASupplement, lapses_with_the_hours_of_intake) {
  auto told = sample_agency();
  Handle const handle = filed(told);
  RequestSupplement asking{.dossier = handle, .items = {std::string{"A copy"}}, .reason = std::string{"Not there"}};
  EXPECT_EQ(supplement_until(told.load<Dossier>(handle)), told.load<Dossier>(handle).intake_due);
  told.now = told.load<Dossier>(handle).intake_due;
  EXPECT_TRUE(told.decided(asking, clerk())) << "to the last minute";
  told.now += seconds{1};
  EXPECT_EQ(refusal_of(told.decided(asking, clerk())), codes::supplement_too_late);
}

TEST(RightToAskForASupplement, lapses_when_the_result_is_due_and_whoever_asks_later_names_the_law) {
  auto told = sample_agency();
  Handle const handle = accepted(told);
  RequestSupplement asking{.dossier = handle, .items = {std::string{"A copy"}}, .reason = std::string{"Not there"}};
  told.now = told.load<Dossier>(handle).due + seconds{60};
  EXPECT_EQ(refusal_of(told.decided(asking, officer())), codes::supplement_too_late);
  asking.citation = Text<300>{"NĐ 61/2018/NĐ-CP, Điều 19"};
  told.tell(asking, officer());
  auto const& request = told.load<Dossier>(handle).supplements.back().request;
  EXPECT_EQ(request.late, true);
  EXPECT_EQ(request.citation, asking.citation->value);
  EXPECT_FALSE(supplement_until(told.load<Dossier>(handle))) << "once in a dossier";
}

TEST(RightToAskForASupplement, used_in_time_is_not_called_late) {
  auto told = sample_agency();
  Handle const handle = filed(told);
  told.tell(RequestSupplement{.dossier = handle, .items = {std::string{"A copy"}}, .reason = std::string{"Not there"}},
            clerk());
  EXPECT_FALSE(told.load<Dossier>(handle).supplements.back().request.late);
}

TEST(Refusal, at_intake_keeps_the_number_of_its_slip) {
  auto told = sample_agency();
  Handle const handle = filed(told);
  told.tell(RefuseDossier{handle, "not_competent", std::string{"Another office"}}, clerk());
  EXPECT_EQ(told.load<Dossier>(handle).refusal_slip, "01/TCHS");
  EXPECT_TRUE(told.load<Dossier>(handle).slip.empty());
}

}  // namespace
}  // namespace congvu::dossier
