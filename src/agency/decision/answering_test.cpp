#include "agency/decision/answering.h"

#include <gtest/gtest.h>

#include "agency/decision/cells.h"
#include "agency/decision/matter.h"
#include "agency/decision/revising.h"
#include "agency/decision/sample_table_test.h"

namespace congvu::decision {
namespace {

Version version_of(WrittenTable table, int number = 1) {
  Version version;
  version.version = number;
  version.model = *read_model(table.model.value, table.decision.value);
  version.table = std::move(table);
  return version;
}

Matter at_the_counter() {
  Matter matter;
  matter.procedure = "1.005092";
  matter.channel = "counter";
  matter.answers = {{"channel", "a field that calls itself like something known"}, {"school", "x"}};
  return matter;
}

TEST(Answering, an_answer_names_its_version_its_rule_its_article_and_how_sure_it_is) {
  auto const told = ask(version_of(sample_table()), given_of(at_the_counter()), {});
  ASSERT_EQ(told.answer.rules.size(), 1U);
  EXPECT_EQ(told.answer.rules[0].id, "other");
  EXPECT_EQ(told.answer.rules[0].row, 2);
  EXPECT_EQ(told.answer.article, "Art. 4");
  EXPECT_EQ(told.answer.mark->value, "K?");
  EXPECT_EQ(told.answer.model.size(), 64U);
  EXPECT_EQ(fee_of(told.answer)->amount, 3000);
}

TEST(Answering, only_what_the_model_asks_for_is_kept) {
  auto const told = ask(version_of(sample_table()), given_of(at_the_counter()), {});
  ASSERT_EQ(told.inputs.size(), 1U);
  EXPECT_EQ(told.inputs.at("channel").as_string(), "counter");
}

TEST(Answering, an_answer_survives_the_record_byte_by_byte) {
  auto const told = ask(version_of(sample_table()), given_of(at_the_counter()), {});
  auto const read = from_json<Answer>(to_json(told.answer));
  ASSERT_TRUE(read);
  EXPECT_EQ(canonical(to_json(*read)), canonical(to_json(told.answer)));
}

TEST(Answering, what_no_rule_answers_leaves_the_procedures_own_facts) {
  auto table = sample_table();
  auto text = sample_model();
  table.model = text.replace(text.find("not(\"online\")"), 13, "\"counter\"");
  auto const told = ask(version_of(table), {{"channel", feel::Value{"post"}}}, {});
  EXPECT_FALSE(fee_of(told.answer));
  EXPECT_FALSE(fits(told.answer));
}

TEST(Answering, another_version_is_asked_with_the_recorded_inputs_and_only_what_differs_is_told) {
  auto const before = version_of(sample_table());
  auto table = sample_table();
  table.model = sample_model("5000");
  auto const after = version_of(table, 2);
  Effect effect;
  for (auto const* channel : {"counter", "online"}) {
    auto const told = ask(before, {{"channel", feel::Value{channel}}}, {});
    ask_again(effect, {channel, told.answer, told.inputs, {}}, after, nullptr);
  }
  EXPECT_EQ(effect.asked, 2U);
  ASSERT_EQ(effect.others.size(), 1U);
  EXPECT_EQ(effect.others[0].matter, "counter");
  EXPECT_EQ(fee_of(effect.others[0].after)->amount, 5000);
}

TEST(Answering, a_cell_that_was_typed_changes_the_model_there_and_nowhere_else) {
  auto const read = dmn::read(sample_model(), "m.dmn");
  ASSERT_TRUE(read);
  auto const cells = cells_of(*read, "Fee");
  ASSERT_EQ(cells.size(), 2U);
  EXPECT_EQ(cells[1], (std::vector<std::string>{"not(\"online\")", "3000", "Art. 4", "K?"}));
  auto const text = with_cells(*read, "Fee", {{2, 2, "7000"}, {9, 9, "nowhere"}});
  auto const again = dmn::read(text, "m.dmn");
  ASSERT_TRUE(again);
  auto wanted = cells;
  wanted[1][1] = "7000";
  EXPECT_EQ(cells_of(*again, "Fee"), wanted);
}

}  // namespace
}  // namespace congvu::decision
