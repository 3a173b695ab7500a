// Laws of FEEL: whatever the text, it is read or refused at a place; whatever is read has an answer, the same each
// time; and arithmetic keeps the laws people rely on.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "rules/feel/feel.h"

namespace congvu::feel {
namespace {

TEST(feel_laws, any_text_is_read_or_refused_at_a_place) {
  static constexpr std::string_view words[] = {
      "1",  "0.5", "\"a\"", "name", "kết quả", "(", ")",  "[",     "]",    "..",
      "+",  "-",   "*",     "/",    "=",       "<", ">=", "and",   "or",   "not",
      "in", "if",  "then",  "else", "between", ",", ".",  "count", "null", "@\"2024-01-01\""};
  Context const scope{{{"name", 3}, {"kết quả", "đạt"}, {"count", List{{1, 2}}}}};
  auto const holds = rc::check([&] {
    std::string text;
    for (int i = *rc::gen::inRange(1, 14); i > 0; --i) {
      text += std::string{words[*rc::gen::inRange<std::size_t>(0, std::size(words))]} + " ";
    }
    auto const expression = compile(text);
    if (!expression) {
      RC_ASSERT(expression.error().subject.find(':') != std::string::npos);
      return;
    }
    auto const once = expression->evaluate(scope);
    auto const twice = compile(text)->evaluate(scope);
    RC_ASSERT(once.value == twice.value);
    RC_ASSERT(once.warnings == twice.warnings);
  });
  EXPECT_TRUE(holds);
}

TEST(feel_laws, any_text_as_a_cell_is_read_or_refused) {
  static constexpr std::string_view words[] = {
      "1",    "\"a\"", "?",         "-", "not(",        ")",     "[",   "]",      "..",       "<",     ">=",    ",",
      "null", "in",    "(",         "{", "}",           ":",     "for", "return", "some",     "x",     "date(", "if",
      "then", "else",  "function(", ".", "instance of", "list<", ">",   "item",   "@\"P1D\"", "sort(", "and"};
  auto const holds = rc::check([&] {
    std::string text;
    for (int i = *rc::gen::inRange(1, 12); i > 0; --i) {
      text += std::string{words[*rc::gen::inRange<std::size_t>(0, std::size(words))]} + " ";
    }
    for (auto const& read : {compile_tests(text), compile(text)}) {
      if (!read) {
        RC_ASSERT(read.error().subject.find(':') != std::string::npos);
        for (auto const& part : read.error().parts) RC_ASSERT(part.subject.find(':') != std::string::npos);
        continue;
      }
      Context const scope{{{"?", 3}, {"x", List{{1, "a"}}}}};
      RC_ASSERT(read->evaluate(scope).value == read->evaluate(scope).value || !read->evaluate(scope).warnings.empty() ||
                text.find("function") != std::string::npos || text.find("sort") != std::string::npos);
    }
  });
  EXPECT_TRUE(holds);
}

TEST(feel_laws, days_go_through_the_calendar_and_back) {
  auto const holds = rc::check([](int days) {
    auto const date = *Date::of_days(days);
    RC_ASSERT(date.days() == days);
    RC_ASSERT(*parse_date(text_of(date)) == date);
    RC_ASSERT(*Date::of_days(std::int64_t{days} + 1) > date);
    RC_ASSERT(Date::of_days(std::int64_t{days} + 7)->weekday() == date.weekday());
  });
  EXPECT_TRUE(holds);
}

TEST(feel_laws, durations_are_read_as_they_are_written) {
  auto const holds = rc::check([](std::int32_t seconds, std::int32_t months) {
    DaysDuration const days{seconds, 5};
    RC_ASSERT(*parse_days_duration(text_of(days)) == days);
    RC_ASSERT(*parse_months_duration(text_of(MonthsDuration{months})) == MonthsDuration{months});
    DateTime const start{Date{}, Time{}};
    RC_ASSERT(*between(start, *plus(start, days)) == days);
  });
  EXPECT_TRUE(holds);
}

TEST(feel_laws, what_is_rounded_lies_within_a_step) {
  auto const holds = rc::check([](std::int64_t digits) {
    auto const number = *divide(Number{digits}, Number{1'000});
    auto const scale = *rc::gen::inRange(-3, 4);
    auto const down = rounded(number, scale, Rounding::floor);
    auto const up = rounded(number, scale, Rounding::ceiling);
    RC_ASSERT(down <= number && number <= up);
    for (auto const how : {Rounding::half_even, Rounding::half_up, Rounding::half_down, Rounding::up, Rounding::down}) {
      auto const result = rounded(number, scale, how);
      RC_ASSERT(result == down || result == up);
    }
  });
  EXPECT_TRUE(holds);
}

TEST(feel_laws, sums_of_money_do_not_depend_on_their_order) {
  auto const holds = rc::check([](std::vector<int> hundredths) {
    Number forward;
    Number backward;
    auto const hundred = Number{100};
    for (auto const each : hundredths) forward = *add(forward, *divide(Number{each}, hundred));
    for (auto each = hundredths.rbegin(); each != hundredths.rend(); ++each) {
      backward = *add(backward, *divide(Number{*each}, hundred));
    }
    RC_ASSERT(forward == backward);
    RC_ASSERT(*Number::parse(forward.text()) == forward);
  });
  EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace congvu::feel
