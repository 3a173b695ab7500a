// The built-in functions, clause by clause of 10.3.4.
#include "rules/feel/answers_test.h"

namespace congvu::feel {
namespace {

TEST(feel_builtins, convert) {
  answers_are({{"number(\"1.000.000,01\", \".\", \",\")", "1000000.01"},
               {"number(\"1,5\", \".\", \".\")", "null"},
               {"string([1, \"a\", {b: @\"2024-01-01\"}])", "\"[1, \\\"a\\\", {b: 2024-01-01}]\""},
               {"string(null)", "null"},
               {"date(2024, 2, 29)", "2024-02-29"},
               {"date(2023, 2, 29)", "null"},
               {"time(11, 59, 45.5, @\"PT7H\")", "11:59:45.5+07:00"},
               {"date and time(@\"2024-01-01\", @\"10:00:00Z\")", "2024-01-01T10:00:00Z"},
               {"date and time(2024, 1, 1, 10, 0, 0, \"Asia/Ho_Chi_Minh\")", "2024-01-01T10:00:00@Asia/Ho_Chi_Minh"},
               {"duration(\"P1DT25H\")", "P2DT1H"},
               {"duration(\"P26M\")", "P2Y2M"},
               {"get or else(1, 2)", "1"},
               {"range(\"[3..1]\")", "null"},
               {"upper case([\"a\"])", "\"A\""},
               {"upper case([\"a\", \"b\"])", "null"},
               {"string({a b: 1, \"x:y\": \"z\"})", R"("{a b: 1, \"x:y\": \"z\"}")"}});
  EXPECT_EQ(compile("string(12.50)")->evaluate(Context{}).value, Value{"12.50"});
}

TEST(feel_builtins, work_on_texts_by_character) {
  answers_are({{"substring(\"nghệ an\", 4, 1)", "\"ệ\""},
               {"substring(\"abc\", -2)", "\"bc\""},
               {"substring(\"abc\", 4)", "null"},
               {"upper case(\"đạt\")", "\"ĐẠT\""},
               {"substring before(\"a-b\", \"-\")", "\"a\""},
               {"substring after(\"a-b\", \"x\")", "\"\""},
               {"string join([\"a\", null, \"b\"], \", \")", "\"a, b\""},
               {"string join([\"a\", 1])", "null"},
               {"split(\"a;b;;\", \";\")", R"(["a","b","",""])"}});
}

TEST(feel_builtins, match_as_xquery_does) {
  answers_are({{"matches(\"abc\", \"^b\")", "false"},
               {"matches(\"x\", \"[a-z-[aeiou]]\")", "true"},
               {"matches(\"a\", \"[a-z-[aeiou]]\")", "false"},
               {"matches(\"a\\nb\", \"a.b\")", "false"},
               {"matches(\"a\\nb\", \"a.b\", \"s\")", "true"},
               {"matches(\"hello world\", \"he ll o[ ]w\", \"x\")", "true"},
               {"matches(\"a.b\", \"a.b\", \"q\")", "true"},
               {"matches(\"aab\", \"(a)\\1b\")", "true"},
               {"matches(\"Đạt\", \"\\p{Lu}\\w+\")", "true"},
               {"matches(\"a\", \"(?=a)\")", "null"},
               {"matches(\"a\", \"[\")", "null"},
               {"matches(\"a\", \"a\", \"z\")", "null"},
               {"matches(\"a\", \"(a)\\2\")", "null"},
               {"replace(\"0123456789\", \"(\\d{3})(\\d{3})(\\d{4})\", \"($1) $2-$3\")", "\"(012) 345-6789\""},
               {"replace(\"abc\", \"x*\", \"-\")", "null"},
               {"replace(\"a$\", \"\\$\", \"\\$\\\\\\\\\")", "\"a$\\\\\""}});
}

TEST(feel_builtins, work_on_lists) {
  answers_are({{"list contains([1, null], null)", "true"},
               {"count([1, 2])", "2"},
               {"sublist([1, 2, 3], -2)", "[2,3]"},
               {"sublist([1, 2, 3], 1, 2)", "[1,2]"},
               {"append([1], 2, 3)", "[1,2,3]"},
               {"concatenate([1], [2, 3])", "[1,2,3]"},
               {"insert before([1, 3], 2, 2)", "[1,2,3]"},
               {"remove([1, 2, 3], 2)", "[1,3]"},
               {"remove([1], 2)", "null"},
               {"list replace([2, 4, 7], function(item, newItem) item < newItem, 5)", "[5,5,7]"},
               {"reverse([1, 2, 3])", "[3,2,1]"},
               {"index of([1, 2, 1], 1)", "[1,3]"},
               {"union([1, 2], [2, 3])", "[1,2,3]"},
               {"distinct values([1, 1.0, \"a\"])", R"([1,"a"])"},
               {"flatten([[1, [2]], 3])", "[1,2,3]"},
               {"sort([\"b\", \"a\"])", R"(["a","b"])"}});
}

TEST(feel_builtins, make_one_value_of_many) {
  answers_are({{"min(3, 1, 2)", "1"},
               {"max([@\"2024-01-01\", @\"2024-02-01\"])", "2024-02-01"},
               {"min([])", "null"},
               {"min([1, \"a\"])", "null"},
               {"sum([1, 2.5])", "3.5"},
               {"sum([@\"P1D\", @\"PT12H\"])", "P1DT12H"},
               {"mean([1, 2, 3, 4])", "2.5"},
               {"product(2, 3, 4)", "24"},
               {"median([8, 2, 5, 7])", "6"},
               {"mode([6, 3, 9, 6, 3])", "[3,6]"},
               {"stddev([2, 4, 7, 5])", "2.081665999466132735282297706979931"},
               {"stddev([1])", "null"},
               {"all([true, null])", "null"},
               {"all([false, null])", "false"},
               {"any([true, null])", "true"},
               {"all([])", "true"}});
}

TEST(feel_builtins, round_exactly) {
  answers_are({{"decimal(2.5, 0)", "2"},
               {"decimal(1/3, 2)", "0.33"},
               {"round half up(-1.5, 0)", "-2"},
               {"round half down(1.5, 0)", "1"},
               {"round half down(-1.51, 0)", "-2"},
               {"round half down(1.125, 2)", "1.12"},
               {"round up(1.121, 2)", "1.13"},
               {"round down(-1.126, 2)", "-1.12"},
               {"round up(1234, -2)", "1300"},
               {"floor(-1.56, 1)", "-1.6"},
               {"ceiling(-0.3)", "0"},
               {"round up(5.5, 6176)", "5.5"},
               {"round up(5.5, 6177)", "null"}});
}

TEST(feel_builtins, reckon_to_34_digits) {
  answers_are({{"modulo(-12, 5)", "3"},
               {"modulo(10.1, -4.5)", "-3.4"},
               {"modulo(1, 0)", "null"},
               {"sqrt(2)", "1.414213562373095048801688724209698"},
               {"sqrt(-1)", "null"},
               {"log(10)", "2.302585092994045684017991454684364"},
               {"exp(1)", "2.718281828459045235360287471352662"},
               {"exp(100000)", "null"},
               {"2 ** 0.5", "1.414213562373095048801688724209698"},
               {"1.1 ** 2", "1.21"},
               {"2 ** -2", "0.25"},
               {"0 ** -1", "null"},
               {"(-8) ** 0.5", "null"},
               {"10 ** 7000", "null"},
               {"abs(@\"-P1M\")", "P1M"},
               {"even(-2) and odd(3) and not(odd(2.5))", "true"}});
}

TEST(feel_builtins, know_days_of_the_year) {
  answers_are({{"day of year(@\"2020-12-31\")", "366"},
               {"day of week(@\"2024-12-16\")", "\"Monday\""},
               {"month of year(@\"2024-12-16T10:00:00\")", "\"December\""},
               {"week of year(@\"2010-01-01\")", "53"},
               {"week of year(@\"2003-12-29\")", "1"},
               {"is(@\"10:00:00Z\", @\"10:00:00+00:00\")", "true"},
               {"is(@\"10:00:00\", @\"10:00:00Z\")", "false"}});
}

TEST(feel_builtins, take_the_present_moment_from_the_caller) {
  Surroundings const evening{.now = parse_date_time("2024-12-16T17:00:00+07:00")};
  answers_are({{"now()", "2024-12-16T17:00:00+07:00"}, {"today() + @\"P1D\"", "2024-12-17"}}, {}, evening);
  warn_of("feel.no_clock", {"now()", "today()"});
}

TEST(feel_builtins, relate_ranges) {
  answers_are({{"before([1..5), [5..9])", "true"},
               {"before([1..5], [5..9])", "false"},
               {"after(10, [1..9])", "true"},
               {"meets([1..5], [5..9])", "true"},
               {"met by([5..9], [1..5])", "true"},
               {"overlaps([1..5], [3..9])", "true"},
               {"overlaps before([1..5], [3..9])", "true"},
               {"overlaps after([3..9], [1..5])", "true"},
               {"finishes(9, [3..9])", "true"},
               {"finished by([3..9], [5..9])", "true"},
               {"includes([1..9], 5)", "true"},
               {"during(9, [1..9))", "false"},
               {"starts(1, [1..9])", "true"},
               {"started by([1..9], [1..3])", "true"},
               {"coincides([1..5], [1..5])", "true"},
               {"before(1, \"a\")", "null"},
               {"before((< 5), 6)", "null"}});
}

TEST(feel_builtins, work_on_contexts) {
  answers_are({{"get value({a: 1}, \"a\")", "1"},
               {"get value({a: 1}, \"b\")", "null"},
               {"get entries({a: 1})", R"([{"key":"a","value":1}])"},
               {"context([{key: \"a\", value: 1}])", R"({"a":1})"},
               {"context([{key: \"a\", value: 1}, {key: \"a\", value: 2}])", "null"},
               {"context put({x: 1, y: {a: 0}}, [\"y\", \"a\"], 2)", R"({"x":1,"y":{"a":2}})"},
               {"context merge([{a: 1}, {b: 2}, {a: 3}])", R"({"a":3,"b":2})"}});
}

}  // namespace
}  // namespace congvu::feel
