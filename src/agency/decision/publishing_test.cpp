#include <gtest/gtest.h>

#include "agency/decision/commands.h"
#include "agency/decision/room.h"
#include "agency/decision/sample_table_test.h"
#include "pipeline/told_for_tests.h"

namespace congvu::decision {
namespace {

Instant noon(int year, unsigned month, unsigned day) {
  return at(day_of(year, month, day), std::chrono::hours{12});
}

Actor officer(std::string position) {
  return {Actor::Nature::staff, {}, handle_of("person", position), position};
}

struct Record {
  congvu::Told told{&register_room};
  Record() {
    told.now = noon(2024, 6, 3);
    told.tell(StateTable{sample_table()});
  }
  Tables const& tables() const { return told.standing<Tables>(); }
};

WrittenTable next_table(std::string const& fee = "5000") {
  auto table = sample_table();
  table.from = day_of(2024, 7, 1);
  table.number = "57/QD";
  table.date = day_of(2024, 6, 1);
  table.model = sample_model(fee);
  return table;
}

TEST(DecisionTable, a_table_of_the_pack_answers_from_its_day) {
  Record const record;
  EXPECT_FALSE(record.tables().in_force("fees", day_of(2023, 12, 31)));
  ASSERT_TRUE(record.tables().in_force("fees", day_of(2024, 1, 1)));
  EXPECT_TRUE(record.tables().asked(Use::fee, "1.005092", day_of(2024, 1, 1)));
  EXPECT_FALSE(record.tables().asked(Use::fee, "2.001914", day_of(2024, 1, 1)));
  EXPECT_FALSE(record.tables().asked(Use::limit, "1.005092", day_of(2024, 1, 1)));
}

TEST(DecisionTable, stating_the_same_again_changes_nothing_and_stating_otherwise_for_that_day_is_refused) {
  Record record;
  EXPECT_EQ(record.told.tell(StateTable{sample_table()}), 0U);
  auto other = sample_table();
  other.model = sample_model("9");
  auto const decision = record.told.decided(StateTable{other});
  ASSERT_FALSE(decision);
  EXPECT_EQ(decision.error().parts.at(0).code, codes::stated_otherwise);
}

TEST(DecisionTable, what_is_prepared_answers_only_once_another_person_has_approved_it_and_from_its_day) {
  Record record;
  record.told.tell(PrepareTable{next_table()}, officer("CV-1"));
  EXPECT_EQ(record.tables().in_force("fees", day_of(2024, 7, 1))->version, 1);
  auto const own = record.told.decided(ApproveTable{"fees", 2, 1}, officer("CV-1"));
  ASSERT_FALSE(own);
  EXPECT_EQ(own.error().code, codes::same_person);
  record.told.tell(ApproveTable{"fees", 2, 1}, officer("PGD-1"));
  EXPECT_EQ(record.tables().in_force("fees", day_of(2024, 6, 30))->version, 1);
  EXPECT_EQ(record.tables().in_force("fees", day_of(2024, 7, 1))->version, 2);
}

TEST(DecisionTable, one_that_was_written_anew_since_it_was_read_is_not_approved) {
  Record record;
  record.told.tell(PrepareTable{next_table()}, officer("CV-1"));
  record.told.tell(PrepareTable{next_table("6000")}, officer("CV-1"));
  EXPECT_EQ(record.tables().versions("fees")->size(), 2U);
  auto const late = record.told.decided(ApproveTable{"fees", 2, 1}, officer("PGD-1"));
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, codes::changed);
}

TEST(DecisionTable, a_day_that_is_past_is_refused) {
  Record record;
  auto table = next_table();
  table.from = day_of(2024, 6, 2);
  auto const decision = record.told.decided(PrepareTable{table}, officer("CV-1"));
  ASSERT_FALSE(decision);
  EXPECT_EQ(decision.error().parts.at(0).code, codes::past);
}

TEST(DecisionTable, one_withdrawn_before_its_day_never_answers_and_one_in_force_stays) {
  Record record;
  record.told.tell(PrepareTable{next_table()}, officer("CV-1"));
  record.told.tell(ApproveTable{"fees", 2, 1}, officer("PGD-1"));
  record.told.tell(WithdrawTable{"fees", 2, "wrong amount"}, officer("PGD-1"));
  EXPECT_EQ(record.tables().in_force("fees", day_of(2024, 8, 1))->version, 1);
  auto const standing = record.told.decided(WithdrawTable{"fees", 1, "no"}, officer("PGD-1"));
  ASSERT_FALSE(standing);
  EXPECT_EQ(standing.error().code, codes::acts);
  record.told.replay(true);
  EXPECT_EQ(record.tables().version("fees", 2)->reason, "");
}

TEST(DecisionTable, rows_that_meet_and_rows_without_an_article_are_refused_with_their_lines) {
  Record record;
  auto table = next_table();
  table.model = sample_model("5000", "");
  auto bare = record.told.decided(PrepareTable{table}, officer("CV-1"));
  ASSERT_FALSE(bare);
  EXPECT_EQ(bare.error().parts.at(0).code, codes::no_article);
  auto text = sample_model();
  text.replace(text.find("not(\"online\")"), 13, "\"online\"");
  table.model = text;
  auto const meeting = record.told.decided(PrepareTable{table}, officer("CV-1"));
  ASSERT_FALSE(meeting);
  EXPECT_EQ(meeting.error().parts.at(0).code.key, "dmn.overlap");
  EXPECT_TRUE(meeting.error().parts.at(0).subject.starts_with("table.dmn:"));
}

TEST(DecisionTable, two_tables_never_answer_the_same_for_one_procedure) {
  Record record;
  auto rival = next_table();
  rival.code = "other-fees";
  auto const decision = record.told.decided(PrepareTable{rival}, officer("CV-1"));
  ASSERT_FALSE(decision);
  EXPECT_EQ(decision.error().parts.at(0).code, codes::answers_taken);
}

}  // namespace
}  // namespace congvu::decision
