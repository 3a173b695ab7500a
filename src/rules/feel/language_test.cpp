// The language, clause by clause: names, contexts, filters, loops, functions, ranges, types and cells.
#include "rules/feel/answers_test.h"

namespace congvu::feel {
namespace {

Context school() {
  return Context{{
      {"tài sản - nợ", 5},
      {"tài sản", 9},
      {"nợ", 4},
      {"in progress", true},
      {"classes", List{{Context{{{"name", "10A"}, {"pupils", 40}}}, Context{{{"name", "10B"}, {"pupils", 35}}},
                        Context{{{"name", "11A"}, {"pupils", 38}}}}}},
      {"limit", 36},
      {"count", 2},
  }};
}

TEST(feel_names, the_longest_known_name_is_meant) {
  answers_are({{"tài sản - nợ", "5"},
               {"tài sản  -\nnợ", "5"},
               {"(tài sản) - nợ", "5"},
               {"in progress and true", "true"},
               {"count + 1", "3"},
               {"count([1, 2, 3])", "3"},
               {"{a-b: 1, c: a-b + 1}.c", "2"},
               {"{a + b: 3}.a + b", "3"}},
              school());
}

TEST(feel_names, functions_with_keywords_in_their_names_are_known) {
  answers_are({{"date and time(\"2024-12-16T17:00:00\").hour", "17"},
               {"years and months duration(@\"2024-01-01\", @\"2025-03-01\")", "P1Y2M"},
               {"get or else(null, 3)", "3"},
               {"true and time(\"10:00:00\") > time(\"09:00:00\")", "true"}});
}

TEST(feel_contexts, entries_see_those_before_them) {
  answers_are({{"{a: 1, b: a + 1, c: b * 2}", R"({"a":1,"b":2,"c":4})"},
               {"{\"full name\": \"A\", n: string length(full name)}.n", "1"},
               {"{a: {b: {c: 1}}}.a.b.c", "1"},
               {"{}", "{}"}});
  EXPECT_EQ(compile("{a: 1, a: 2}").error().code.key, "feel.repeated_name");
}

TEST(feel_filters, choose_by_condition_or_place) {
  answers_are({{"classes[pupils > 36].name", R"(["10A","11A"])"},
               {"classes[pupils > limit].name", R"(["10A","11A"])"},
               {"classes[item.pupils < 36][1].name", "\"10B\""},
               {"classes[-1].name", "\"11A\""},
               {"classes[4]", "null"},
               {"[1, 2, 3, 4][item > 2]", "[3,4]"},
               {"[1, 2, 3][-2]", "2"},
               {"5[1]", "5"},
               {"5[item > 9]", "[]"},
               {"null[item > 9]", "[]"},
               {"[][1]", "null"},
               {"[1, 2][\"x\"]", "null"},
               {"[1, 2][null]", "[]"},
               {"[[1, 2], [3]][2][1]", "3"},
               {"[{x: 1, y: [1, 2]}, {x: 2, y: [3]}][x = 2].y", "[[3]]"},
               {"classes[some n in [35, 40] satisfies n = pupils].name", R"(["10A","10B"])"}},
              school());
}

TEST(feel_loops, go_through_lists_ranges_and_days) {
  answers_are({{"for i in [1, 2], j in [i, 3] return i * j", "[1,3,4,6]"},
               {"for i in 3..1 return i", "[3,2,1]"},
               {"for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1,1,2,6,24]"},
               {"for i in (1..4) return i", "[2,3]"},
               {"for d in @\"2024-02-28\"..@\"2024-03-01\" return d.day", "[28,29,1]"},
               {"for i in 5 return i", "[5]"},
               {"for i in null return i", "null"},
               {"for i in \"a\"..\"c\" return i", "null"},
               {"some x in [1, 2], y in [2, 3] satisfies x = y", "true"},
               {"every x in [1, null] satisfies x > 0", "null"},
               {"some x in [null, 1] satisfies x > 0", "true"},
               {"every x in [] satisfies false", "true"},
               {"some x in [1, 2] satisfies \"x\"", "null"}});
}

TEST(feel_functions, see_what_is_around_them_and_may_call_themselves) {
  answers_are({{"{f: function(a, b) a - b, r: f(5, 3)}.r", "2"},
               {"{f: function(a, b) a - b, r: f(b: 5, a: 3)}.r", "-2"},
               {"{n: 2, times: function(x) x * n, r: for i in 1..3 return times(i)}.r", "[2,4,6]"},
               {"{adder: function(n) function(x) x + n, r: adder(2)(3)}.r", "5"},
               {"{fact: function(n) if n < 2 then 1 else n * fact(n - 1), r: fact(20)}.r", "2432902008176640000"},
               {"{f: function(a: number) a, r: f(\"1\")}.r", "null"},
               {"{f: function(a: number) a, r: f([1])}.r", "1"},
               {"{f: function(a) a, r: f(1, 2)}.r", "null"},
               {"sort([3, 1, 2], function(a, b) a > b)", "[3,2,1]"},
               {"{apply: function(f, x) f(x), r: apply(sqrt, 9)}.r", "3"},
               {"[3, 4][{f: function() item > 3, r: f()}.r]", "[4]"},
               {"\"abs\"(-1)", "null"}});
  warn_of("feel.external", {"function(x) external {java: {class: \"java.lang.Math\", method signature: \"cos\"}}"});
  warn_of("feel.not_a_function", {"(1)(2)", "{a: 1}.a()"});
}

TEST(feel_functions, named_arguments_are_those_of_the_standard) {
  answers_are({{"substring(start position: 2, string: \"abc\")", "\"bc\""},
               {"substring(start: 2, string: \"abc\")", "null"},
               {"replace(input: \"abc\", pattern: \"B\", replacement: \"x\", flags: \"i\")", "\"axc\""},
               {"before(point1: 1, point2: 2)", "true"},
               {"before(range1: [1..2], range2: [3..4])", "true"},
               {"abs()", "null"},
               {"abs(1, 2)", "null"}});
}

TEST(feel_functions, of_the_caller_are_values_like_others) {
  auto const twice = host_function({{"n", Type::of(Type::Kind::number)}}, Type::of(Type::Kind::number),
                                   [](std::span<Value const> given, Surroundings const&, std::vector<Warning>&) {
                                     return Value{multiply(*given[0].as<Number>(), Number{2})};
                                   });
  Context const scope{{{"twice", twice}}};
  answers_are(
      {{"twice(4)", "8"}, {"twice(n: 4)", "8"}, {"twice(\"4\")", "null"}, {"(for f in [twice] return f(3))", "[6]"}},
      scope);
}

TEST(feel_ranges, are_values_with_parts) {
  answers_are({{"[1..3]", "[1..3]"},
               {"]1..3[", "(1..3)"},
               {"(1..3].start included", "false"},
               {"[1..3].end", "3"},
               {"(< 5)", "<5"},
               {"(>= 5).start", "5"},
               {"(>= 5).end", "null"},
               {"(= 5)", "[5..5]"},
               {"4 in (< 5)", "true"},
               {"[1..3] = [1..3]", "true"},
               {"{r: [1..3], x: 2 in r}.x", "true"},
               {"5 in (null..10]", "null"},
               {"range(\"[18..21)\")", "[18..21)"},
               {"range(\"[x..21)\")", "null"},
               {"[1..\"a\"]", "null"},
               {"1 in [[2..4], [1..3]]", "true"}});
}

TEST(feel_types, instance_of_tells_them) {
  answers_are({{"1 instance of number", "true"},
               {"null instance of Any", "false"},
               {"[1, 2] instance of list<number>", "true"},
               {"[1, \"a\"] instance of list<number>", "false"},
               {"{a: 1, b: \"x\"} instance of context<a: number>", "true"},
               {"{b: 1} instance of context<a: number>", "false"},
               {"[1..2] instance of range<number>", "true"},
               {"@\"P1Y\" instance of years and months duration", "true"},
               {"@\"2024-01-01T00:00:00\" instance of date and time", "true"},
               {"(function(a: number) a) instance of function<number> -> Any", "true"},
               {"(function(a: number) a) instance of function<string> -> Any", "false"},
               {"-1 + 2 instance of number", "null"}});
  Names names;
  names.types.push_back({"tLoại hồ sơ", Type::of(Type::Kind::string)});
  EXPECT_TRUE(compile("\"x\" instance of tLoại hồ sơ", names)->evaluate(Context{}).value.is_true());
}

TEST(feel_types, three_conversions_and_no_more) {
  auto const number = Type::of(Type::Kind::number);
  EXPECT_EQ(coerced(List{{1}}, number), Value{1});
  EXPECT_EQ(coerced(1, Type::list_of(number)), (Value{List{{1}}}));
  EXPECT_EQ(coerced(*parse_date("2024-01-01"), Type::of(Type::Kind::date_time)),
            Value{*parse_date_time("2024-01-01T00:00:00Z")});
  EXPECT_EQ(coerced("1", number), std::nullopt);
  EXPECT_EQ(coerced(List{{1, 2}}, number), std::nullopt);
  EXPECT_EQ(coerced(Value{}, number), Value{});
}

std::string cell(std::string_view text, Value const& input, Context const& scope = {}) {
  auto const tests = compile_tests(text, names_of(scope));
  if (!tests) return plain(tests.error());
  std::vector const layers{Context{{{"?", input}}}, scope};
  return shown(tests->evaluate(Scope{layers}).value);
}

TEST(feel_cells, hold_values_ranges_conditions_and_their_opposites) {
  EXPECT_EQ(cell("-", 1), "true");
  EXPECT_EQ(cell("5", 5), "true");
  EXPECT_EQ(cell("< 5, > 10", 7), "false");
  EXPECT_EQ(cell("< 5, > 10", 12), "true");
  EXPECT_EQ(cell("[1..5]", 5), "true");
  EXPECT_EQ(cell("]1..5[", 5), "false");
  EXPECT_EQ(cell("not(\"a\", \"b\")", "c"), "true");
  EXPECT_EQ(cell("not(\"a\", \"b\")", "a"), "false");
  EXPECT_EQ(cell("\"a\", \"b\"", "b"), "true");
  EXPECT_EQ(cell("? > 3 and odd(?)", 5), "true");
  EXPECT_EQ(cell("contains(?, \"x\")", "axb"), "true");
  EXPECT_EQ(cell("[1, 2, 3]", 2), "true");
  EXPECT_EQ(cell("-3", -3), "true");
  EXPECT_EQ(cell("false", false), "true");
  EXPECT_EQ(cell("null", Value{}), "true");
  EXPECT_EQ(cell("> limit", 40, Context{{{"limit", 36}}}), "true");
  EXPECT_EQ(cell("\"a\"", Value{}), "false");
  EXPECT_FALSE(compile_tests("1,"));
  EXPECT_FALSE(compile_tests("not(1"));
}

TEST(feel_texts, keep_their_characters) {
  answers_are({{"string length(\"\\U01F40E\")", "1"},
               {"\"\\uD83D\\uDC0E\" = \"\\U01F40E\"", "true"},
               {"\"\\d\"", "\"\\\\d\""},
               {"\"a\\\"b\"", "\"a\\\"b\""},
               {"1 + /* one */ 1 // and no more", "2"}});
}

TEST(feel_faults, are_all_told_with_their_places) {
  auto const places = [](std::string_view text) {
    std::string all;
    auto const expression = compile(text);
    if (expression) return std::string{"none"};
    for (auto const& part : expression.error().parts) all += part.subject + " ";
    return all.empty() ? expression.error().subject : all;
  };
  EXPECT_EQ(places("[1 +, 2, * 3, foo(]"), "1:5 1:10 1:20 ");
  EXPECT_EQ(places("{a: , b: 1 +}"), "1:5 1:13 ");
  EXPECT_EQ(places("if a then else\n  c )"), "1:11 2:5 ");
  EXPECT_EQ(places("unknown(1) + unheard(2)"), "1:1 1:14 ");
  EXPECT_EQ(places("x instance of tNone"), "1:15");
  EXPECT_EQ(places("x[f(a, b: 1)]"), "1:11");
  EXPECT_EQ(places("f(a: 1, 2)"), "1:9 1:1 ");
  EXPECT_EQ(places("1 + 1"), "none");
}

}  // namespace
}  // namespace congvu::feel
