#include "base/several.h"

#include <gtest/gtest.h>

#include <rapidcheck.h>

namespace congvu {
namespace {

TEST(Several, are_joined_and_come_apart_again) {
  EXPECT_EQ(joined({"a", "b"}), "a,b");
  EXPECT_EQ(joined({"a", "b"}, ", "), "a, b");
  EXPECT_EQ(joined({}), "");
  EXPECT_TRUE(separated("").empty());
  EXPECT_TRUE(rc::check([](std::vector<int> const& numbers) {
    std::vector<std::string> values;
    for (auto const number : numbers) values.push_back(std::to_string(number));
    RC_ASSERT(separated(joined(values)) == values);
  }));
}

TEST(Several, an_empty_text_is_none) {
  EXPECT_EQ(unless_empty(""), std::nullopt);
  EXPECT_EQ(unless_empty("a"), "a");
}

}  // namespace
}  // namespace congvu
