#include "base/refusal.h"

#include <gtest/gtest.h>

namespace congvu {

namespace {

constexpr Code too_late{"clock.too_late", Kind::conflict};

Expected<int> pause(bool in_time) {
  if (!in_time) return refuse(too_late, "pauses[2]", {{"limit", "2"}, {"given", "3"}});
  return 1;
}

TEST(Refusal, is_the_answer_itself_and_says_what_where_and_with_which_values) {
  auto const refused = pause(false);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, too_late);
  EXPECT_EQ(plain(refused.error()), "clock.too_late at pauses[2] (limit=2, given=3)");
  EXPECT_TRUE(pause(true));
}

TEST(Refusal, names_every_single_fault_it_has) {
  Refusal refusal{Code{"field.faults"}};
  refusal.parts = {Refusal{Code{"field.missing"}, "a"}, Refusal{Code{"field.unknown"}, "b", {{"given", "x"}}}};
  EXPECT_EQ(plain(refusal), "field.faults; field.missing at a; field.unknown at b (given=x)");
}

TEST(Refusal, each_kind_has_its_http_status) {
  EXPECT_EQ(http_status(Kind::invalid), 422);
  EXPECT_EQ(http_status(Kind::malformed), 400);
  EXPECT_EQ(http_status(Kind::unauthenticated), 401);
  EXPECT_EQ(http_status(Kind::forbidden), 403);
  EXPECT_EQ(http_status(Kind::not_found), 404);
  EXPECT_EQ(http_status(Kind::conflict), 409);
  EXPECT_EQ(http_status(Kind::too_large), 413);
  EXPECT_EQ(http_status(Kind::too_many), 429);
  EXPECT_EQ(http_status(Kind::unavailable), 503);
  EXPECT_EQ(http_status(Kind::full), 507);
}

TEST(Refusal, two_codes_are_one_when_their_keys_are) {
  EXPECT_EQ(Code{"a.b"}, (Code{"a.b", Kind::conflict}));
  EXPECT_FALSE(Code{"a.b"} == Code{"a.c"});
}

}  // namespace

}  // namespace congvu
