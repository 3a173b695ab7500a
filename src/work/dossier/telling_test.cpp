// Who is told of what in a dossier's life, with a matrix of every state and one wording.
#include "work/dossier/telling.h"

#include <gmock/gmock.h>

#include <set>

#include "agency/duty/duty.h"
#include "agency/notice/commands.h"
#include "agency/procedure/procedure.h"
#include "work/dossier/room.h"
#include "work/dossier/sample_dossier_test.h"

namespace congvu::dossier {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

notice::Section section() {
  notice::Section section;
  section.sending.attempts = 2;
  section.sending.tell_within = {8, LimitUnit::working_hours};
  procedure::Term term;
  term.code = "phone";
  section.told = {term};
  term.code = "none";
  section.reasons = {term};
  section.wordings = {{"any", "Told", "{{code}} {{due}}", "{{name}}: {{code}}{{#items}} {{.}}{{/items}}"}};
  notice::Cells people{{}, {notice::Audience::applicant, notice::Audience::filer}, {notice::Way::email}, "any", {}};
  for (auto const& state : states_told) people.states.emplace_back(state.state);
  auto others = people;
  others.to = {notice::Audience::receiver, notice::Audience::unit};
  others.wording.reset();
  others.reason = "none";
  auto sms = others;
  sms.to = {notice::Audience::applicant, notice::Audience::filer, notice::Audience::receiver, notice::Audience::unit};
  sms.by = {notice::Way::sms};
  section.matrix = {people, others, sms};
  return section;
}

Told told_office() {
  auto told = sample_agency();
  told.tell(notice::StateMatrix{section()});
  return told;
}

FileDossier with_address(std::string address) {
  auto filing = sample_filing();
  filing.applicant.email = std::move(address);
  return filing;
}

struct Seen {
  std::vector<std::string> owed, omitted;
  std::vector<Handle> notices;
};

Seen seen(Told const& told) {
  Seen all;
  for (auto const& happened : told.history()) {
    if (auto const* owed = happened.as<notice::NoticeOwed>()) {
      all.owed.push_back(owed->state + " " + std::string{name_of(owed->to)});
      all.notices.push_back(happened.recorded.stream);
    }
    if (auto const* omitted = happened.as<notice::NoticeOmitted>()) {
      all.omitted.push_back(omitted->state + " " + std::string{name_of(omitted->to)} + " " + omitted->reason);
    }
  }
  return all;
}

void try_to_send(Told& told, Handle notice, notice::Outcome outcome) {
  int const attempt = told.load<notice::Notice>(notice).attempts + 1;
  told.tell(notice::RecordSending{{{notice, attempt, outcome, 550, "no such person"}}});
}

TEST(Telling, whoever_gave_an_address_is_told_at_each_state) {
  auto told = told_office();
  auto const dossier = filed(told, with_address("an@example.vn"));
  told.tell(AcceptDossier{dossier, {}}, clerk());
  told.tell(RequestSupplement{dossier, {}, {"identity"}, {}, "The copy cannot be read"}, officer());
  told.tell(GiveSupplement{dossier, {}, {}, {{"identity", "certified"}}, {}, {}}, clerk());
  told.tell(WithdrawDossier{dossier, {}, "applicant_request", "No need"}, clerk());
  EXPECT_THAT(seen(told).owed, ElementsAre("received applicant", "accepted applicant", "supplement_requested applicant",
                                           "supplement_given applicant", "withdrawn applicant"));
}

TEST(Telling, a_pause_and_its_end_are_told) {
  auto told = told_office();
  auto const dossier = filed(told, with_address("an@example.vn"));
  told.tell(AcceptDossier{dossier, {}}, clerk());
  told.tell(PauseClock{dossier, "force_majeure", {}, "Storm"}, officer());
  told.now = instant("2024-11-19T09:00");
  told.tell(ResumeClock{dossier}, officer());
  auto const owed = seen(told).owed;
  ASSERT_EQ(owed.size(), 4U);
  EXPECT_EQ(owed[3], "resumed applicant");
}

TEST(Telling, without_an_address_nothing_is_owed_and_it_is_said_why) {
  auto told = told_office();
  filed(told);
  EXPECT_THAT(seen(told).owed, IsEmpty());
  EXPECT_THAT(seen(told).omitted, ElementsAre("received applicant no_address"));
}

TEST(Telling, who_filed_in_english_has_its_line_below_the_vietnamese_text) {
  auto in_english = section();
  in_english.wordings.front().english = "In English: {{code}}";
  auto told = sample_agency();
  told.tell(notice::StateMatrix{in_english});
  filed(told, with_address("an@example.vn"));
  auto filing = with_address("binh@example.vn");
  filing.language = LetterLanguage::en;
  filed(told, filing);
  auto const text = [&](std::size_t at) {
    return told.load<notice::Notice>(seen(told).notices.at(at)).owed.personal->text.value;
  };
  EXPECT_EQ(text(0).find("In English"), std::string::npos);
  EXPECT_NE(text(1).find("\nIn English: H26"), std::string::npos) << text(1);
}

TEST(Telling, what_was_overtaken_is_not_sent_and_is_no_failure) {
  auto told = told_office();
  filed(told, with_address("an@example.vn"));
  auto const notice = seen(told).notices.at(0);
  try_to_send(told, notice, notice::Outcome::deferred);
  try_to_send(told, notice, notice::Outcome::overtaken);
  EXPECT_EQ(told.load<notice::Notice>(notice).phase, notice::Phase::omitted);
  EXPECT_THAT(seen(told).omitted, ElementsAre("received applicant overtaken"));
  try_to_send(told, notice, notice::Outcome::accepted);
  EXPECT_EQ(told.load<notice::Notice>(notice).phase, notice::Phase::omitted) << "it has ended";
}

TEST(Telling, one_address_gets_one_letter) {
  auto told = told_office();
  auto filing = with_address("an@example.vn");
  filing.filer.emplace();
  filing.filer->name = "Binh";
  filing.filer->email = "an@example.vn";
  filed(told, filing);
  EXPECT_THAT(seen(told).owed, ElementsAre("received applicant"));
  EXPECT_THAT(seen(told).omitted, ElementsAre("received filer same_address"));
}

TEST(Telling, a_letter_holds_the_code_and_never_the_secret) {
  auto told = told_office();
  auto const dossier = filed(told, with_address("an@example.vn"));
  auto const& state = told.load<Dossier>(dossier);
  auto const& letter = *told.load<notice::Notice>(seen(told).notices.at(0)).owed.personal;
  EXPECT_THAT(letter.subject.value, ::testing::HasSubstr(state.code));
  EXPECT_THAT(letter.text.value, ::testing::Not(::testing::HasSubstr(state.content->secret)));
}

TEST(Telling, every_event_of_a_dossier_is_told_or_said_to_be_the_agencys_own) {
  Registry registry;
  register_room(registry);
  std::set<std::string_view> known(untold_events.begin(), untold_events.end());
  for (auto const& each : states_told) known.insert(each.event);
  for (auto const& [name, kind] : registry.event_kinds()) {
    if (registry.fold(registry.state_of_event(kind->type)).name != Dossier::stream) continue;
    EXPECT_TRUE(known.contains(name)) << name << ": say in telling.h which state it brings, or that nobody is told";
  }
}

TEST(Telling, a_matrix_with_a_gap_is_told_which_cell_says_nothing) {
  auto whole = section();
  auto const states = states_to_tell({});
  EXPECT_THAT(notice::gaps(whole, states), IsEmpty());
  std::erase(whole.matrix[0].states, "ready");
  auto const gaps = notice::gaps(whole, states);
  ASSERT_EQ(gaps.size(), 2U);  // applicant and filer, by e-mail
  EXPECT_EQ(gaps[0].code, notice::codes::cell_missing);
}

TEST(Telling, a_due_time_that_passes_is_told_once) {
  auto told = told_office();
  auto const dossier = filed(told, with_address("an@example.vn"));
  told.tell(AcceptDossier{dossier, {}}, clerk());
  Instant const due = told.load<Dossier>(dossier).due;
  EXPECT_EQ(told.tell(MissDue{dossier, due}), 0U) << "it is not over yet";
  told.now = due + minutes{1};
  EXPECT_EQ(told.tell(MissDue{dossier, due}), 1U);
  EXPECT_EQ(told.tell(MissDue{dossier, due}), 0U);
  EXPECT_EQ(seen(told).owed.back(), "overdue applicant");
}

TEST(Sending, what_is_refused_is_a_duty_with_its_six_points) {
  auto told = told_office();
  filed(told, with_address("an@example.vn"));
  auto const notice = seen(told).notices.at(0);
  try_to_send(told, notice, notice::Outcome::refused);
  auto const& state = told.load<notice::Notice>(notice);
  EXPECT_EQ(state.phase, notice::Phase::failed);
  auto const& duty = told.load<duty::Duty>(state.duty);
  EXPECT_EQ(duty.opened.nature, duty::Nature::notice);
  EXPECT_EQ(duty.opened.candidates, "clerk@MOTCUA");
  EXPECT_EQ(duty.opened.work.value, "Told");
  EXPECT_EQ(duty.opened.unit, "MOTCUA");
  EXPECT_EQ(duty.opened.act, "notice.tell");
  EXPECT_EQ(duty.opened.product, "told");
  EXPECT_EQ(duty.due, instant("2024-11-19T09:12"));
  EXPECT_EQ(refusal_of(told.decided(notice::TellOtherwise{notice, "pigeon", "x"}, clerk())),
            notice::codes::unknown_way_of_telling);
  told.tell(notice::TellOtherwise{notice, "phone", "Called"}, clerk());
  EXPECT_EQ(told.load<notice::Notice>(notice).phase, notice::Phase::told);
  EXPECT_FALSE(told.load<duty::Duty>(state.duty).standing());
}

TEST(Sending, later_is_tried_as_often_as_the_pack_says_each_wait_twice_the_last) {
  auto told = told_office();
  filed(told, with_address("an@example.vn"));
  auto const notice = seen(told).notices.at(0);
  try_to_send(told, notice, notice::Outcome::deferred);
  EXPECT_EQ(told.load<notice::Notice>(notice).next, told.now + seconds{120});
  EXPECT_EQ(told.load<notice::Notice>(notice).phase, notice::Phase::waiting);
  try_to_send(told, notice, notice::Outcome::deferred);
  EXPECT_EQ(told.load<notice::Notice>(notice).phase, notice::Phase::failed);
  EXPECT_EQ(told.tell(notice::RecordSending{{{notice, 3, notice::Outcome::accepted, 250, {}}}}), 0U)
      << "what has ended stays as it ended";
}

TEST(Sending, a_letter_that_comes_back_is_a_failure_and_one_that_was_never_sent_cannot) {
  auto told = told_office();
  filed(told, with_address("an@example.vn"));
  auto const notice = seen(told).notices.at(0);
  EXPECT_EQ(refusal_of(told.decided(notice::RecordBounce{notice, {}}, clerk())), notice::codes::not_sent);
  try_to_send(told, notice, notice::Outcome::accepted);
  told.tell(notice::RecordBounce{notice, "user unknown"}, clerk());
  EXPECT_EQ(told.load<notice::Notice>(notice).phase, notice::Phase::failed);
  EXPECT_TRUE(told.load<duty::Duty>(told.load<notice::Notice>(notice).duty).standing());
}

TEST(Sending, an_erased_person_is_told_nothing_and_nobody_owes_it) {
  auto told = told_office();
  filed(told, with_address("an@example.vn"));
  auto const notice = seen(told).notices.at(0);
  told.replay(true);
  EXPECT_FALSE(told.load<notice::Notice>(notice).owed.personal);
  try_to_send(told, notice, notice::Outcome::erased);
  EXPECT_EQ(told.load<notice::Notice>(notice).phase, notice::Phase::failed);
  EXPECT_FALSE(told.load<notice::Notice>(notice).duty);
}

}  // namespace
}  // namespace congvu::dossier
