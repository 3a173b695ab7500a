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

TEST(Correcting, what_could_not_have_been_filed_is_no_correction) {
  auto told = sample_agency();
  auto const dossier = accepted(told);
  auto const refused = [&](std::string const& path, json::value to) {
    return refusal_of(
        told.decided(CorrectDossier{dossier, "typing_error", {{path, std::move(to)}}, "Typing"}, clerk()));
  };
  EXPECT_EQ(refused("applicant.name", 7), congvu::codes::field_type);
  EXPECT_EQ(refused("applicant.name", json::object{}), congvu::codes::field_type);
  EXPECT_EQ(refused("applicant.name", " "), congvu::codes::field_missing);
  EXPECT_EQ(refused("applicant.name", json::string(201, 'a')), congvu::codes::field_too_long);
  EXPECT_EQ(refused("applicant.phone", "<b>0123</b>"), codes::not_a_phone);
  EXPECT_EQ(refused("applicant.email", "a@b.vn\r\nBcc: c@d.vn"), codes::not_an_email);
  told.tell(CorrectDossier{dossier, "typing_error", {{"applicant.phone", "+84 912 345 678"}}, "Typing"}, clerk());
}

TEST(Parties, a_telephone_is_digits_and_what_people_write_between_them) {
  for (std::string_view const text : {"0912345678", "0912 345 678", "(024) 3825.1234", "+84-912-345-678", "123456"}) {
    EXPECT_TRUE(is_phone(text)) << text;
  }
  for (std::string_view const text : {"", "12345", "1234567890123456", "<b>0912345678</b>", "0912+345678",
                                      "số 0912345678", "++84912345678", "=0912345678", "0912345678\n"}) {
    EXPECT_FALSE(is_phone(text)) << text;
  }
}

TEST(Parties, an_address_of_mail_is_one_and_nothing_more) {
  for (std::string_view const text : {"a@b.vn", "ten.ho+hs@thu.example", "tên@miền.example"})
    EXPECT_TRUE(is_email(text));
  for (std::string_view const text :
       {"", "a", "@b", "a@", "a@b@c", "a b@c", "a@b\nBcc: c@d", "<a@b>", "a,b@c", "-f@b"}) {
    EXPECT_FALSE(is_email(text)) << text;
  }
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
