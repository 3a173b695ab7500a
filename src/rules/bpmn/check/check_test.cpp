#include "rules/bpmn/check/check.h"

#include <gtest/gtest.h>

#include "rules/bpmn/check/constraints/constraints.h"
#include "rules/bpmn/drawing_test.h"

namespace congvu::bpmn {
namespace {

using test::Drawing;

Report report_on(Drawing const& drawing) {
  return check(*read(drawing.xml(), "f"), test::surroundings());
}

std::vector<std::string> told(Report const& report) {
  std::vector<std::string> lines;
  for (auto const& problem : report.problems) {
    bool const of_another_page = problem.code == codes::constraint_broken || problem.code == codes::not_sound;
    if (of_another_page) continue;
    lines.push_back(std::string{problem.code.key} + " " + problem.element + (problem.warning ? " (warning)" : ""));
  }
  return lines;
}

TEST(bpmn_check, a_good_drawing_has_no_problem_and_is_sound_and_safe) {
  auto const report = report_on(Drawing{}.start("s").user("a").end("e").flow("s", "a").flow("a", "e"));
  EXPECT_TRUE(report.structure);
  EXPECT_TRUE(told(report).empty());
  EXPECT_EQ(report.sound, true);
  EXPECT_EQ(report.safe, true);
}

TEST(bpmn_check, steps_without_a_way_in_or_out_are_found_with_the_path) {
  auto const report = report_on(
      Drawing{}.start("s").user("a").user("b").user("lost").end("e").flow("s", "a").flow("a", "b").flow("lost", "e"));
  EXPECT_FALSE(report.structure);
  EXPECT_EQ(told(report), (std::vector<std::string>{"bpmn.dead_end b", "bpmn.unreachable lost", "bpmn.unreachable e"}));
  EXPECT_EQ(report.problems[0].path, (std::vector<std::string>{"s", "a", "b"}));
  EXPECT_EQ(report.problems[0].line, 5U);
}

TEST(bpmn_check, a_loop_without_a_way_to_an_end_is_found) {
  auto const report = report_on(Drawing{}.start("s").user("a").user("b").flow("s", "a").flow("a", "b").flow("b", "a"));
  EXPECT_EQ(told(report),
            (std::vector<std::string>{"bpmn.no_way_to_end s", "bpmn.no_way_to_end a", "bpmn.no_way_to_end b"}));
}

TEST(bpmn_check, a_choice_that_may_find_nothing_is_a_warning) {
  auto const report = report_on(Drawing{}
                                    .start("s")
                                    .exclusive("x")
                                    .end("e")
                                    .end("f")
                                    .flow("s", "x")
                                    .flow("x", "e", "n = 1")
                                    .flow("x", "f", "n = 2"));
  EXPECT_TRUE(report.structure);
  EXPECT_EQ(told(report), (std::vector<std::string>{"bpmn.no_default x (warning)"}));
}

TEST(bpmn_check, what_does_not_compile_is_reported_as_data) {
  auto const report = report_on(Drawing{}.start("s").element("scriptTask", "x").flow("s", "x"));
  EXPECT_FALSE(report.structure);
  ASSERT_EQ(told(report).size(), 1U);
  EXPECT_EQ(report.problems[0].element, "x");
  EXPECT_EQ(report.problems[0].kind, "scriptTask");
  EXPECT_EQ(report.problems[0].line, 4U);
}

}  // namespace
}  // namespace congvu::bpmn
