#include "rules/dmn/compare/compare.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace congvu::dmn {
namespace {

std::string rule(std::string const& id, std::string const& test, std::string const& answer, std::string const& note) {
  return fmt::format(
      R"(<rule id="{}"><inputEntry id="{}i"><text>{}</text></inputEntry>
  <outputEntry id="{}o"><text>{}</text></outputEntry>
  <annotationEntry><text>{}</text></annotationEntry></rule>)",
      id, id, test, id, answer, note);
}

Model model(std::string const& rules, std::string const& policy = "UNIQUE") {
  auto read =
      dmn::read(fmt::format(
                    R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m" namespace="n">
  <inputData id="c" name="channel"><variable id="cv" name="channel" typeRef="string"/></inputData>
  <decision id="d" name="fee"><variable id="dv" name="fee"/>
    <informationRequirement id="r"><requiredInput href="#c"/></informationRequirement>
    <decisionTable id="t" hitPolicy="{}">
      <input id="i"><inputExpression id="e" typeRef="string"><text>channel</text></inputExpression></input>
      <output id="o" name="amount" typeRef="number"/><annotation name="article"/>{}</decisionTable>
  </decision>
</definitions>)",
                    policy, rules),
                "model.dmn");
  EXPECT_TRUE(read.has_value());
  return std::move(*read);
}

TEST(Compare, two_equal_models_do_not_differ) {
  auto const one = model(rule("a", "\"online\"", "0", "Art. 1"));
  EXPECT_TRUE(compare(one, one).empty());
}

TEST(Compare, a_row_with_another_amount_is_changed_in_that_cell_alone) {
  auto const change =
      compare(model(rule("a", "\"online\"", "0", "Art. 1")), model(rule("a", "\"online\"", "5", "Art. 1")));
  ASSERT_EQ(change.tables.size(), 1U);
  ASSERT_EQ(change.tables[0].rows.size(), 1U);
  auto const& row = change.tables[0].rows[0];
  EXPECT_EQ(row.kind, RowChange::Kind::changed);
  ASSERT_EQ(row.cells.size(), 1U);
  EXPECT_EQ(row.cells[0].column, "amount");
  EXPECT_EQ(row.cells[0].before, "0");
  EXPECT_EQ(row.cells[0].after, "5");
}

TEST(Compare, rows_added_and_taken_away_are_told_with_their_numbers) {
  auto const kept = rule("a", "\"online\"", "0", "Art. 1");
  auto const change = compare(model(kept + rule("b", "\"post\"", "1", "Art. 2")),
                              model(rule("c", "\"counter\"", "2", "Art. 3") + kept));
  ASSERT_EQ(change.tables.size(), 1U);
  auto const& rows = change.tables[0].rows;
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].kind, RowChange::Kind::added);
  EXPECT_EQ(rows[0].after, 1U);
  EXPECT_EQ(rows[1].kind, RowChange::Kind::removed);
  EXPECT_EQ(rows[1].before, 2U);
}

TEST(Compare, a_row_that_a_tool_gave_another_id_is_still_the_same_row) {
  auto const change =
      compare(model(rule("a", "\"online\"", "0", "Art. 1")), model(rule("z", "\"online\"", "0", "Art. 1")));
  EXPECT_TRUE(change.empty());
}

TEST(Compare, a_row_that_moved_counts_only_where_the_order_decides) {
  auto const a = rule("a", "\"online\"", "0", "Art. 1");
  auto const b = rule("b", "\"post\"", "1", "Art. 2");
  EXPECT_TRUE(compare(model(a + b), model(b + a)).empty());
  auto const change = compare(model(a + b, "FIRST"), model(b + a, "FIRST"));
  ASSERT_EQ(change.tables.size(), 1U);
  EXPECT_EQ(change.tables[0].rows.at(0).kind, RowChange::Kind::moved);
}

TEST(Compare, another_hit_policy_is_a_change_of_its_own) {
  auto const a = rule("a", "\"online\"", "0", "Art. 1");
  auto const change = compare(model(a), model(a, "FIRST"));
  ASSERT_EQ(change.tables.size(), 1U);
  EXPECT_TRUE(change.tables[0].policy);
}

}  // namespace
}  // namespace congvu::dmn
