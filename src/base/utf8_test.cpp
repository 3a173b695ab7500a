#include "base/utf8.h"

#include <gtest/gtest.h>

namespace congvu {
namespace {

TEST(utf8, text_of_every_script_is_text) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("Một cửa \xF0\x9F\x8F\xA0"));
  EXPECT_TRUE(is_utf8("\xEF\xBF\xBD\xF4\x8F\xBF\xBF"));
}

TEST(utf8, what_is_no_text_is_found_at_its_place) {
  EXPECT_EQ(utf8_length("ab\xFF"), 2U);
  EXPECT_EQ(utf8_length("a\x80"), 1U);             // a continuation without a beginning
  EXPECT_EQ(utf8_length("a\xE1\xBB"), 1U);         // cut short
  EXPECT_EQ(utf8_length("\xC0\xAF"), 0U);          // overlong
  EXPECT_EQ(utf8_length("\xE0\x80\xAF"), 0U);      // overlong
  EXPECT_EQ(utf8_length("\xED\xA0\x80"), 0U);      // half a surrogate pair
  EXPECT_EQ(utf8_length("\xF4\x90\x80\x80"), 0U);  // beyond the last character
}

}  // namespace
}  // namespace congvu
