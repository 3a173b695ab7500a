// testdata/tables.txt: tables written small, and what each must answer. One test a table.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "rules/dmn/decisions.h"
#include "rules/dmn/table/small_table_test.h"

namespace congvu::dmn {
namespace {

TEST(dmn_tables, each_answers_as_its_hit_policy_says) {
  std::ifstream in{std::filesystem::path{CONGVU_SOURCE_DIR} / "src/rules/dmn/testdata/tables.txt"};
  ASSERT_TRUE(in);
  std::stringstream text;
  text << in.rdbuf();
  std::size_t cases = 0;
  for (auto const& table : test::small_tables(text.str())) {
    SCOPED_TRACE(table.title);
    auto const decisions = Decisions::of({test::model_of(table)});
    ASSERT_TRUE(decisions) << plain(decisions.error());
    auto const decision = *decisions->find(Element::Sort::decision, "D");
    for (auto const& [inputs, expected] : table.cases) {
      std::vector<Given> given;
      for (std::size_t i = 0; i < inputs.size(); ++i)
        given.push_back({table.inputs[i].name, test::value_of(inputs[i])});
      auto const answer = decisions->decide(decision, given);
      EXPECT_EQ(feel::shown(answer.value), feel::shown(test::value_of(expected))) << "for " << inputs.front();
      ++cases;
    }
  }
  EXPECT_GE(cases, 300U);
}

}  // namespace
}  // namespace congvu::dmn
