#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "agency/org/commands.h"
#include "agency/org/events.h"
#include "agency/org/room.h"
#include "pipeline/told_for_tests.h"

namespace congvu::org {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Date const begun = day(2024, 1, 1);

Unit unit(std::string code, std::optional<std::string> parent = {}, std::optional<Date> to = {}) {
  Unit made;
  made.code = code;
  made.name = "Unit " + code;
  made.agency = "A";
  made.parent = std::move(parent);
  made.from = begun;
  made.to = to;
  return made;
}

Position position(std::string code, std::string in, PositionKind kind, std::optional<Date> to = {}) {
  Position made;
  made.code = code;
  made.title = "Title " + code;
  made.unit = std::move(in);
  made.kind = kind;
  made.from = begun;
  made.to = to;
  return made;
}

Section small_agency() {
  Section section;
  section.levels.push_back({"province", "Province", begun, {}, {}, {}, {}});
  Agency agency;
  agency.code = "A";
  agency.name = "Agency";
  agency.level = "province";
  agency.from = begun;
  section.agencies.push_back(agency);
  section.units = {unit("TOP"), unit("DIV", "TOP"), unit("OLD", "TOP", day(2025, 6, 30))};
  section.positions = {position("D", "TOP", PositionKind::director), position("H", "DIV", PositionKind::head),
                       position("O1", "DIV", PositionKind::officer), position("O2", "DIV", PositionKind::officer),
                       position("C", "OLD", PositionKind::head, day(2025, 6, 30))};
  section.people = {{"P1", "Director", {}, {}, {{"D", begun, {}}}},
                    {"P2", "Head", {}, {}, {{"H", begun, {}}}},
                    {"P3", "Moves", {}, {}, {{"C", begun, day(2025, 6, 30)}, {"O2", day(2025, 7, 1), {}}}},
                    {"P4", "Leaves", {}, {}, {{"O2", begun, day(2025, 6, 30)}}},
                    {"P5", "Citizen", {}, {}, {}}};
  return section;
}

class AnOrganisation : public testing::Test {
 protected:
  AnOrganisation() { told.now = at(day(2025, 1, 2), seconds{0}); }
  Organisation const& organisation() const { return told.standing<Organisation>(); }
  std::optional<std::string> holder(std::string_view position, Date date) const {
    return organisation().holder_name(position, date);
  }
  Told told{&register_room};
};

std::vector<std::string> codes_of(Organisation::Positions const& positions) {
  std::vector<std::string> codes;
  for (auto const* each : positions) codes.push_back(each->code);
  return codes;
}

TEST_F(AnOrganisation, loaded_twice_states_nothing_the_second_time) {
  EXPECT_GT(told.tell(LoadOrganisation{"A", small_agency()}), 0U);
  EXPECT_EQ(told.tell(LoadOrganisation{"A", small_agency()}), 0U);
}

TEST_F(AnOrganisation, first_and_last_day_both_count_and_no_day_has_two_holders) {
  told.tell(LoadOrganisation{"A", small_agency()});
  EXPECT_EQ(holder("O2", day(2023, 12, 31)), std::nullopt);
  EXPECT_EQ(holder("O2", begun), "Leaves");
  EXPECT_EQ(holder("O2", day(2025, 6, 30)), "Leaves");
  EXPECT_EQ(holder("O2", day(2025, 7, 1)), "Moves");
}

TEST_F(AnOrganisation, a_unit_that_ended_keeps_its_name_for_the_days_it_stood) {
  told.tell(LoadOrganisation{"A", small_agency()});
  EXPECT_NE(organisation().unit_on("OLD", day(2025, 6, 30)), nullptr);
  EXPECT_EQ(organisation().unit_on("OLD", day(2025, 7, 1)), nullptr);
  EXPECT_EQ(organisation().position_on("C", day(2025, 7, 1)), nullptr);
  ASSERT_NE(organisation().last_known_unit("OLD"), nullptr);
  EXPECT_EQ(organisation().last_known_unit("OLD")->name, "Unit OLD");
}

TEST_F(AnOrganisation, a_last_day_that_becomes_known_is_an_end_and_not_a_new_unit) {
  told.tell(LoadOrganisation{"A", small_agency()});
  auto later = small_agency();
  later.units[1].to = day(2026, 3, 31);
  later.units[1].successor = "TOP";
  for (auto& each : later.positions) {
    if (each.unit == "DIV") each.to = day(2026, 3, 31);
  }
  for (auto& person : later.people) {
    for (auto& held : person.holds) {
      if (!held.to && held.position != "D") held.to = day(2026, 3, 31);
    }
  }
  auto const decided = told.decided(LoadOrganisation{"A", later});
  ASSERT_TRUE(decided);
  EXPECT_EQ(decided->list.front().kind->name, "org.unit_ended");
  told.tell(LoadOrganisation{"A", later});
  EXPECT_EQ(organisation().unit_on("DIV", day(2026, 4, 1)), nullptr);
  EXPECT_EQ(told.tell(LoadOrganisation{"A", later}), 0U);
}

TEST_F(AnOrganisation, heads_up_the_line_answer_nearest_first) {
  told.tell(LoadOrganisation{"A", small_agency()});
  Date const date = day(2025, 3, 1);
  EXPECT_THAT(codes_of(organisation().who_answers("O1", date)), ElementsAre("H", "D"));
  EXPECT_THAT(codes_of(organisation().who_answers("H", date)), ElementsAre("D"));
  EXPECT_THAT(codes_of(organisation().who_answers("D", date)), IsEmpty());
  EXPECT_THAT(codes_of(organisation().who_answers_for_unit("DIV", date)), ElementsAre("H", "D"));
}

TEST_F(AnOrganisation, a_vacant_head_answers_for_nothing) {
  auto section = small_agency();
  section.people[1].holds[0].to = day(2025, 2, 28);
  told.tell(LoadOrganisation{"A", section});
  EXPECT_THAT(codes_of(organisation().who_answers("O1", day(2025, 3, 1))), ElementsAre("D"));
}

TEST_F(AnOrganisation, candidates_are_kinds_units_and_positions) {
  told.tell(LoadOrganisation{"A", small_agency()});
  Date const date = day(2025, 3, 1);
  EXPECT_THAT(organisation().resolve("officer@DIV", date), ElementsAre("O1", "O2"));
  EXPECT_THAT(organisation().resolve("director, head@DIV", date), ElementsAre("D", "H"));
  EXPECT_THAT(organisation().resolve("@OLD", date), ElementsAre("C"));
  EXPECT_THAT(organisation().resolve("@OLD", day(2025, 7, 1)), IsEmpty());
  EXPECT_THAT(organisation().resolve("O1", date), ElementsAre("O1"));
  EXPECT_THAT(organisation().resolve("O1@DIV", date), IsEmpty());
  EXPECT_TRUE(well_formed_candidates("officer@QLT,director"));
  EXPECT_FALSE(well_formed_candidates("officer@"));
  EXPECT_FALSE(well_formed_candidates("somebody@QLT"));
  EXPECT_FALSE(well_formed_candidates(""));
}

TEST_F(AnOrganisation, every_fault_of_a_section_is_told_with_its_place) {
  auto section = small_agency();
  section.agencies[0].level = "nowhere";
  section.units[1].parent = "NONE";
  section.units[2].to = day(2023, 1, 1);
  section.positions[1].unit = "LOST";
  section.positions.push_back(position("D2", "TOP", PositionKind::head));
  section.positions.push_back(position("x y", "TOP", PositionKind::officer));
  section.people[3].holds.push_back({"O2", day(2025, 7, 5), {}});
  section.people.push_back(section.people[0]);
  std::map<std::string, std::string_view> found;
  for (auto const& fault : faults_of(section)) found.emplace(fault.subject, fault.code.key);
  EXPECT_EQ(found["agencies[0].level"], codes::unknown_level.key);
  EXPECT_EQ(found["units[1].parent"], codes::unknown_unit.key);
  EXPECT_EQ(found["units[2].to"], codes::term_reversed.key);
  EXPECT_EQ(found["positions[1].unit"], codes::unknown_unit.key);
  EXPECT_EQ(found["positions[5].kind"], codes::two_heads.key);
  EXPECT_EQ(found["positions[6].code"], codes::bad_code.key);
  EXPECT_EQ(found["people[3].holds[1].from"], codes::already_held.key);
  EXPECT_EQ(found["people[5].code"], codes::stated_twice.key);
}

TEST_F(AnOrganisation, a_unit_above_itself_is_refused_and_would_not_hang_a_page) {
  auto section = small_agency();
  section.units[0].parent = "DIV";
  auto const faults = faults_of(section);
  EXPECT_TRUE(std::any_of(faults.begin(), faults.end(), [](auto const& each) { return each.code == codes::circle; }));
  Organisation circular;
  apply(circular, UnitStated{section.units[0]}, {});
  apply(circular, UnitStated{section.units[1]}, {});
  EXPECT_FALSE(circular.lies_within("DIV", "ELSEWHERE", begun));
}

TEST_F(AnOrganisation, a_term_outside_of_what_it_belongs_to_is_refused) {
  auto section = small_agency();
  section.positions[4].to.reset();  // its unit ends
  auto const faults = faults_of(section);
  ASSERT_FALSE(faults.empty());
  EXPECT_EQ(faults.front().code, codes::outside_term);
  EXPECT_EQ(faults.front().subject, "positions[4].unit");
}

TEST_F(AnOrganisation, an_erased_person_still_held_what_they_held) {
  told.tell(LoadOrganisation{"A", small_agency()});
  auto const person = organisation().holder_of("D", begun);
  told.replay(true);
  EXPECT_EQ(organisation().holder_of("D", begun), person);
  EXPECT_EQ(organisation().holder_name("D", begun), std::nullopt);
  EXPECT_TRUE(organisation().holds(*person, "D", begun));
}

TEST_F(AnOrganisation, a_name_or_code_of_a_person_is_in_no_skeleton) {
  told.tell(LoadOrganisation{"A", small_agency()});
  for (auto const& happened : told.history()) {
    auto const skeleton = canonical(happened.kind->skeleton(happened.event.get()));
    EXPECT_EQ(skeleton.find("Director"), std::string::npos) << skeleton;
    EXPECT_EQ(skeleton.find("P1"), std::string::npos) << skeleton;
  }
}

// Replay equals live, whatever was stated in whatever order.
RC_GTEST_PROP(AnOrganisationRetold, stands_as_it_stood, ()) {
  Told told{&register_room};
  told.now = at(day(2025, 1, 2), seconds{0});
  auto section = small_agency();
  for (auto& each : section.people) each.holds.clear();
  int const loads = *rc::gen::inRange(1, 4);
  for (int i = 0; i < loads; ++i) {
    section.people[*rc::gen::inRange<std::size_t>(0, 5)].name = *rc::gen::element<std::string>("X", "Y", "Z");
    section.units[1].name = *rc::gen::element<std::string>("One", "Two");
    auto first = day(2024, *rc::gen::inRange(1U, 13U), 1);
    section.people[2].holds = {{"O1", first, {}}};
    told.tell(LoadOrganisation{"A", section});
  }
  auto const live = told.standing<Organisation>();
  told.replay(false);
  auto const& again = told.standing<Organisation>();
  RC_ASSERT(live.units == again.units);
  RC_ASSERT(live.positions == again.positions);
  RC_ASSERT(live.holdings == again.holdings);
  RC_ASSERT(live.person_by_code == again.person_by_code);
}

class Staffing : public testing::Test {
 protected:
  Staffing() {
    told.now = at(day(2025, 8, 4), std::chrono::hours{9});
    told.tell(LoadOrganisation{"A", small_agency()});
  }
  template <class C>
  std::string_view refused(C command) const {
    auto const decision = told.decided(std::move(command));
    return decision ? std::string_view{} : decision.error().code.key;
  }
  Told told{+[](Registry& registry) { register_room(registry); }};
  Date const today = day(2025, 8, 4);
};

TEST_F(Staffing, a_leaver_holds_the_position_to_the_end_of_the_day_and_a_joiner_from_the_next) {
  told.tell(LeavePosition{"H"});
  auto const& organisation = told.standing<Organisation>();
  EXPECT_EQ(organisation.holder_name("H", today), "Head");
  EXPECT_FALSE(organisation.holder_of("H", day(2025, 8, 5)));
  EXPECT_EQ(told.tell(LeavePosition{"H"}), 0U);
  EXPECT_EQ(refused(TakeUpPosition{"H", "P9", "New", today}), codes::already_held.key);
  told.tell(TakeUpPosition{"H", "P9", "New", day(2025, 8, 5)});
  EXPECT_EQ(told.standing<Organisation>().holder_name("H", day(2025, 8, 5)), "New");
}

TEST_F(Staffing, what_makes_no_sense_is_refused) {
  EXPECT_EQ(refused(TakeUpPosition{"O1", "P5", {}, day(2025, 8, 3)}), codes::day_past.key);
  EXPECT_EQ(refused(TakeUpPosition{"O1", "P9", {}, today}), codes::unknown_person.key);
  EXPECT_EQ(refused(TakeUpPosition{"O1", "P5", "Another", today}), codes::person_known.key);
  EXPECT_EQ(refused(TakeUpPosition{"O1", "P 5", "New", today}), codes::bad_code.key);
  EXPECT_EQ(refused(TakeUpPosition{"C", "P5", {}, today}), codes::unknown_position.key);
  EXPECT_EQ(refused(LeavePosition{"O1"}), codes::vacant.key);
  EXPECT_EQ(refused(LeavePosition{"X"}), codes::unknown_position.key);
}

TEST_F(Staffing, whoever_left_is_not_brought_back_by_an_older_pack) {
  told.tell(LeavePosition{"H"});
  EXPECT_EQ(told.tell(LoadOrganisation{"A", small_agency()}), 0U);
  EXPECT_FALSE(told.standing<Organisation>().holder_of("H", day(2025, 8, 5)));
}

}  // namespace
}  // namespace congvu::org
