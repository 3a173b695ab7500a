#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "agency/authority/commands.h"
#include "agency/authority/events.h"
#include "agency/authority/gate.h"
#include "agency/authority/room.h"
#include "agency/org/commands.h"
#include "agency/org/room.h"
#include "pipeline/told_for_tests.h"

namespace congvu::authority {
namespace {

using org::PositionKind;
using testing::ElementsAre;
using testing::IsEmpty;

Date const begun = day(2024, 1, 1);
Date const today = day(2025, 3, 3);

void rooms(Registry& registry) {
  org::register_room(registry);
  register_room(registry);
}

struct Seat {
  std::string code, unit;
  PositionKind kind;
};

// Two divisions under a directorate, and a council outside; each position held by the person of the same code.
org::Section agency() {
  org::Section section;
  section.levels.push_back({"province", "Province", begun, {}, {}, {}, {}});
  for (auto const* code : {"A", "COUNCIL"}) {
    org::Agency made;
    made.code = made.name = code;
    made.level = "province";
    made.from = begun;
    section.agencies.push_back(made);
  }
  for (auto const& [code, in, above] :
       {std::tuple{"TOP", "A", ""}, {"QLT", "A", "TOP"}, {"GDPT", "A", "TOP"}, {"BOARD", "COUNCIL", ""}}) {
    org::Unit unit;
    unit.code = unit.name = code;
    unit.agency = in;
    if (*above) unit.parent = above;
    unit.from = begun;
    section.units.push_back(unit);
  }
  std::vector<Seat> const seats{
      {"GD", "TOP", PositionKind::director},          {"PGD1", "TOP", PositionKind::deputy_director},
      {"PGD2", "TOP", PositionKind::deputy_director}, {"QLT-TP", "QLT", PositionKind::head},
      {"QLT-CV1", "QLT", PositionKind::officer},      {"QLT-CV2", "QLT", PositionKind::officer},
      {"GDPT-TP", "GDPT", PositionKind::head},        {"GDPT-CV1", "GDPT", PositionKind::officer},
      {"GS1", "BOARD", PositionKind::supervisor},     {"BOARD-TP", "BOARD", PositionKind::head}};
  for (auto const& seat : seats) {
    org::Position position;
    position.code = seat.code;
    position.title = seat.code;
    position.unit = seat.unit;
    position.kind = seat.kind;
    position.from = begun;
    section.positions.push_back(position);
    section.people.push_back({"P-" + seat.code, "Name " + seat.code, {}, {}, {{seat.code, begun, {}}}});
  }
  return section;
}

Row row(std::string act, std::vector<std::string> kinds, Scope scope, std::vector<std::string> procedures = {}) {
  Row made;
  made.act = std::move(act);
  made.kinds = std::move(kinds);
  made.scope = scope;
  made.procedures = std::move(procedures);
  made.article = "art";
  return made;
}

Delegation lent(std::string from, std::string to, std::string act) {
  Delegation made;
  made.number = "12/QD";
  made.date = day(2024, 12, 31);
  made.delegator = std::move(from);
  made.delegate = std::move(to);
  made.acts = {std::move(act)};
  made.procedures = {"1.005074"};
  made.manner = "KT.";
  made.from = day(2025, 1, 1);
  made.to = day(2025, 12, 31);
  made.article = "decision, article 1";
  return made;
}

Section authority() {
  Section section;
  section.matrix = {row("dossier.file", {"anyone", "citizen"}, Scope::any),
                    row("dossier.answer_supplement", {"anyone", "citizen"}, Scope::own),
                    row("dossier.read", {"citizen"}, Scope::own),
                    row("dossier.read", {"officer", "head"}, Scope::own),
                    row("dossier.read", {"supervisor"}, Scope::any),
                    row("dossier.handle", {"officer", "head"}, Scope::own),
                    row("dossier.sign", {"director"}, Scope::any),
                    row("dossier.sign", {"deputy_director"}, Scope::any, {"2.001914"}),
                    row("duty.hand_over", {"officer", "head", "director"}, Scope::own),
                    row("account.manage", {"director"}, Scope::any),
                    row("pack.load", {"director"}, Scope::any)};
  section.delegations = {lent("GD", "PGD1", "dossier.sign")};
  section.supervisions = {{.number = "27/QD",
                           .date = begun,
                           .supervisor = "GS1",
                           .units = {"QLT"},
                           .filed_from = day(2024, 1, 1),
                           .filed_to = day(2024, 12, 31),
                           .from = begun,
                           .to = day(2025, 12, 31),
                           .article = "decision 27, article 1"}};
  return section;
}

class TheGate : public testing::Test {
 protected:
  TheGate() {
    told.now = at(today, std::chrono::hours{9});
    told.tell(org::LoadOrganisation{"A", agency()});
    told.tell(LoadAuthority{"A", authority()});
  }

  org::Organisation const& organisation() const { return told.standing<org::Organisation>(); }
  Actor staff(std::string const& position) const {
    auto const holder = organisation().holder_of(position, today);
    return Actor{Actor::Nature::staff, handle_of("account", position), holder.value_or(Handle{}), position};
  }
  static Actor citizen(std::string_view name) {
    return Actor{Actor::Nature::citizen, handle_of("account", name), handle_of("person", name), {}};
  }
  static Actor system() { return Actor{Actor::Nature::system, {}, {}, {}}; }

  Expected<Mandate> ask(Actor const& actor, Question const& question, Date on = today) const {
    return AuthorityGate{}.ask(actor, question, at(on, std::chrono::hours{9}), told);
  }
  std::string_view answer(Actor const& actor, Question const& question, Date on = today) const {
    auto const mandate = ask(actor, question, on);
    return mandate ? std::string_view{"yes"} : mandate.error().code.key;
  }
  std::vector<std::string> able(Question const& question, Date on = today) const {
    std::vector<std::string> codes;
    for (auto const& each : who_may(question, on, told)) codes.push_back(each.position->code);
    return codes;
  }

  Told told{&rooms};
};

Question about(std::string act, std::string unit = {}, std::string holder = {}, std::string candidates = {}) {
  Question question;
  question.act = std::move(act);
  question.unit = std::move(unit);
  question.holder = std::move(holder);
  question.candidates = std::move(candidates);
  return question;
}

Question signing(std::string procedure) {
  Question question{.act = "dossier.sign"};
  question.procedure = std::move(procedure);
  return question;
}

TEST_F(TheGate, lets_a_position_do_its_own_units_work_and_no_other_units) {
  EXPECT_EQ(answer(staff("QLT-CV1"), about("dossier.handle", "QLT")), "yes");
  EXPECT_EQ(answer(staff("QLT-CV1"), about("dossier.handle", "GDPT")), codes::not_yours.key);
  EXPECT_THAT(able(about("dossier.handle", "QLT")), ElementsAre("QLT-CV1", "QLT-CV2", "QLT-TP"));
}

TEST_F(TheGate, gives_everybody_their_own_account_and_nobody_anothers) {
  auto own = about("account.own");
  own.owner = handle_of("account", "QLT-CV1");
  EXPECT_EQ(answer(staff("QLT-CV1"), own), "yes");
  EXPECT_EQ(answer(staff("GDPT-CV1"), own), codes::systems_own.key);
  EXPECT_EQ(answer(Actor{}, own), codes::sign_in.key);
  own.owner = handle_of("account", "citizen");
  EXPECT_EQ(answer(citizen("citizen"), own), "yes");
}

TEST_F(TheGate, names_in_a_refusal_who_could_have) {
  auto const refused = ask(staff("GDPT-CV1"), about("dossier.handle", "QLT", {}, "head@QLT"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code.kind, Kind::forbidden);
  EXPECT_EQ(refused.error().arguments[1].name, "who");
  EXPECT_EQ(refused.error().arguments[1].value, "QLT-TP, QLT");
}

TEST_F(TheGate, opens_filing_to_everyone_and_an_own_matter_to_its_owner) {
  EXPECT_EQ(answer({}, about("dossier.file")), "yes");
  EXPECT_EQ(answer(citizen("an"), about("dossier.file")), "yes");
  auto mine = about("dossier.read", "QLT");
  mine.owner = citizen("an").account;
  EXPECT_EQ(answer(citizen("an"), mine), "yes");
  EXPECT_EQ(answer(citizen("binh"), mine), codes::not_yours.key);
  EXPECT_EQ(answer({}, mine), codes::sign_in.key);
}

TEST_F(TheGate, takes_the_secret_for_a_matter_filed_without_an_account_and_not_for_anothers) {
  auto question = about("dossier.answer_supplement");
  EXPECT_EQ(answer({}, question), "yes");
  EXPECT_EQ(answer(citizen("an"), question), "yes");
  question.owner = citizen("binh").account;
  EXPECT_EQ(answer(citizen("an"), question), codes::owner_only.key);
}

TEST_F(TheGate, lets_a_supervisor_read_and_nothing_else) {
  EXPECT_EQ(answer(staff("GS1"), about("dossier.read", "QLT")), "yes");
  for (auto const* act : {"dossier.handle", "dossier.sign", "duty.hand_over"}) {
    EXPECT_EQ(answer(staff("GS1"), about(act, "QLT")), codes::not_yours.key) << act;
  }
  auto section = authority();
  section.matrix.push_back(row("dossier.sign", {"supervisor"}, Scope::any));
  auto const faults = faults_of(section, organisation());
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults.front().code, codes::supervisor_acts);
}

TEST_F(TheGate, lets_a_supervisor_see_what_the_mandate_takes_in_and_no_further) {
  auto question = about("dossier.read", "QLT");
  question.filed = day(2024, 12, 31);
  EXPECT_EQ(answer(staff("GS1"), question), "yes");
  question.filed = day(2025, 1, 1);
  EXPECT_EQ(answer(staff("GS1"), question), codes::not_yours.key);
  EXPECT_EQ(answer(staff("GS1"), about("dossier.read", "GDPT")), codes::not_yours.key);
  told.tell(RevokeSupervision{"A", "27/QD", "GS1", "decision 40"});
  told.now += std::chrono::days{1};
  Actor const supervisor = staff("GS1");
  EXPECT_TRUE(open_days(supervisor, about("dossier.read", "QLT"), told.now, told).none());
}

TEST_F(TheGate, does_not_take_a_head_of_another_agency_for_one_of_this) {
  EXPECT_EQ(answer(staff("BOARD-TP"), about("dossier.handle")), codes::not_yours.key);
}

TEST_F(TheGate, asks_that_the_person_hold_the_position_that_day) {
  auto stranger = staff("QLT-CV1");
  stranger.person = handle_of("person", "stranger");
  EXPECT_EQ(answer(stranger, about("dossier.handle", "QLT")), codes::not_held.key);
  EXPECT_EQ(answer(staff("QLT-CV1"), about("dossier.handle", "QLT"), day(2023, 12, 31)), codes::not_held.key);
}

TEST_F(TheGate, lets_only_the_holder_act_on_a_duty_that_was_taken) {
  auto const held = about("dossier.handle", "QLT", "QLT-CV1", "officer@QLT");
  EXPECT_EQ(answer(staff("QLT-CV1"), held), "yes");
  EXPECT_EQ(answer(staff("QLT-CV2"), held), codes::not_yours.key);
  EXPECT_EQ(answer(staff("QLT-TP"), held), codes::not_yours.key);
}

TEST_F(TheGate, lets_the_holder_and_the_heads_above_hand_over_and_from_the_pool_the_heads) {
  EXPECT_THAT(able(about("duty.hand_over", "QLT", "QLT-CV1", "officer@QLT")), ElementsAre("GD", "QLT-CV1", "QLT-TP"));
  EXPECT_THAT(able(about("duty.hand_over", "QLT", {}, "officer@QLT")), ElementsAre("GD", "QLT-TP"));
}

TEST_F(TheGate, lends_a_deputy_the_directors_power_within_acts_procedures_and_period) {
  auto const mandate = ask(staff("PGD1"), signing("1.005074"));
  ASSERT_TRUE(mandate);
  EXPECT_EQ(mandate->on_behalf, "GD");
  EXPECT_EQ(mandate->manner, "KT.");
  EXPECT_EQ(mandate->source, "decision, article 1");
  EXPECT_EQ(answer(staff("PGD2"), signing("1.005074")), codes::not_yours.key);
  EXPECT_EQ(answer(staff("PGD1"), signing("1.005092")), codes::not_yours.key);
  EXPECT_EQ(answer(staff("PGD1"), signing("1.005074"), day(2024, 12, 31)), codes::not_yours.key);
  EXPECT_EQ(answer(staff("PGD1"), signing("1.005074"), day(2025, 1, 1)), "yes");
  EXPECT_EQ(answer(staff("PGD1"), signing("1.005074"), day(2025, 12, 31)), "yes");
  EXPECT_EQ(answer(staff("PGD1"), signing("1.005074"), day(2026, 1, 1)), codes::not_yours.key);
}

TEST_F(TheGate, cites_the_event_that_gave_the_authority) {
  auto const lent_power = ask(staff("PGD1"), signing("1.005074"));
  auto const own_power = ask(staff("GD"), signing("1.005074"));
  ASSERT_TRUE(lent_power && own_power);
  EXPECT_EQ(told.history()[*lent_power->authority_index].kind->name, "authority.delegation_given");
  EXPECT_EQ(told.history()[*own_power->authority_index].kind->name, "authority.matrix_row_stated");
  EXPECT_TRUE(own_power->on_behalf.empty());
}

TEST_F(TheGate, finds_nothing_lent_on) {
  auto section = authority();
  auto onward = lent("PGD1", "PGD2", "dossier.sign");
  onward.number = "13/QD";
  section.delegations.push_back(onward);
  told.tell(LoadAuthority{"A", section});  // PGD1 has signing by the matrix, for 2.001914 only
  EXPECT_EQ(answer(staff("PGD2"), signing("1.005074")), codes::not_yours.key);
}

TEST_F(TheGate, refuses_to_record_a_power_that_is_not_the_delegators) {
  auto section = authority();
  section.delegations.push_back(lent("QLT-TP", "QLT-CV1", "dossier.sign"));
  section.delegations.back().no_subdelegation = false;
  auto const faults = faults_of(section, organisation());
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[0].code, codes::lent_on);
  EXPECT_EQ(faults[1].code, codes::not_theirs_to_lend);
}

TEST_F(TheGate, takes_a_revoked_power_back_from_the_day_after_and_never_gives_it_again) {
  told.tell(RevokeDelegation{"A", "12/QD", "PGD1", "decision 99"});
  EXPECT_EQ(answer(staff("PGD1"), signing("1.005074"), today), "yes");
  EXPECT_EQ(answer(staff("PGD1"), signing("1.005074"), next_day(today)), codes::not_yours.key);
  EXPECT_EQ(told.tell(LoadAuthority{"A", authority()}), 0U);
  EXPECT_EQ(answer(staff("PGD1"), signing("1.005074"), next_day(today)), codes::not_yours.key);
}

TEST_F(TheGate, lets_a_substitute_do_all_that_the_absent_one_may_for_those_days) {
  told.tell(NameSubstitute{"A", {"QLT-TP", "QLT-CV2", today, next_day(today), "", "plan of leave"}});
  EXPECT_EQ(answer(staff("QLT-CV2"), about("duty.hand_over", "QLT", "QLT-CV1")), "yes");
  EXPECT_EQ(answer(staff("QLT-CV2"), about("duty.hand_over", "QLT", "QLT-CV1"), next_day(next_day(today))),
            codes::not_yours.key);
  auto const gone = told.decided(NameSubstitute{"A", {"QLT-TP", "QLT-CV2", previous_day(today), today, "", "x"}});
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.error().code, codes::for_days_gone);
}

TEST_F(TheGate, lets_nobody_stand_in_who_is_away_themselves_or_for_whom_one_stands_in_already) {
  told.tell(NameSubstitute{"A", {"QLT-CV1", "QLT-CV2", today, next_day(today), "", "plan of leave"}});
  auto const chained =
      told.decided(NameSubstitute{"A", {"QLT-TP", "QLT-CV1", next_day(today), day(2025, 3, 9), "", "x"}});
  ASSERT_FALSE(chained);
  EXPECT_EQ(chained.error().code, codes::substitute_absent);
  auto const twice = told.decided(NameSubstitute{"A", {"QLT-CV1", "QLT-TP", today, today, "", "x"}});
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, codes::already_absent);
  auto const outside = told.decided(NameSubstitute{"A", {"QLT-TP", "GS1", today, today, "", "x"}});
  ASSERT_FALSE(outside);
  EXPECT_EQ(outside.error().code, codes::outside_substitutes);
}

TEST_F(TheGate, ends_a_substitution_with_the_day_the_absent_one_is_back) {
  told.tell(NameSubstitute{"A", {"QLT-TP", "QLT-CV2", today, day(2025, 3, 9), "", "plan of leave"}});
  auto const named = told.standing<Authority>().substitutions.back().index;
  told.tell(EndSubstitution{named});
  EXPECT_EQ(answer(staff("QLT-CV2"), about("duty.hand_over", "QLT", "QLT-CV1")), "yes");
  EXPECT_EQ(answer(staff("QLT-CV2"), about("duty.hand_over", "QLT", "QLT-CV1"), next_day(today)), codes::not_yours.key);
  EXPECT_EQ(told.tell(EndSubstitution{named}), 0U);
  auto const unknown = told.decided(EndSubstitution{named + 1});
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, codes::unknown_substitution);
  EXPECT_TRUE(told.decided(NameSubstitute{"A", {"QLT-TP", "QLT-CV2", next_day(today), day(2025, 3, 9), "", "x"}}));
}

TEST_F(TheGate, keeps_the_system_from_what_persons_decide_and_persons_from_what_is_the_systems) {
  EXPECT_EQ(answer(system(), about("duty.escalate", "QLT")), "yes");
  EXPECT_EQ(answer(system(), about("pack.load")), "yes");
  EXPECT_EQ(answer(system(), signing("1.005074")), codes::persons_act.key);
  EXPECT_EQ(answer(staff("GD"), about("duty.escalate", "QLT")), codes::systems_own.key);
}

TEST_F(TheGate, says_when_nobody_holds_a_position_that_may) {
  auto section = agency();
  for (auto& person : section.people) {
    if (person.code == "P-GD") person.holds[0].to = day(2025, 2, 1);
  }
  told.tell(org::LoadOrganisation{"A", section});
  EXPECT_EQ(answer(staff("PGD2"), about("account.manage")), codes::nobody_now.key);
}

TEST_F(TheGate, changes_forward_only) {
  EXPECT_EQ(told.tell(LoadAuthority{"A", authority()}), 0U);
  auto section = authority();
  std::erase_if(section.matrix, [](Row const& each) { return each.act == "dossier.handle"; });
  section.matrix.push_back(row("dossier.handle", {"officer"}, Scope::own));
  EXPECT_EQ(told.tell(LoadAuthority{"A", section}), 2U);
  EXPECT_EQ(answer(staff("QLT-TP"), about("dossier.handle", "QLT"), previous_day(today)), "yes");
  EXPECT_EQ(answer(staff("QLT-TP"), about("dossier.handle", "QLT"), today), codes::not_yours.key);
  EXPECT_EQ(answer(staff("QLT-CV1"), about("dossier.handle", "QLT"), previous_day(today)), "yes");
  EXPECT_EQ(answer(staff("QLT-CV1"), about("dossier.handle", "QLT"), today), "yes");
  EXPECT_EQ(told.tell(LoadAuthority{"A", section}), 0U);
}

TEST_F(TheGate, answers_after_replay_as_before) {
  told.tell(RevokeDelegation{"A", "12/QD", "PGD1", "decision 99"});
  auto const before = able(signing("1.005074"), next_day(today));
  told.replay(false);
  EXPECT_EQ(able(signing("1.005074"), next_day(today)), before);
}

std::string one_of(std::vector<std::string> const& choices) {
  return *rc::gen::elementOf(choices);
}

// In the list is who may, and who may is in the list; and what the drawing narrows stays narrowed.
RC_GTEST_FIXTURE_PROP(TheGate, lists_exactly_those_it_lets_through, ()) {
  Section section = authority();
  std::vector<std::string> const acts{"dossier.handle", "dossier.sign", "duty.hand_over", "dossier.read"};
  std::vector<std::string> const kinds{"director", "deputy_director", "head", "officer"};
  std::vector<std::string> const units{"", "TOP", "QLT", "GDPT", "BOARD"};
  std::vector<std::string> seats{""};
  for (auto const* position : organisation().positions_on(today)) seats.push_back(position->code);
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
    section.matrix.push_back(row(one_of(acts), {one_of(kinds)}, *rc::gen::element(Scope::own, Scope::any)));
    section.matrix.back().positions = {"QLT-CV2"};
  }
  told.tell(LoadAuthority{"A", section});
  if (*rc::gen::arbitrary<bool>()) {
    auto const absent = one_of({"GD", "QLT-TP", "GDPT-TP"});
    told.tell(NameSubstitute{"A", {absent, "PGD2", today, today, "KT.", "x"}});
  }

  auto question = about(one_of(acts), one_of(units), one_of(seats),
                        one_of({"", "officer@QLT", "head@QLT,director", "deputy_director", "QLT-CV1"}));
  question.procedure = one_of({"", "1.005074", "2.001914"});
  auto const listed = able(question);
  for (auto const& seat : seats) {
    if (seat.empty()) continue;
    bool const in_list = std::find(listed.begin(), listed.end(), seat) != listed.end();
    RC_ASSERT(in_list == ask(staff(seat), question).has_value());
    bool const substituting = seat == "PGD2";
    if (in_list && !question.holder.empty() && question.act != acts[2] && !substituting) {
      RC_ASSERT(seat == question.holder);
    }
  }
  auto unheld = question;
  unheld.candidates.clear();
  auto const wider = able(unheld);
  for (auto const& seat : listed) RC_ASSERT(std::find(wider.begin(), wider.end(), seat) != wider.end());
}

}  // namespace
}  // namespace congvu::authority
