// What is hostile is answered at once: with a refusal when it is a text, with null and a warning when it is a value.
#include "rules/feel/limits.h"
#include "rules/feel/answers_test.h"

namespace congvu::feel {
namespace {

std::string repeated(std::string_view part, int times) {
  std::string whole;
  for (int i = 0; i < times; ++i) whole += part;
  return whole;
}

TEST(feel_limits, deep_nesting_is_refused_at_its_place) {
  for (auto const* opening : {"(", "[", "{a: ", "-(", "if (", "[1][", "function() ", "for x in ", "f(", "x in (",
                              "1..(", "(<", "x in (<(", "[1..(>", "not("}) {
    auto const refusal = compile(repeated(opening, 10'000));
    ASSERT_FALSE(refusal) << opening;
  }
  auto const refusal = compile(repeated("(", 10'000) + "1" + repeated(")", 10'000));
  EXPECT_EQ(refusal.error().code.key, "feel.too_deep");
  EXPECT_EQ(refusal.error().subject, "1:201");
  EXPECT_EQ(compile("1 instance of " + repeated("list<", 10'000)).error().code.key, "feel.too_deep");
}

TEST(feel_limits, long_texts_are_read_or_refused) {
  EXPECT_EQ(answer("[" + repeated("1,", 100'000) + "1][-1]"), "1");
  EXPECT_EQ(answer(repeated("false or ", 50'000) + "true"), "true");
  EXPECT_EQ(compile(repeated("1+", 300'000) + "1").error().code.key, "feel.too_deep");
  EXPECT_EQ(compile(std::string(2'000'000, ' ')).error().code.key, "feel.too_long");
  EXPECT_FALSE(compile(repeated("x ", 300'000) + "+"));
  EXPECT_EQ(compile(repeated("; ", 100'000)).error().parts.size(), 20U);
}

TEST(feel_limits, many_names_cost_no_more_than_each) {
  std::string context = "{a0: 1";
  for (int i = 1; i < 40'000; ++i) {
    context += ", a" + std::to_string(i) + ": abs(a" + std::to_string(i - 1) + ")";
  }
  EXPECT_EQ(answer(context + "}.a39999"), "1");
}

// As if all but the last steps had been taken, so that the test need not take them.
TEST(feel_limits, endless_work_is_stopped) {
  for (auto const* text :
       {"some i in 1..100000, j in 1..100000 satisfies i < 0", "some i in 1..1000000000 satisfies i < 0",
        "count(for i in 1..1000000 return count(partial))", "distinct values(for i in 1..9000 return i)",
        "[for i in 1..9000 return i][count(item[item > 0]) < 0][count(item[item > 0]) < 0]"}) {
    auto steps = limits::steps - 10'000;
    std::vector<Warning> warnings;
    auto const value =
        compile(text)->evaluate(std::span<Value const* const>{}, Surroundings{.steps = &steps}, warnings);
    EXPECT_TRUE(value.is_null() || warnings.size() > 0) << text;
    ASSERT_FALSE(warnings.empty()) << text;
    EXPECT_EQ(warnings.front().key, "feel.too_much") << text;
  }
  warn_of("feel.too_large", {"for i in 1..10000000 return i"});
  warn_of("feel.too_deep",
          {"{f: function(n) f(n + 1), r: f(1)}.r", "for i in 1..1000 return if i = 1 then 0 else [partial[-1]]"});
  warn_of("feel.text_too_long",
          {"{s: \"" + repeated("x", 60'000) + "\", t: s+s+s+s+s+s+s+s+s+s+s+s+s+s+s+s+s+s+s+s}.t"});
}

TEST(feel_limits, shared_values_do_not_grow_without_bound) {
  std::string text = "{a0: [1, 1]";
  for (int i = 1; i < 40; ++i) {
    text += ", a" + std::to_string(i) + ": [a" + std::to_string(i - 1) + ", a" + std::to_string(i - 1) + "]";
  }
  auto const evaluated = compile(text + "}.a39")->evaluate(Context{});
  EXPECT_LT(extent_of(evaluated.value).weight, 10'000'000U);
  ASSERT_FALSE(evaluated.warnings.empty());
  EXPECT_EQ(evaluated.warnings.front().key, "feel.too_large");
}

TEST(feel_limits, patterns_that_run_away_are_stopped) {
  auto const text = "\"" + repeated("a", 40) + "!\"";
  warn_of("feel.pattern_ran_away", {"matches(" + text + ", \"^(a+)+$\")", "replace(" + text + ", \"(a*)*b\", \"\")",
                                    "split(" + text + ", \"(a|aa)+$\")"});
  warn_of("feel.bad_pattern", {"matches(\"a\", \"" + repeated("(", 5'000) + "\")"});
}

}  // namespace
}  // namespace congvu::feel
