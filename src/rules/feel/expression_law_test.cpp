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
