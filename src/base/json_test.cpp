#include "base/json.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <cmath>

namespace congvu {
namespace {

std::string read_and_written(std::string_view text) {
  auto const value = parse_json(text);
  return value ? canonical(*value) : "refused: " + std::string{value.error().code.key};
}

TEST(Json, is_written_with_its_names_in_order_and_nothing_else) {
  EXPECT_EQ(read_and_written(R"( { "b" : [ 1 , null , true ] , "a" : { "\u00e9" : "\n" } } )"),
            R"({"a":{"é":"\n"},"b":[1,null,true]})");
  EXPECT_EQ(read_and_written("18446744073709551615"), "18446744073709551615");
  EXPECT_EQ(read_and_written("-9223372036854775808"), "-9223372036854775808");
}

// Found by fuzzing: it was read as the number beside it, whose writing was read as the next one
TEST(Json, a_number_of_many_digits_is_written_as_what_reads_back_to_it) {
  constexpr std::string_view text = "184418446744073709154407370915156570955161565709551615";
  EXPECT_EQ(parse_json(text)->as_double(), 184418446744073709154407370915156570955161565709551615.0);
  auto const once = read_and_written(text);
  EXPECT_EQ(read_and_written(once), once);
}

TEST(Json, a_number_is_the_one_that_was_written) {
  for (double const number :
       {0.1, 0.30000000000000004, 1.7976931348623157e308, 5e-324, 123456789.12345679, -2.5e-300}) {
    EXPECT_EQ(parse_json(canonical(json::value(number)))->as_double(), number);
  }
  EXPECT_EQ(parse_json("1e-999")->as_double(), 0.0);
}

TEST(Json, a_number_beyond_all_numbers_is_refused_and_not_endless) {
  for (std::string_view const text : {"1e309", "-1e309", "1e99999", "[1e400]", "1e999999999999"}) {
    ASSERT_FALSE(parse_json(text).has_value()) << text;
    EXPECT_EQ(parse_json(text).error().code, codes::json_malformed) << text;
  }
  EXPECT_FALSE(parse_json(std::string(400, '9')).has_value());
}

TEST(Json, what_is_broken_off_or_goes_on_is_refused) {
  for (std::string_view const text :
       {"", " ", "1 2", "{}{}", "[1,", "\"a", "tru", "-", "1.", "1e", "{\"a\":1,}", "\"\\ud800\""}) {
    EXPECT_FALSE(parse_json(text).has_value()) << text;
  }
}

TEST(Json, a_name_twice_in_one_object_is_refused) {
  EXPECT_FALSE(parse_json(R"({"a":1,"b":{"a":2},"a":3})").has_value());
  EXPECT_TRUE(parse_json(R"({"a":1,"b":{"a":":"}})").has_value());
}

RC_GTEST_PROP(JsonLaw, every_number_reads_back_to_itself, (std::uint64_t bits)) {
  auto const number = std::bit_cast<double>(bits);
  RC_PRE(std::isfinite(number));
  RC_ASSERT(parse_json(canonical(json::value(number)))->as_double() == number);
}

}  // namespace
}  // namespace congvu
