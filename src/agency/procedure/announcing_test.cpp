#include <gtest/gtest.h>

#include "agency/procedure/commands.h"
#include "agency/procedure/procedure.h"
#include "agency/procedure/room.h"
#include "pipeline/told_for_tests.h"

namespace congvu::procedure {

namespace {

constexpr std::string_view number = "4610/QĐ-UBND";
constexpr std::string_view id = "2024-4610-qd-ubnd";
Date const eve = day(2024, 12, 31), opening = day(2025, 1, 1);

Actor person(std::string_view position) {
  return {Actor::Nature::staff, {}, handle_of("person", position), std::string{position}};
}

PublishProcedure internal(std::string code, Date from, int version = 1) {
  PublishProcedure publish;
  publish.code = std::move(code);
  publish.version = version;
  publish.from = from;
  publish.facts.name = "Nâng bậc lương";
  publish.facts.kind = ProcedureKind::internal;
  publish.facts.limit = {LimitUnit::working_days, 5, "05 ngày làm việc", {}, {}, {}};
  publish.facts.steps = {{"Lập danh sách", "TCCB", {}, {}, Limit{4, LimitUnit::working_hours}, "Danh sách", {}}};
  return publish;
}

Announcement decision(std::vector<AnnouncedLine> lines) {
  Announcement announcement;
  announcement.number = std::string{number};
  announcement.date = day(2024, 11, 1);
  announcement.title = "Công bố thủ tục";
  announcement.signer = "Chủ tịch";
  announcement.in_force = opening;
  announcement.lines = std::move(lines);
  return announcement;
}

AnnouncedLine line(std::string code, LineAction action) {
  return {std::move(code), action, {}, {}, {}, "125/2024/NĐ-CP"};
}

AnnouncedLine amended(json::object changes) {
  auto made = line("NB-01", LineAction::amended);
  made.changes = std::move(changes);
  return made;
}

// A catalogue of NB-01 and NB-02, on 15 November 2024.
Told catalogue() {
  Told told{&register_room};
  told.now = at(day(2024, 11, 15), std::chrono::hours{9});
  told.tell(internal("NB-01", day(2024, 1, 1)));
  told.tell(internal("NB-02", day(2024, 1, 1)));
  return told;
}

Told prepared(Announcement const& announcement) {
  auto told = catalogue();
  told.tell(PrepareAnnouncement{announcement}, person("VTHU"));
  return told;
}

Told approved(Announcement const& announcement) {
  auto told = prepared(announcement);
  told.tell(ApproveAnnouncement{std::string{id}, 1}, person("GD"));
  return told;
}

std::vector<std::string> faults(Announcement const& announcement) {
  std::vector<std::string> found;
  auto const decided = catalogue().decided(PrepareAnnouncement{announcement}, person("VTHU"));
  if (decided) return found;
  for (auto const& part : decided.error().parts) found.push_back(part.subject + " " + std::string{part.code.key});
  return found;
}

}  // namespace

TEST(Announcement, is_known_by_its_year_and_number) {
  EXPECT_EQ(announcement_id(decision({})), id);
}

TEST(Announcement, changes_nothing_before_another_person_has_approved_it) {
  auto const told = prepared(decision({line("NB-01", LineAction::abolished)}));
  EXPECT_NE(told.standing<Catalogue>().in_force("NB-01", opening), nullptr);
  EXPECT_EQ(told.standing<Catalogue>().announcement(id)->progress, Progress::prepared);
}

TEST(Announcement, is_not_approved_by_whoever_prepared_it) {
  auto const told = prepared(decision({line("NB-01", LineAction::abolished)}));
  ApproveAnnouncement const approve{std::string{id}, 1};
  EXPECT_EQ(told.decided(approve, person("VTHU")).error().code, codes::announcement_same_person);
  auto moved = person("VTHU");
  moved.position = "GD";
  EXPECT_EQ(told.decided(approve, moved).error().code, codes::announcement_same_person);
  auto successor = person("GD");
  successor.position = "VTHU";
  EXPECT_EQ(told.decided(approve, successor).error().code, codes::announcement_same_person);
  EXPECT_TRUE(told.decided(approve, person("GD")).has_value());
}

TEST(Announcement, still_tells_who_made_it_apart_when_the_person_has_been_erased) {
  auto told = prepared(decision({line("NB-01", LineAction::abolished)}));
  told.replay(true);
  EXPECT_EQ(told.decided(ApproveAnnouncement{std::string{id}, 1}, person("VTHU")).error().code,
            codes::announcement_same_person);
}

TEST(Announcement, abolishes_on_its_day_by_itself) {
  auto const told = approved(decision({line("NB-01", LineAction::abolished)}));
  auto const& catalogue = told.standing<Catalogue>();
  EXPECT_NE(catalogue.in_force("NB-01", eve), nullptr);
  EXPECT_EQ(catalogue.in_force("NB-01", opening), nullptr);
  EXPECT_EQ(catalogue.ending("NB-01")->announcement, id);
  EXPECT_TRUE(catalogue.announcement(id)->in_force(opening));
  EXPECT_FALSE(catalogue.announcement(id)->in_force(eve));
}

TEST(Announcement, publishes_what_it_amends_as_the_next_version_from_its_day) {
  auto const told = approved(decision({amended({{"name", "Nâng bậc lương thường xuyên"}})}));
  auto const& catalogue = told.standing<Catalogue>();
  EXPECT_EQ(catalogue.in_force("NB-01", eve)->version, 1);
  auto const* next = catalogue.in_force("NB-01", opening);
  ASSERT_NE(next, nullptr);
  EXPECT_EQ(next->version, 2);
  EXPECT_EQ(next->facts().name, "Nâng bậc lương thường xuyên");
  EXPECT_EQ(next->published->announced_by, number);
  EXPECT_EQ(catalogue.version("NB-01", 1)->to, eve);
}

TEST(Announcement, replaces_a_procedure_by_another) {
  auto replaced = line("NB-01", LineAction::replaced);
  replaced.replaced_by = "NB-02";
  auto const told = approved(decision({replaced}));
  EXPECT_EQ(told.standing<Catalogue>().in_force("NB-01", opening), nullptr);
  EXPECT_EQ(told.standing<Catalogue>().ending("NB-01")->replaced_by, "NB-02");
}

TEST(Announcement, withdrawn_before_its_day_leaves_the_catalogue_as_it_was) {
  auto told = approved(decision({amended({{"name", "x"}}), line("NB-02", LineAction::abolished)}));
  told.tell(WithdrawAnnouncement{std::string{id}, "Văn bản gốc bị hoãn"}, person("GD"));
  auto const& catalogue = told.standing<Catalogue>();
  EXPECT_EQ(catalogue.in_force("NB-01", opening)->version, 1);
  EXPECT_EQ(catalogue.in_force("NB-02", opening)->version, 1);
  EXPECT_EQ(catalogue.ending("NB-02"), nullptr);
  EXPECT_TRUE(catalogue.version("NB-01", 2)->withdrawn);
}

TEST(Announcement, is_not_withdrawn_once_it_is_in_force) {
  auto told = approved(decision({line("NB-01", LineAction::abolished)}));
  told.now = at(opening, std::chrono::hours{0});
  EXPECT_EQ(told.decided(WithdrawAnnouncement{std::string{id}, "x"}, person("GD")).error().code,
            codes::announcement_acts);
}

TEST(Announcement, changed_since_it_was_read_is_not_approved) {
  auto told = prepared(decision({line("NB-01", LineAction::abolished)}));
  told.tell(PrepareAnnouncement{decision({line("NB-02", LineAction::abolished)})}, person("CVP"));
  EXPECT_EQ(told.decided(ApproveAnnouncement{std::string{id}, 1}, person("GD")).error().code,
            codes::announcement_changed);
  EXPECT_EQ(told.decided(ApproveAnnouncement{std::string{id}, 2}, person("CVP")).error().code,
            codes::announcement_same_person);
  EXPECT_TRUE(told.decided(ApproveAnnouncement{std::string{id}, 2}, person("GD")).has_value());
}

TEST(Announcement, returned_is_prepared_anew) {
  auto told = prepared(decision({line("NB-01", LineAction::abolished)}));
  told.tell(ReturnAnnouncement{std::string{id}, "Thiếu căn cứ"}, person("GD"));
  EXPECT_EQ(told.standing<Catalogue>().announcement(id)->reason, "Thiếu căn cứ");
  EXPECT_EQ(told.decided(ApproveAnnouncement{std::string{id}, 1}, person("GD")).error().code,
            codes::announcement_state);
  told.tell(PrepareAnnouncement{decision({line("NB-01", LineAction::abolished)})}, person("VTHU"));
  EXPECT_EQ(told.standing<Catalogue>().announcement(id)->revision, 2);
}

TEST(Announcement, tells_every_fault_of_every_line) {
  auto replaced = line("NB-02", LineAction::replaced);
  replaced.replaced_by = "NB-02";
  auto both = amended({{"name", "x"}});
  both.version = 2;
  EXPECT_EQ(
      faults(decision({both, replaced, line("NB-09", LineAction::abolished), line("NB-01", LineAction::introduced)})),
      (std::vector<std::string>{
          "announcement.lines[0].version procedure.line_change",
          "announcement.lines[1].replaced_by procedure.no_successor", "announcement.lines[2].code procedure.unknown",
          "announcement.lines[3].code procedure.line_twice", "announcement.lines[3].version procedure.line_version"}));
  EXPECT_EQ(faults(decision({amended({{"nmae", "x"}})})),
            std::vector<std::string>{"announcement.lines[0].changes.nmae field.unknown"});
  EXPECT_EQ(faults(decision({amended({{"name", "Nâng bậc lương"}})})),
            std::vector<std::string>{"announcement.lines[0].changes procedure.line_change"});
  EXPECT_EQ(faults(decision({})), std::vector<std::string>{"announcement.lines procedure.announcement_empty"});
}

TEST(Announcement, cannot_come_into_force_in_the_past) {
  auto told = catalogue();
  told.now = at(day(2025, 1, 2), std::chrono::hours{9});
  auto const refusal =
      told.decided(PrepareAnnouncement{decision({line("NB-01", LineAction::abolished)})}, person("VTHU")).error();
  EXPECT_EQ(refusal.parts.front().code, codes::announcement_past);
}

TEST(Announcement, of_a_pack_acts_at_once_and_stated_again_changes_nothing) {
  auto told = catalogue();
  StateAnnouncement const state{decision({line("NB-01", LineAction::abolished)})};
  EXPECT_EQ(told.tell(state), 1u);
  EXPECT_EQ(told.tell(state), 0u);
  EXPECT_EQ(told.standing<Catalogue>().in_force("NB-01", opening), nullptr);
}

TEST(Publishing, gives_no_code_of_a_procedure_that_is_over_to_another) {
  auto const told = approved(decision({line("NB-01", LineAction::abolished)}));
  auto const refusal = told.decided(internal("NB-01", day(2026, 1, 1), 2)).error();
  EXPECT_EQ(refusal.parts.front().code, codes::code_reused);
}

TEST(Publishing, asks_steps_of_what_has_no_diagram_and_a_partner_of_what_is_linked) {
  auto bare = internal("NB-03", day(2024, 1, 1));
  bare.facts.steps.clear();
  EXPECT_EQ(catalogue().decided(bare).error().parts.front().code, codes::no_steps);
  auto linked = internal("LT-01", day(2024, 1, 1));
  linked.facts.kind = ProcedureKind::linked;
  EXPECT_EQ(catalogue().decided(linked).error().parts.front().code, codes::no_partner);
  linked.facts.steps.push_back({"Thẩm định", {}, {}, "Sở Nội vụ", {}, {}, {}});
  EXPECT_TRUE(catalogue().decided(linked).has_value());
  linked.facts.steps.push_back({"Không ai", {}, {}, {}, {}, {}, {}});
  EXPECT_EQ(catalogue().decided(linked).error().parts.front().code, codes::step_of_nobody);
}

}  // namespace congvu::procedure
