#include "page/throttle.h"

#include <gtest/gtest.h>

namespace congvu::page {
namespace {

Instant const start{seconds{1'700'000'000}};

}  // namespace

TEST(Throttle, the_eleventh_wrong_secret_within_a_minute_has_to_wait) {
  WrongSecrets wrong;
  for (int i = 0; i < 10; ++i) {
    EXPECT_TRUE(wrong.may_try("H26-1", "10.0.0.1", start));
    wrong.wrong("H26-1", "10.0.0.1", start);
  }
  auto const refused = wrong.may_try("H26-1", "10.0.0.1", start);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, codes::too_many);
  EXPECT_EQ(refused.error().arguments.front().value, "6");
  EXPECT_FALSE(wrong.may_try("H26-1", "10.0.0.9", start)) << "from another address too";
  EXPECT_TRUE(wrong.may_try("H26-2", "10.0.0.1", start)) << "another code is not concerned";
  EXPECT_TRUE(wrong.may_try("H26-1", "10.0.0.1", start + seconds{6}));
}

TEST(Throttle, an_address_that_tries_many_codes_has_to_wait) {
  WrongSecrets wrong;
  for (int i = 0; i < 60; ++i) wrong.wrong("code" + std::to_string(i), "10.0.0.1", start);
  EXPECT_FALSE(wrong.may_try("another", "10.0.0.1", start));
  EXPECT_TRUE(wrong.may_try("another", "10.0.0.2", start));
}

TEST(Throttle, what_was_refused_is_not_counted) {
  Throttle filings{{2, seconds{1}}};
  EXPECT_TRUE(filings.admit("a", start));
  EXPECT_TRUE(filings.admit("a", start));
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(filings.admit("a", start));
  EXPECT_TRUE(filings.admit("a", start + seconds{1}));
}

TEST(Throttle, a_clock_that_steps_back_lets_nobody_in) {
  Throttle filings{{1, seconds{10}}};
  EXPECT_TRUE(filings.admit("a", start));
  EXPECT_FALSE(filings.admit("a", start - seconds{100}));
}

TEST(Throttle, a_flood_of_keys_does_not_fill_the_memory_nor_free_the_guilty_early) {
  Throttle filings{{1, seconds{10}}, 100};
  for (int i = 0; i < 99; ++i) filings.count("old" + std::to_string(i), start - seconds{20});
  EXPECT_TRUE(filings.admit("guilty", start));
  for (int i = 0; i < 50; ++i) filings.count("new" + std::to_string(i), start);
  EXPECT_FALSE(filings.admit("guilty", start));
}

}  // namespace congvu::page
