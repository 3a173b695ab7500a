// For tests: what texts answer, as a person reads it.
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>

#include "rules/feel/feel.h"

namespace congvu::feel {

struct Example {
  std::string_view text;
  std::string_view answer;
};

inline Names names_of(Context const& scope) {
  Names names;
  for (auto const& entry : scope.entries()) names.variables.push_back(entry.name);
  return names;
}

// The value as JSON or text, or the refusal's one line.
inline std::string answer(std::string_view text, Context const& scope = {}, Surroundings const& surroundings = {}) {
  auto const expression = compile(text, names_of(scope));
  if (!expression) return plain(expression.error());
  return shown(expression->evaluate(scope, surroundings).value);
}

inline void answers_are(std::initializer_list<Example> examples, Context const& scope = {},
                        Surroundings const& surroundings = {}) {
  for (auto const& example : examples) {
    EXPECT_EQ(answer(example.text, scope, surroundings), example.answer) << example.text;
  }
}

// Each is null, with a warning that says so.
inline void warn_of(std::string_view key, std::initializer_list<std::string> texts) {
  for (auto const& text : texts) {
    auto const expression = compile(text);
    ASSERT_TRUE(expression) << text << plain(expression.error());
    auto const evaluated = expression->evaluate(Context{});
    EXPECT_TRUE(evaluated.value.is_null()) << text << " is " << shown(evaluated.value);
    ASSERT_FALSE(evaluated.warnings.empty()) << text;
    EXPECT_EQ(evaluated.warnings.front().key, key) << text;
  }
}

}  // namespace congvu::feel
