#include "page/assets.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace congvu {

TEST(Assets, every_listed_path_is_found_and_the_list_is_sorted) {
  auto const paths = asset_paths();
  ASSERT_FALSE(paths.empty());
  EXPECT_TRUE(std::ranges::is_sorted(paths));
  for (auto const path : paths) EXPECT_TRUE(asset(path).has_value()) << path;
}

TEST(Assets, a_style_is_carried_whole) {
  auto const style = asset("web/app.css");
  ASSERT_TRUE(style.has_value());
  EXPECT_TRUE(style->starts_with("@charset"));
  EXPECT_TRUE(style->ends_with("}"));
}

TEST(Assets, what_is_not_carried_is_nothing) {
  EXPECT_FALSE(asset("web/no-such.css").has_value());
  EXPECT_FALSE(asset("").has_value());
  EXPECT_FALSE(asset("web/app.cs").has_value());
}

}  // namespace congvu
