#include "base/bytes.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace congvu {
namespace {

TEST(Bytes, hexadecimal_is_lower_case_and_read_strictly) {
  EXPECT_EQ(hex(std::string_view("\x00\xff\x1a", 3)), "00ff1a");
  EXPECT_EQ(parse_hex("00ff1a"), std::string("\x00\xff\x1a", 3));
  EXPECT_FALSE(parse_hex("00FF"));
  EXPECT_FALSE(parse_hex("0"));
  EXPECT_FALSE(parse_hex("0g"));
}

TEST(Bytes, base64_has_the_values_of_rfc_4648) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(base64url("\xfb\xff"), "-_8");
}

TEST(Bytes, base64_of_another_spelling_is_refused) {
  for (auto const* text : {"Zg", "Zg=", "Zh==", "Z===", "====", "Zm9v ", "-_8=", "Zg==Zg=="}) {
    EXPECT_FALSE(parse_base64(text)) << text;
  }
  for (auto const* text : {"Z", "Zh", "Zg==", "+/8"}) EXPECT_FALSE(parse_base64url(text)) << text;
}

RC_GTEST_PROP(Bytes, whatever_is_written_is_read_again, (std::string const& bytes)) {
  RC_ASSERT(parse_hex(hex(bytes)) == bytes);
  RC_ASSERT(parse_base64(base64(bytes)) == bytes);
  RC_ASSERT(parse_base64url(base64url(bytes)) == bytes);
}

RC_GTEST_PROP(Bytes, integers_go_most_significant_octet_first, (std::uint64_t value)) {
  std::string bytes;
  put_big_endian(bytes, value, 8);
  RC_ASSERT(get_big_endian(bytes) == value);
  RC_ASSERT(static_cast<std::uint8_t>(bytes[0]) == value >> 56);
}

}  // namespace
}  // namespace congvu
