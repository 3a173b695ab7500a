// What is said of kinds beforehand is what evaluation finds.
#include "rules/feel/kinds.h"

#include <gtest/gtest.h>

#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <functional>

namespace congvu::feel {
namespace {

using Kind = Type::Kind;

constexpr std::array variables{std::pair{"n", Kind::number},        std::pair{"s", Kind::string},
                               std::pair{"b", Kind::boolean},       std::pair{"d", Kind::date},
                               std::pair{"t", Kind::time},          std::pair{"m", Kind::date_time},
                               std::pair{"p", Kind::days_duration}, std::pair{"q", Kind::months_duration}};

Type type_of_variable(std::string_view name) {
  auto const found = std::ranges::find(variables, name, [](auto const& each) { return std::string_view{each.first}; });
  return Type::of(found->second);
}

std::vector<Type> types_of(Expression const& expression) {
  std::vector<Type> types;
  for (auto const& name : expression.reads()) types.push_back(type_of_variable(name));
  return types;
}

// Operations that are null when a part of them is, so that a fault within is one of the whole.
std::string strict(int depth) {
  if (depth == 0 || *rc::gen::inRange(0, 4) == 0) {
    return *rc::gen::element<std::string>("n", "s", "b", "d", "t", "m", "p", "q", "1", "\"x\"", "date(\"2025-01-01\")");
  }
  auto const inner = [&] { return strict(depth - 1); };
  switch (*rc::gen::inRange(0, 4)) {
    case 0:
      return "(" + inner() + *rc::gen::element<std::string>(" + ", " - ", " * ", " / ") + inner() + ")";
    case 1:
      // Null is equal to null and to nothing else, so only of plain values is equality null for their kinds
      if (depth > 1) return "(" + inner() + *rc::gen::element<std::string>(" < ", " >= ") + inner() + ")";
      return "(" + inner() + *rc::gen::element<std::string>(" = ", " != ") + inner() + ")";
    case 2:
      return *rc::gen::element<std::string>("string length", "upper case", "floor", "abs", "odd", "not") + "(" +
             inner() + ")";
    default:
      return "(" + inner() + ")" + *rc::gen::element<std::string>(".year", ".days", ".hour", "");
  }
}

// One value of each kind's samples for each variable read, in every combination.
void each_input(Expression const& expression, std::vector<Type> const& types, auto&& call) {
  std::vector<Value> values(types.size());
  std::function<void(std::size_t)> const choose = [&](std::size_t at) {
    if (at == types.size()) {
      std::vector<Value const*> places;
      for (auto const& value : values) places.push_back(&value);
      std::vector<Warning> warnings;
      auto const value = expression.evaluate(places, {}, warnings);
      return call(value, warnings);
    }
    for (auto const& sample : samples_of(types[at])) {
      values[at] = sample;
      choose(at + 1);
    }
  };
  choose(0);
}

TEST(feel_laws, an_expression_with_a_fault_of_kinds_is_null_and_one_without_is_of_the_kind_told) {
  EXPECT_TRUE(rc::check([] {
    auto const text = strict(3);
    RC_LOG() << text << '\n';
    auto const expression = compile(text);
    RC_ASSERT(expression.has_value());
    auto const types = types_of(*expression);
    auto const kinds = kinds_of(*expression, types);
    bool ever_of_kinds = false;
    each_input(*expression, types, [&](Value const& value, std::vector<Warning> const& warnings) {
      RC_LOG() << shown(value) << '\n';
      if (!kinds.faults.empty()) RC_ASSERT(value.is_null());
      if (!value.is_null() && kinds.whole.kind != Kind::any) RC_ASSERT(conforms(value, kinds.whole));
      auto const of_kinds = [](Warning const& each) {
        return each.key == "feel.wrong_kinds" || each.key == "feel.no_parts" || each.key == "feel.wrong_arguments";
      };
      ever_of_kinds = ever_of_kinds || std::ranges::none_of(warnings, of_kinds);
    });
    if (kinds.faults.empty()) RC_ASSERT(ever_of_kinds || text.find("abs(") != std::string::npos);
  }));
}

TEST(feel_kinds, a_fault_has_its_place_and_its_kinds) {
  auto const told = [](std::string const& text) {
    auto const expression = compile_tests(text);
    std::vector<Type> const types(expression->reads().size(), Type::of(Kind::string));
    auto const kinds = kinds_of(*expression, types);
    return kinds.faults.empty() ? std::string{}
                                : std::to_string(kinds.faults.front().at.column) + " " + kinds.faults.front().found;
  };
  EXPECT_EQ(told("\"a\", < 5"), "6 string < number");
  EXPECT_EQ(told("? = \"a\" and ? + 1 = 2"), "15 string + number");
  EXPECT_EQ(told("[1..5]"), "1 string < number");
  EXPECT_EQ(told("[1, 2]"), "1 string = number");
  EXPECT_EQ(told("? in (\"a\", 5)"), "12 string = number");
  EXPECT_EQ(told("some x in [1, 2] satisfies x > ? * 2"), "34 string * number");
  EXPECT_EQ(told("\"a\", null, [\"b\"], [\"a\"..\"z\"]"), "");
  EXPECT_EQ(told("if ? then true else false"), "4 string");
}

constexpr std::array calls{"substring(s, 1)",
                           "string length(s)",
                           "upper case(s)",
                           "lower case(s)",
                           "substring before(s, s)",
                           "substring after(s, s)",
                           "contains(s, s)",
                           "starts with(s, s)",
                           "ends with(s, s)",
                           "matches(s, s)",
                           "replace(s, s, s)",
                           "split(s, s)",
                           "string join([s])",
                           "string(d)",
                           "number(\"1\")",
                           "date(m)",
                           "time(m)",
                           "date and time(d, t)",
                           "years and months duration(d, d)",
                           "not(b)",
                           "decimal(n, n)",
                           "floor(n)",
                           "ceiling(n)",
                           "round up(n, n)",
                           "round down(n, n)",
                           "round half up(n, n)",
                           "round half down(n, n)",
                           "modulo(n, n)",
                           "sqrt(n)",
                           "log(n)",
                           "exp(n)",
                           "odd(n)",
                           "even(n)",
                           "count([n])",
                           "list contains([n], n)",
                           "all([b])",
                           "any([b])",
                           "append([n], n)",
                           "concatenate([n], [n])",
                           "reverse([n])",
                           "union([n], [n])",
                           "distinct values([n])",
                           "flatten([n])",
                           "sort([n])",
                           "sublist([n], 1)",
                           "index of([n], n)",
                           "stddev([n, 4])",
                           "day of year(d)",
                           "week of year(d)",
                           "day of week(d)",
                           "month of year(d)",
                           "is(n, n)",
                           "before(n, n)",
                           "after(n, n)",
                           "includes([1..3], n)",
                           "during(n, [1..3])",
                           "get entries({a: n})"};

// What each function is said to give and to take is what it gives and takes.
TEST(feel_laws, the_kinds_of_functions_are_those_that_they_have) {
  for (auto const* text : calls) {
    auto const expression = compile(text);
    ASSERT_TRUE(expression) << text;
    auto const types = types_of(*expression);
    auto const kinds = kinds_of(*expression, types);
    EXPECT_TRUE(kinds.faults.empty()) << text;
    EXPECT_NE(kinds.whole.kind, Kind::any) << text;
    bool answered = false;
    each_input(*expression, types, [&](Value const& value, std::vector<Warning> const&) {
      answered = answered || !value.is_null();
      EXPECT_TRUE(value.is_null() || conforms(value, kinds.whole)) << text << " " << shown(value);
    });
    EXPECT_TRUE(answered) << text;
  }
}

}  // namespace
}  // namespace congvu::feel
