#include <gtest/gtest.h>

#include "agency/casework/casework.h"
#include "agency/duty/commands.h"
#include "agency/duty/duty.h"
#include "work/dossier/sample_dossier_test.h"

namespace congvu::dossier {
namespace {

RequestSupplement supplement_of(Handle dossier) {
  return {dossier, {}, {"identity"}, {}, "The copy cannot be read"};
}

Handle only_duty(Told const& told, Handle dossier) {
  auto const& duties = told.load<casework::Case>(casework::case_of(dossier)).duties;
  return duties.size() == 1 ? duties.begin()->second : Handle{};
}

TEST(Supplement, it_is_asked_once_with_something_missing_and_a_reason) {
  auto told = sample_agency();
  auto const dossier = filed(told);
  EXPECT_EQ(refusal_of(told.decided(RequestSupplement{dossier, {}, {}, {}, "Incomplete"}, clerk())),
            codes::nothing_asked);
  told.tell(supplement_of(dossier), clerk());
  EXPECT_EQ(refusal_of(told.decided(supplement_of(dossier), clerk())), codes::waits_for_applicant);
  told.tell(
      GiveSupplement{dossier, told.load<Dossier>(dossier).content->secret, {}, {{"identity", "certified"}}, {}, {}});
  EXPECT_EQ(refusal_of(told.decided(supplement_of(dossier), clerk())), codes::supplement_once);
}

TEST(Supplement, what_is_brought_at_intake_begins_a_new_intake_of_eight_hours) {
  auto told = sample_agency();
  auto const dossier = filed(told);
  told.tell(supplement_of(dossier), clerk());
  EXPECT_EQ(refusal_of(told.decided(AcceptDossier{dossier, {}}, clerk())), codes::waits_for_applicant);
  told.now = instant("2024-11-21T10:00");
  auto const secret = told.load<Dossier>(dossier).content->secret;
  EXPECT_EQ(refusal_of(told.decided(GiveSupplement{dossier, secret, {}, {}, {}, {}})), codes::nothing_given);
  told.tell(GiveSupplement{dossier, secret, {}, {{"identity", "certified"}}, {}, {}});
  EXPECT_EQ(told.load<Dossier>(dossier).intake_due, instant("2024-11-22T10:00"));
  EXPECT_TRUE(told.decided(AcceptDossier{dossier, {}}, clerk()));
}

TEST(Supplement, while_it_is_handled_the_clock_stands_until_it_has_come) {
  auto told = sample_agency();
  auto const dossier = accepted(told);
  told.now = instant("2024-11-20T10:00");
  told.tell(supplement_of(dossier), officer());
  EXPECT_TRUE(told.load<Dossier>(dossier).paused());
  EXPECT_TRUE(told.load<duty::Duty>(only_duty(told, dossier)).suspended);
  EXPECT_EQ(refusal_of(told.decided(duty::CompleteDuty{only_duty(told, dossier), "done", {}, {}}, officer())),
            duty::codes::suspended);
  EXPECT_EQ(refusal_of(told.decided(ResumeClock{dossier}, officer())), codes::waits_for_applicant);
  told.now = instant("2024-11-21T10:00");
  told.tell(GiveSupplement{dossier, {}, {}, {{"identity", "certified"}}, {}, {}}, clerk());
  EXPECT_FALSE(told.load<Dossier>(dossier).paused());
  EXPECT_EQ(told.load<Dossier>(dossier).due, instant("2024-11-26T17:00"));
}

TEST(Pausing, a_pause_without_a_ground_of_the_list_is_refused) {
  auto told = sample_agency();
  auto const dossier = accepted(told);
  EXPECT_EQ(refusal_of(told.decided(PauseClock{dossier, "busy", {}, "Much to do"}, officer())), codes::unknown_ground);
  EXPECT_EQ(refusal_of(told.decided(PauseClock{dossier, "supplement", {}, "By another door"}, officer())),
            codes::unknown_ground);
  EXPECT_EQ(refusal_of(told.decided(PauseClock{dossier, "other_agency_opinion", {}, "Asked"}, officer())),
            codes::needs_citation);
}

TEST(Pausing, a_ground_is_used_as_often_as_it_allows_and_the_limit_moves_by_the_pause) {
  auto told = sample_agency();
  auto const dossier = accepted(told);
  told.now = instant("2024-11-20T08:00");
  told.tell(PauseClock{dossier, "force_majeure", {}, "Storm"}, officer());
  EXPECT_EQ(refusal_of(told.decided(PauseClock{dossier, "force_majeure", {}, "Storm"}, officer())),
            codes::already_paused);
  told.now = instant("2024-11-21T08:00");
  told.tell(ResumeClock{dossier}, officer());
  EXPECT_EQ(told.load<Dossier>(dossier).due, instant("2024-11-26T17:00"));
  EXPECT_EQ(told.load<Dossier>(dossier).first_due, instant("2024-11-25T17:00"));
  EXPECT_EQ(refusal_of(told.decided(PauseClock{dossier, "force_majeure", {}, "Again"}, officer())),
            codes::pause_used_up);
  EXPECT_EQ(refusal_of(told.decided(ResumeClock{dossier}, officer())), codes::not_paused);
}

TEST(Pausing, before_acceptance_there_is_no_clock_to_pause) {
  auto told = sample_agency();
  auto const dossier = filed(told);
  EXPECT_EQ(refusal_of(told.decided(PauseClock{dossier, "force_majeure", {}, "Storm"}, officer())),
            codes::not_in_handling);
}

TEST(Correcting, an_entry_is_corrected_on_a_ground_and_keeps_its_former_value_in_the_record) {
  auto told = sample_agency();
  auto const dossier = accepted(told);
  EXPECT_EQ(refusal_of(told.decided(CorrectDossier{dossier, "mood", {{"applicant.name", "Anh"}}, "Typing"}, clerk())),
            codes::unknown_ground);
  EXPECT_EQ(
      refusal_of(told.decided(CorrectDossier{dossier, "typing_error", {{"secret", "AAAAAA"}}, "Typing"}, clerk())),
      codes::bad_path);
  EXPECT_EQ(
      refusal_of(told.decided(CorrectDossier{dossier, "typing_error", {{"applicant.name", "An"}}, "Same"}, clerk())),
      codes::no_changes);
  told.tell(CorrectDossier{dossier, "typing_error", {{"answers.full_name", "Anh"}}, "Typing"}, clerk());
  auto const* corrected = told.history().back().as<DossierCorrected>();
  ASSERT_TRUE(corrected);
  EXPECT_EQ(corrected->personal->changes.front().from, "An");
  EXPECT_EQ(told.load<Dossier>(dossier).content->answers.at("full_name"), "Anh");
}

TEST(Returning, the_clock_stops_when_the_result_is_ready_and_the_result_is_handed_over_once) {
  auto told = sample_agency();
  auto const dossier = accepted(told);
  told.now = instant("2024-11-20T10:00");
  told.tell(duty::CompleteDuty{only_duty(told, dossier), "done", {}, {}}, officer());
  EXPECT_EQ(told.load<Dossier>(dossier).phase, Phase::ready);
  EXPECT_EQ(told.load<Dossier>(dossier).ready_at, told.now);
  auto const duty = only_duty(told, dossier);
  EXPECT_EQ(refusal_of(told.decided(duty::CompleteDuty{duty, "done", {}, {}}, clerk())), duty::codes::has_own_act);
  told.tell(ReturnResult{duty, {}, "An", {}, {}}, clerk());
  EXPECT_EQ(told.load<Dossier>(dossier).phase, Phase::returned);
  EXPECT_TRUE(told.load<casework::Case>(casework::case_of(dossier)).ended);
  EXPECT_EQ(refusal_of(told.decided(ReturnResult{duty, {}, "An", {}, {}}, clerk(2))), duty::codes::already_done);
}

}  // namespace
}  // namespace congvu::dossier
