#include "rules/feel/answers_test.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace congvu::feel {
namespace {

Context case_of_a_school() {
  Context const applicant{{{"name", "Trường THPT A"}, {"kind", "private"}, {"age", 17}}};
  return Context{{
      {"applicant", applicant},
      {"kết quả thẩm định", "đạt"},
      {"số ngày", 12},
      {"accepted", true},
      {"paid", Value{}},
      {"filed", Date{std::chrono::year{2024} / 11 / 18}},
      {"levels", List{{"primary", "secondary"}}},
      {"fee", *Number::parse("0.1")},
  }};
}

void answers_are(std::initializer_list<Example> examples) {
  for (auto const& example : examples) {
    auto const expression = compile(example.text);
    auto const value = expression ? shown(expression->evaluate(case_of_a_school()).value) : plain(expression.error());
    EXPECT_EQ(value, example.answer) << example.text;
  }
}

TEST(feel, literals_are_what_they_say) {
  answers_are({{"1", "1"},
               {"1.50", "1.50"},
               {".5", "0.5"},
               {"\"a\\n\\u0110\"", "\"a\\nĐ\""},
               {"true", "true"},
               {"null", "null"},
               {"@\"2024-11-18\"", "2024-11-18"},
               {"[1, \"a\", [ ]]", "[1,\"a\",[]]"}});
}

TEST(feel, arithmetic_is_decimal) {
  answers_are({{"0.1 + 0.2", "0.3"},
               {"fee + 0.2 = 0.3", "true"},
               {"1 + 2 * 3 - 4 / 2", "5"},
               {"(1 + 2) * 3", "9"},
               {"--3", "3"},
               {"-(3 - 5)", "2"},
               {"1 / 3", "0.3333333333333333333333333333333333"},
               {"1 / 0", "null"},
               {"\"a\" + \"b\"", "\"ab\""},
               {"1 + \"b\"", "null"}});
}

TEST(feel, comparisons_hold_between_values_of_one_kind) {
  answers_are({{"1 = 1.0", "true"},
               {"1 != 2", "true"},
               {"2 <= 2", "true"},
               {"\"a\" < \"b\"", "true"},
               {"filed < @\"2024-11-19\"", "true"},
               {"1 < \"b\"", "null"},
               {"1 = \"1\"", "null"},
               {"paid = null", "true"},
               {"paid = 5", "false"},
               {"accepted != null", "true"}});
}

TEST(feel, logic_has_three_values) {
  answers_are({{"true and null", "null"},
               {"false and null", "false"},
               {"true or null", "true"},
               {"false or null", "null"},
               {"not(null)", "null"},
               {"not(accepted)", "false"},
               {"accepted and (1 = 2 or 2 = 2)", "true"},
               {"1 and true", "null"}});
}

TEST(feel, names_may_have_several_words_and_marks) {
  answers_are({{"kết quả thẩm định = \"đạt\"", "true"},
               {"kết   quả\n thẩm định", "\"đạt\""},
               {"số ngày > 10 and số ngày < 20", "true"},
               {"applicant.age", "17"},
               {"applicant . name", "\"Trường THPT A\""},
               {"applicant.missing", "null"},
               {"missing.name", "null"},
               {"paid.name", "null"}});
}

TEST(feel, in_takes_values_lists_ranges_and_tests) {
  answers_are({{"2 in (1, 2, 3)", "true"},
               {"4 in [1, 2, 3]", "false"},
               {"5 in [1..5]", "true"},
               {"5 in [1..5[", "false"},
               {"5 in [1..5)", "false"},
               {"1 in (1..5)", "false"},
               {"1 in ]0..5]", "true"},
               {"7 in (< 5, >= 7)", "true"},
               {"applicant.kind in (\"public\", \"private\")", "true"},
               {"\"primary\" in levels", "true"},
               {"số ngày between 1 and 12", "true"},
               {"1 in []", "false"},
               {"\"x\" in [1..5]", "null"}});
}

TEST(feel, a_choice_takes_else_unless_the_condition_is_true) {
  answers_are({{"if accepted then 1 else 2", "1"},
               {"if null then 1 else 2", "2"},
               {"if false then 1 else if true then 3 else 4", "3"}});
}

TEST(feel, functions_are_a_closed_table) {
  answers_are({{"contains(\"abc\", \"b\")", "true"},
               {"starts with(applicant.name, \"Trường\")", "true"},
               {"string length(\"Đạt\")", "3"},
               {"count(levels)", "2"},
               {"max(1, 3, 2)", "3"},
               {"sum([1, 2.5])", "3.5"},
               {"floor(-1.5)", "-2"},
               {"ceiling(1.2)", "2"},
               {"date(\"2024-02-30\")", "null"},
               {"date(\"2024-02-29\") < filed", "true"},
               {"number(\"12\") + 1", "13"},
               {"list contains(levels, \"primary\")", "true"},
               {"\"n = \" + string(1.0)", "\"n = 1.0\""}});
  EXPECT_EQ(compile("shell(\"rm\")").error().code, (Code{"feel.unknown_function"}));
}

TEST(feel, a_name_with_signs_in_it_is_read_where_it_is_known) {
  std::vector<std::string> const known{"tài sản - nợ", "co-owner"};
  Context const scope{{{"tài sản - nợ", 5}, {"co-owner", "B"}, {"co", 7}, {"owner", 2}}};
  auto const value = [&](std::string_view text) { return compile(text, known)->evaluate(scope).value; };
  EXPECT_EQ(value("tài sản - nợ + 1"), Value{6});
  EXPECT_EQ(value("co-owner"), Value{"B"});
  EXPECT_EQ(value("co - owner"), Value{5});
}

TEST(feel, a_fault_is_told_with_line_and_column) {
  auto const place = [](std::string_view text) { return compile(text).error().subject; };
  EXPECT_EQ(place("a =\n  = 2"), "2:3");
  EXPECT_EQ(place("đạt = "), "1:7");
  EXPECT_EQ(place("\"never closed"), "1:1");
  EXPECT_EQ(place("a ; b"), "1:3");
  EXPECT_EQ(place("(1"), "1:3");
}

TEST(feel, a_null_says_why) {
  auto const scope = case_of_a_school();
  auto const evaluated = compile("accepted and\n  kết quả > 5")->evaluate(scope);
  EXPECT_TRUE(evaluated.value.is_null());
  ASSERT_EQ(evaluated.warnings.size(), 2U);
  EXPECT_EQ(evaluated.warnings[0], (Warning{"feel.unknown_name", {2, 3}, "kết quả"}));
  EXPECT_EQ(evaluated.warnings[1], (Warning{"feel.wrong_kinds", {2, 11}, "null, number"}));
}

TEST(feel, hostile_texts_are_refused_and_harmless) {
  EXPECT_EQ(compile(std::string(2'000'000, '(')).error().code, (Code{"feel.too_long"}));
  EXPECT_EQ(compile(std::string(9'000, '(')).error().code, (Code{"feel.too_deep"}));
  EXPECT_EQ(compile(std::string(9'000, '[')).error().code, (Code{"feel.too_deep"}));
  EXPECT_EQ(compile(std::string(9'000, '-') + "x").error().code, (Code{"feel.too_deep"}));
  std::string chain = "1";
  for (int i = 0; i < 3'000; ++i) chain += "+1";
  EXPECT_EQ(compile(chain).error().code, (Code{"feel.too_deep"}));
  EXPECT_EQ(compile("\xff\xfe").error().code, (Code{"feel.not_text"}));
  EXPECT_FALSE(compile(""));
  EXPECT_FALSE(compile("/* never closed"));
  EXPECT_FALSE(compile(std::string("a\0b", 3)));
}

TEST(feel, an_expression_tells_what_it_reads) {
  auto const expression = compile("applicant.age > số ngày and applicant.kind = \"age\"");
  EXPECT_EQ(expression->reads(), (std::vector<std::string>{"applicant", "số ngày"}));
}

TEST(feel, an_inner_layer_hides_an_outer_one) {
  std::vector<Context> const layers{Context{{{"a", 1}}}, Context{{{"a", 2}, {"b", 3}}}};
  EXPECT_EQ(compile("a + b")->evaluate(Scope{layers}).value, Value{4});
}

TEST(feel, every_value_comes_back_from_json) {
  Context const odd{{{"@at", 1}, {"@number", "x"}, {"small", *Number::parse("1.50")}}};
  std::vector<Value> const values{Value{},
                                  true,
                                  12,
                                  *Number::parse("0.1"),
                                  *Number::parse("1.50"),
                                  *Number::parse("1234567890123456789012345678.01"),
                                  *Number::parse("9e400"),
                                  Date{std::chrono::year{2024} / 2 / 29},
                                  "Đ",
                                  List{{1, List{{"a"}}}},
                                  odd};
  for (auto const& value : values) {
    auto const text = boost::json::serialize(to_json(value));
    auto const back = value_from_json(boost::json::parse(text));
    ASSERT_TRUE(back) << text << plain(back.error());
    EXPECT_EQ(*back, value) << text;
    EXPECT_EQ(boost::json::serialize(to_json(*back)), text);
  }
  EXPECT_EQ(boost::json::serialize(to_json(Value{*Number::parse("0.25")})), "2.5E-1");
  EXPECT_EQ(value_from_json(boost::json::parse(R"({"a":[{"@date":"2024-02-30"}]})")).error().subject, "a[0]");
  EXPECT_FALSE(context_from_json(boost::json::parse("[1]")));
}

TEST(feel, numbers_keep_their_digits_and_refuse_what_is_none) {
  for (auto const* text : {"0", "-0.05", "1200", "0.00", "123456789012345678901234567890.1234"}) {
    EXPECT_EQ(Number::parse(text)->text(), text);
  }
  for (auto const* text : {"", "-", "1.", "1e", "0x10", "1,5", "NaN", "Infinity", " 1", "1e9999999", "1e7000"}) {
    EXPECT_FALSE(Number::parse(text)) << text;
  }
  EXPECT_EQ(Number::parse("12.0")->whole(), 12);
  EXPECT_EQ(Number::parse("12.5")->whole(), std::nullopt);
  EXPECT_EQ(Number::parse("1e30")->whole(), std::nullopt);
}

}  // namespace
}  // namespace congvu::feel
