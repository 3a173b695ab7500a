#include "pipeline/act.h"

#include <gtest/gtest.h>

#include <set>

namespace congvu {
namespace {

TEST(ContextTest, fresh_handles_differ_from_each_other_and_are_the_same_when_asked_again) {
  Context context;
  context.seed[0] = 7;
  std::set<Handle> drawn;
  for (unsigned n = 0; n < 100; ++n) drawn.insert(context.fresh_handle(n));
  EXPECT_EQ(drawn.size(), 100U);
  EXPECT_EQ(context.fresh_handle(3), context.fresh_handle(3));
}

TEST(ContextTest, another_seed_draws_other_handles_and_codes) {
  Context one, two;
  two.seed[31] = 1;
  EXPECT_NE(one.fresh_handle(0), two.fresh_handle(0));
  EXPECT_NE(one.fresh_code("ABCDEFGH", 12, "secret"), two.fresh_code("ABCDEFGH", 12, "secret"));
}

TEST(ContextTest, a_code_has_its_length_and_only_letters_of_its_alphabet) {
  Context const context;
  auto const code = context.fresh_code("XYZ", 200, "secret");
  EXPECT_EQ(code.size(), 200U);
  EXPECT_EQ(code.find_first_not_of("XYZ"), std::string::npos);
  EXPECT_NE(code, context.fresh_code("XYZ", 200, "another purpose"));
}

TEST(HandleTest, a_name_gives_the_same_handle_for_ever) {
  EXPECT_EQ(handle_of("register", "TNHS/2026"), handle_of("register", "TNHS/2026"));
  EXPECT_NE(handle_of("register", "TNHS/2026"), handle_of("register", "TNHS/2027"));
  EXPECT_NE(handle_of("a", "b/c"), handle_of("b", "a/c"));
}

}  // namespace
}  // namespace congvu
