#include "rules/dmn/check/check.h"

#include <gtest/gtest.h>

#include <rapidcheck.h>

#include <algorithm>

#include "rules/dmn/codes.h"
#include "rules/dmn/decisions.h"
#include "rules/dmn/table/small_table_test.h"

namespace congvu::dmn {
namespace {

using Lines = std::vector<std::string>;

std::string argument(Problem const& problem, std::string_view name) {
  auto const found = std::ranges::find(problem.arguments, name, &Argument::name);
  return found == problem.arguments.end() ? std::string{} : found->value;
}

// "dmn.overlap r2 at n = 5"
Lines problems_of(std::string const& text) {
  Lines told;
  for (auto const& each : check({test::model_of(test::small_tables("# t\n" + text).front())}).problems) {
    auto const example = argument(each, "example");
    told.push_back(std::string{each.code.key} + " " + each.element + (example.empty() ? "" : " at " + example));
  }
  std::ranges::sort(told);
  return told;
}

std::string const number = "in number n\nout number r\n";

TEST(dmn_check, a_table_whose_rules_part_all_numbers_among_them_is_in_order) {
  EXPECT_EQ(problems_of(number + "rule < 5 ; 1\nrule [5..10) ; 2\nrule >= 10 ; 3"), Lines{});
}

TEST(dmn_check, rules_that_meet_are_told_with_an_input_where_they_do) {
  EXPECT_EQ(problems_of(number + "rule <= 5 ; 1\nrule [5..10) ; 2\nrule >= 10 ; 3"),
            (Lines{"dmn.overlap r2 at n = 5"}));
  EXPECT_EQ(problems_of(number + "rule < 5 ; 1\nrule > 4 ; 2"), (Lines{"dmn.overlap r2 at n = 4.5"}));
}

TEST(dmn_check, days_that_follow_one_another_leave_nothing_between_them) {
  EXPECT_EQ(problems_of("in date d\nout number r\nrule <= date(\"2025-06-30\") ; 1\nrule >= date(\"2025-07-01\") ; 2"),
            Lines{});
  EXPECT_EQ(problems_of("in date d\nout number r\nrule < date(\"2025-06-30\") ; 1\nrule >= date(\"2025-07-01\") ; 2"),
            (Lines{"dmn.gap T at d = 2025-06-30"}));
}

TEST(dmn_check, in_an_any_table_only_rules_that_answer_differently_may_not_meet) {
  EXPECT_EQ(problems_of("policy ANY\n" + number + "rule <= 5 ; 1\nrule >= 5 ; 1"), Lines{});
  EXPECT_EQ(problems_of("policy ANY\n" + number + "rule <= 5 ; 1\nrule >= 5 ; 2"), (Lines{"dmn.overlap r2 at n = 5"}));
}

TEST(dmn_check, what_no_rule_covers_is_told_with_an_input_that_shows_it) {
  EXPECT_EQ(problems_of(number + "rule < 5 ; 1\nrule > 5 ; 2"), (Lines{"dmn.gap T at n = 5"}));
  EXPECT_EQ(problems_of("in string s\nout number r\nrule \"a\" ; 1\nrule \"b\" ; 2"),
            (Lines{"dmn.gap T at s = \"…\""}));
  EXPECT_EQ(problems_of("in boolean b\nout number r\nrule true ; 1"), (Lines{"dmn.gap T at b = false"}));
}

TEST(dmn_check, a_default_or_a_list_of_allowed_values_closes_gaps) {
  EXPECT_EQ(problems_of("in number n\nout number r default 0\nrule < 5 ; 1"), Lines{});
  EXPECT_EQ(problems_of("in string s allowed \"a\", \"b\"\nout number r\nrule \"a\" ; 1\nrule \"b\" ; 2"), Lines{});
  EXPECT_EQ(problems_of("in number n allowed [0..10]\nout number r\nrule < 5 ; 1\nrule [5..10] ; 2"), Lines{});
}

TEST(dmn_check, a_gap_of_several_inputs_names_them_all) {
  EXPECT_EQ(problems_of("in number n\nin boolean b\nout number r\nrule < 5 | - ; 1\nrule >= 5 | true ; 2"),
            (Lines{"dmn.gap T at n = 5, b = false"}));
}

TEST(dmn_check, a_rule_that_earlier_ones_forestall_is_told) {
  EXPECT_EQ(problems_of("policy FIRST\n" + number + "rule < 5 ; 1\nrule >= 3 ; 2\nrule [0..9] ; 3"),
            (Lines{"dmn.never_first r3 at n = 0"}));
  EXPECT_EQ(problems_of("policy FIRST\n" + number + "rule - ; 1\nrule >= 3 ; 2"),
            (Lines{"dmn.never_first r2 at n = 3"}));
}

TEST(dmn_check, a_cell_that_holds_for_nothing_is_told) {
  EXPECT_EQ(problems_of("policy COLLECT\n" + number + "rule [5..3] ; 1\nrule < 3 ; 1"),
            (Lines{"dmn.cell_holds_nowhere r1"}));
  EXPECT_EQ(problems_of("policy COLLECT\nin number n allowed [0..10]\nout number r\nrule > 10 ; 1"),
            (Lines{"dmn.cell_holds_nowhere r1"}));
}

TEST(dmn_check, cells_of_another_kind_than_their_column_are_told) {
  EXPECT_EQ(problems_of("policy COLLECT\nin string s\nout number r\nrule < 5 ; 1"),
            (Lines{"dmn.cell_kind r1 at s = \"a\""}));
  EXPECT_EQ(problems_of("policy COLLECT\n" + number + "rule < 5 ; \"five\""), (Lines{"dmn.output_kind r1"}));
}

TEST(dmn_check, a_rule_that_more_important_ones_forestall_is_told) {
  std::string const ranked = "policy PRIORITY\nin number n\nout string r allowed \"high\", \"low\"\n";
  EXPECT_EQ(problems_of(ranked + "rule [0..9] ; \"low\"\nrule < 5 ; \"high\"\nrule >= 5 ; \"high\""),
            (Lines{"dmn.never_first r1 at n = 0"}));
  EXPECT_EQ(problems_of(ranked + "rule < 5 ; \"low\"\nrule [0..2] ; \"low\"\nrule >= 5 ; \"high\""),
            (Lines{"dmn.never_first r2 at n = 0"}));
  EXPECT_EQ(problems_of(ranked + "rule - ; \"low\"\nrule < 5 ; \"high\""), Lines{});
  EXPECT_EQ(problems_of(ranked + "rule - ; \"low\"\nrule < 5 ; \"top\""),
            (Lines{"dmn.never_first r2 at n = 4", "dmn.output_not_listed r2"}));
  // All that hold are the answer of an output order table
  EXPECT_EQ(problems_of("policy OUTPUT ORDER\nin number n\nout string r allowed \"high\", \"low\"\n"
                        "rule - ; \"low\"\nrule - ; \"high\""),
            Lines{});
}

TEST(dmn_check, rules_that_say_the_same_twice_are_told) {
  for (auto const* policy : {"COLLECT", "COLLECT SUM", "RULE ORDER", "ANY"}) {
    EXPECT_EQ(problems_of("policy " + std::string{policy} + "\n" + number +
                          "rule [1..2], > 2 ; 1\nrule < 1 ; 1\nrule >= 1 ; 1"),
              (Lines{"dmn.duplicate_row r3 at n = 1"}))
        << policy;
  }
  EXPECT_EQ(problems_of("policy COLLECT\n" + number + "rule >= 1 ; 1\nrule >= 1 ; 2\nrule > 1 ; 1"), Lines{});
}

TEST(dmn_check, kinds_that_never_go_together_are_told_with_their_cell_and_an_input) {
  auto const cell = [](std::string const& type, std::string const& test) {
    return problems_of("policy COLLECT\nin " + type + " x\nout number r\nrule " + test + " ; 1\nrule - ; 2");
  };
  Lines const a_day{"dmn.beyond_check r1", "dmn.cell_kind r1 at x = 2025-06-30"};
  EXPECT_EQ(cell("date", "? + 1 > date(\"2025-01-01\")"), a_day);
  EXPECT_EQ(cell("date", "string length(?) > 3"), a_day);
  EXPECT_EQ(cell("date", "?.hour = 3"), a_day);
  EXPECT_EQ(cell("date", "? + duration(\"P1D\") > date(\"2025-01-01\") and ?.year > 2000"),
            Lines{"dmn.beyond_check r1"});
  EXPECT_EQ(cell("string", "? > 5"), (Lines{"dmn.beyond_check r1", "dmn.cell_kind r1 at x = \"a\""}));
  EXPECT_EQ(cell("number", "\"a\", \"b\""), Lines{"dmn.cell_kind r1 at x = 2"});
  EXPECT_EQ(cell("number", "not(\"a\")"), Lines{"dmn.cell_kind r1 at x = 2"});
  EXPECT_EQ(cell("boolean", "[1..2]"), Lines{"dmn.cell_kind r1 at x = true"});
  EXPECT_EQ(cell("date and time", "< date(\"2025-01-01\")"), Lines{"dmn.cell_kind r1 at x = 2025-06-30T10:00:00"});
  EXPECT_EQ(cell("number", "? + 1"), (Lines{"dmn.beyond_check r1", "dmn.cell_kind r1 at x = 2"}));
}

TEST(dmn_check, kinds_are_told_of_columns_outputs_and_plain_expressions_too) {
  EXPECT_EQ(problems_of("policy COLLECT\nin string s\nout number r\nrule - ; s\nrule - ; string length(s)"),
            Lines{"dmn.output_kind r1"});
  auto const model = read(
      "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"M\" namespace=\"urn:m\">"
      "<inputData id=\"i\" name=\"born\"><variable name=\"born\" typeRef=\"date\"/></inputData>\n"
      "<decision id=\"D\" name=\"D\"><informationRequirement><requiredInput href=\"#i\"/></informationRequirement>\n"
      "<context id=\"C\"><contextEntry><variable name=\"age\"/>\n"
      "<literalExpression id=\"L\"><text>today() - born</text></literalExpression></contextEntry><contextEntry>\n"
      "<literalExpression id=\"F\"><text>if age &gt; 18 then 1 else 2</text></literalExpression></contextEntry>"
      "</context></decision></definitions>",
      "f");
  auto const problems = check({*model}).problems;
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems.front().code.key, "dmn.wrong_kinds");
  EXPECT_EQ(problems.front().element, "F");
  EXPECT_EQ(problems.front().line, 5U);
  EXPECT_EQ(argument(problems.front(), "found"), "days and time duration > number");
  EXPECT_EQ(argument(problems.front(), "example"), "age = P1DT12H");
}

TEST(dmn_check, times_and_moments_are_looked_through_like_numbers) {
  EXPECT_EQ(problems_of("in time t\nout number r\nrule < time(\"12:00:00\") ; 1\nrule > time(\"12:00:00\") ; 2"),
            (Lines{"dmn.gap T at t = 12:00:00"}));
  EXPECT_EQ(problems_of("in time t\nout number r\nrule <= time(\"12:00:00\") ; 1\nrule >= time(\"12:00:01\") ; 2"),
            (Lines{"dmn.gap T at t = 12:00:00.000000001"}));
  EXPECT_EQ(problems_of("in time t\nout number r\nrule >= time(\"00:00:00\") ; 1"), Lines{});
  EXPECT_EQ(problems_of("in date and time t\nout number r\nrule <= date and time(\"2025-01-01T00:00:00\") ; 1\n"
                        "rule >= date and time(\"2025-01-01T00:00:00\") ; 2"),
            (Lines{"dmn.overlap r2 at t = 2025-01-01T00:00:00"}));
}

TEST(dmn_check, names_that_nobody_gives_are_told) {
  EXPECT_EQ(problems_of("policy COLLECT\n" + number + "rule < limit ; 1"),
            (Lines{"dmn.beyond_check r1", "dmn.unknown_name D"}));
}

TEST(dmn_check, a_cell_that_cannot_be_looked_at_is_named_and_claims_nothing) {
  EXPECT_EQ(problems_of(number + "rule odd(?) ; 1\nrule even(?) ; 2"),
            (Lines{"dmn.beyond_check r1", "dmn.beyond_check r2"}));
}

TEST(dmn_check, a_table_of_500_rules_and_6_inputs_is_looked_through) {
  std::string text = "# t\n";
  for (char column = 'a'; column < 'g'; ++column) text += std::string{"in number "} + column + "\n";
  text += "out number r\n";
  for (int row = 0; row < 500; ++row) {
    text += "rule [" + std::to_string(row) + ".." + std::to_string(row + 1) + ")";
    for (int column = 1; column < 6; ++column) text += " | " + std::string{(row + column) % 3 == 0 ? ">= 0" : "-"};
    text += " ; " + std::to_string(row) + "\n";
  }
  auto const report = check({test::model_of(test::small_tables(text).front())});
  EXPECT_EQ(report.tables, 1U);
  auto const overlaps = std::ranges::count(report.problems, codes::overlap, &Problem::code);
  EXPECT_EQ(overlaps, 0);
  EXPECT_TRUE(std::ranges::any_of(report.problems, [](auto const& each) { return each.code == codes::gap; }));
}

// What is told is so, and what is so is told: on small tables every whole and half number is tried.
TEST(dmn_laws, the_checker_agrees_with_trying_every_input) {
  auto const holds = rc::check([] {
    std::string text = "# t\npolicy UNIQUE\nin number n\nin boolean b\nout number r\n";
    auto const bound = [] { return std::to_string(*rc::gen::inRange(0, 5)); };
    auto const rules = *rc::gen::inRange(1, 5);
    for (int i = 0; i < rules; ++i) {
      auto const low = bound();
      auto const cell =
          *rc::gen::element<std::string>("-", "< " + low, ">= " + low, low, "[" + low + ".." + bound() + ")");
      text += "rule " + cell + " | " + *rc::gen::element<std::string>("-", "true", "false") + " ; " +
              std::to_string(i) + "\n";
    }
    RC_LOG() << text;
    auto const model = test::model_of(test::small_tables(text).front());
    auto const report = check({model});
    auto const decisions = Decisions::of({model});
    RC_ASSERT(decisions.has_value());
    bool meets = false;
    bool open = false;
    for (int half = -2; half <= 12; ++half) {
      for (auto const truth : {false, true}) {
        auto const n = test::value_of(std::to_string(half) + "/2");
        auto const answer = decisions->decide({Element::Sort::decision, 0}, std::vector<Given>{{"n", n}, {"b", truth}});
        meets = meets || answer.tables.front().matched.size() > 1;
        open = open || answer.tables.front().matched.empty();
      }
    }
    auto const told = [&](Code code) {
      return std::ranges::any_of(report.problems, [&](auto const& each) { return each.code == code; });
    };
    RC_ASSERT(told(codes::overlap) == meets);
    RC_ASSERT(told(codes::gap) == open);
  });
  EXPECT_TRUE(holds);
}

// A row that holds somewhere is told just when no input makes it the answer.
TEST(dmn_laws, the_checker_finds_the_rules_that_are_never_the_answer) {
  auto const holds = rc::check([] {
    auto const ranked = *rc::gen::arbitrary<bool>();
    std::string text = ranked ? "# t\npolicy PRIORITY\n" : "# t\npolicy FIRST\n";
    text += "in number n\nin boolean b\nout string r allowed \"x\", \"y\", \"z\"\n";
    std::vector<std::string> outputs;
    auto const bound = [] { return std::to_string(*rc::gen::inRange(0, 4)); };
    for (int i = *rc::gen::inRange(1, 6); i > 0; --i) {
      auto const low = bound();
      outputs.push_back(*rc::gen::element<std::string>("x", "y", "z"));
      text += "rule " + *rc::gen::element<std::string>("-", "< " + low, ">= " + low, low, "[0.." + low + ")") + " | " +
              *rc::gen::element<std::string>("-", "true", "false") + " ; \"" + outputs.back() + "\"\n";
    }
    RC_LOG() << text;
    auto const model = test::model_of(test::small_tables(text).front());
    auto const decisions = Decisions::of({model});
    std::vector<bool> nowhere(outputs.size());
    std::vector<int> answered(outputs.size());
    for (int half = -2; half <= 10; ++half) {
      for (auto const truth : {false, true}) {
        std::vector<Given> const given{{"n", test::value_of(std::to_string(half) + "/2")}, {"b", truth}};
        auto const answer = decisions->decide({Element::Sort::decision, 0}, given);
        auto const& matched = answer.tables.front().matched;
        if (matched.empty()) continue;
        auto const best =
            ranked
                ? std::ranges::min_element(
                      matched, {}, [&](MatchedRule const& rule) { return std::pair{outputs[rule.row - 1], rule.row}; })
                : matched.begin();
        ++answered[best->row - 1];
      }
    }
    std::vector<bool> told(outputs.size());
    for (auto const& each : check({model}).problems) {
      if (each.code == codes::never_first) told[std::stoul(argument(each, "row")) - 1] = true;
      if (each.code == codes::cell_holds_nowhere) nowhere[std::stoul(argument(each, "row")) - 1] = true;
    }
    for (std::size_t row = 0; row < outputs.size(); ++row) {
      RC_ASSERT((told[row] || nowhere[row]) == (answered[row] == 0));
    }
  });
  EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace congvu::dmn
