#include "agency/reading/reading.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/json/serialize.hpp>

#include <set>

#include "agency/reading/room.h"
#include "pipeline/told_for_tests.h"

namespace congvu::reading {
namespace {

Actor reader(std::string const& name) {
  return {Actor::Nature::staff, handle_of("account", name), handle_of("person", name), "QLT-CV1"};
}

NoteDossierRead reading_of(std::string const& code, std::string act = "dossier.read") {
  return {.dossier = handle_of("dossier", code),
          .code = code,
          .procedure = "1.005092",
          .unit = "QLT",
          .filed = day(2025, 3, 3),
          .page = "/dossiers/{code}",
          .act = std::move(act),
          .reader_unit = "QLT"};
}

NoteListRead looking_for(std::string query) {
  NoteListRead list{.list = "search", .page = "/search", .asked_by = {"q"}, .entries = 3};
  list.query.value = std::move(query);
  list.act = "dossier.read";
  list.reader_unit = "QLT";
  return list;
}

TEST(Reading, says_who_from_which_position_of_which_dossier_on_which_page_and_by_what_right) {
  Told told{&register_room};
  told.tell(reading_of("H26-1"), reader("a"));
  auto const* read = told.history().back().as<DossierRead>();
  ASSERT_TRUE(read);
  EXPECT_EQ(read->code, "H26-1");
  EXPECT_EQ(read->position, "QLT-CV1");
  EXPECT_EQ(read->page, "/dossiers/{code}");
  EXPECT_EQ(read->act, "dossier.read");
  EXPECT_EQ(read->personal->account, handle_of("account", "a"));
  EXPECT_EQ(told.history().back().recorded.subject, handle_of("person", "a"));
}

TEST(Reading, a_second_look_within_the_hour_adds_nothing_and_one_in_the_next_hour_does) {
  Told told{&register_room};
  EXPECT_EQ(told.tell(reading_of("H26-1"), reader("a")), 1U);
  told.now += std::chrono::minutes{59};
  EXPECT_EQ(told.tell(reading_of("H26-1"), reader("a")), 0U);
  told.now += std::chrono::minutes{1};
  EXPECT_EQ(told.tell(reading_of("H26-1"), reader("a")), 1U);
}

TEST(Reading, of_a_list_keeps_what_was_looked_for_out_of_the_open_part) {
  Told told{&register_room};
  told.tell(looking_for("q=Lan"), reader("a"));
  auto const& happened = told.history().back();
  auto const open = json::serialize(happened.kind->skeleton(happened.event.get()));
  EXPECT_EQ(open.find("Lan"), std::string::npos);
  EXPECT_EQ(happened.as<ListRead>()->personal->query.value, "q=Lan");
  EXPECT_EQ(happened.recorded.stream, stream_of_list(handle_of("account", "a"), "search", told.now));
}

TEST(Reading, another_question_to_the_same_list_is_another_entry) {
  Told told{&register_room};
  EXPECT_EQ(told.tell(looking_for("q=Lan"), reader("a")), 1U);
  EXPECT_EQ(told.tell(looking_for("q=Lan"), reader("a")), 0U);
  EXPECT_EQ(told.tell(looking_for("q=Minh"), reader("a")), 1U);
}

TEST(Reading, is_asked_of_the_gate_about_that_very_dossier_and_its_day) {
  Told told{&register_room};
  auto const asked = question(reading_of("H26-1"), told.context(reader("a")), told);
  ASSERT_TRUE(asked);
  EXPECT_EQ(asked->procedure, "1.005092");
  EXPECT_EQ(asked->unit, "QLT");
  EXPECT_EQ(asked->filed, day(2025, 3, 3));
}

TEST(Reading, by_whoever_has_a_step_to_do_is_asked_of_the_gate_as_doing_it) {
  Told told{&register_room};
  auto const asked = question(reading_of("H26-1", "duty.accept"), told.context(reader("a")), told);
  EXPECT_TRUE(asked->unit.empty());
  EXPECT_FALSE(asked->filed);
}

TEST(Reading, of_what_a_secret_proves_to_be_ones_own_is_ones_own_affair) {
  Told told{&register_room};
  auto const asked = question(reading_of("H26-1", "account.own"), told.context(reader("a")), told);
  EXPECT_EQ(asked->owner, handle_of("account", "a"));
}

TEST(Reading, bears_that_its_personal_part_is_erased) {
  Told told{&register_room};
  told.tell(reading_of("H26-1"), reader("a"));
  told.tell(looking_for("q=Lan"), reader("a"));
  told.replay(true);
  auto const stream = stream_of_dossier(handle_of("account", "a"), handle_of("dossier", "H26-1"), told.now);
  EXPECT_TRUE(told.load<HourOfReading>(stream).noted);
}

// Whoever looks at whatever whenever: one entry for each account, dossier and hour, none missing and none twice.
RC_GTEST_PROP(Reading, is_noted_once_for_each_account_dossier_and_hour, ()) {
  Told told{&register_room};
  std::set<std::tuple<std::string, std::string, std::int64_t>> hours;
  for (int look = 0; look < 60; ++look) {
    told.now += std::chrono::minutes{*rc::gen::inRange(0, 30)};
    std::string const who(1, *rc::gen::elementOf(std::string{"abc"}));
    std::string const code = "H26-" + std::to_string(*rc::gen::inRange(0, 3));
    auto const hour = std::chrono::floor<std::chrono::hours>(told.now.time_since_epoch()).count();
    bool const first = hours.emplace(who, code, hour).second;
    RC_ASSERT(told.tell(reading_of(code), reader(who)) == (first ? 1U : 0U));
  }
  RC_ASSERT(told.history().size() == hours.size());
}

}  // namespace
}  // namespace congvu::reading
