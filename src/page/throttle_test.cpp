#include "page/guessing.h"

#include <gtest/gtest.h>

namespace congvu::page {
namespace {

Instant const start{seconds{1'700'000'000}};

constexpr Code secret_wrong{"dossier.secret_wrong", Kind::forbidden};

Code answered(WrongSecrets& wrong, std::string const& target, std::string const& address, Instant now) {
  return wrong.wrong(target, address, now, Refusal{secret_wrong}).code;
}

}  // namespace

TEST(Throttle, the_eleventh_wrong_secret_within_a_minute_is_told_to_wait) {
  WrongSecrets wrong;
  for (int i = 0; i < 10; ++i) EXPECT_EQ(answered(wrong, "H26-1", "10.0.0.1", start), secret_wrong);
  auto const refused = wrong.wrong("H26-1", "10.0.0.1", start, Refusal{secret_wrong});
  EXPECT_EQ(refused.code, codes::too_many);
  EXPECT_EQ(refused.arguments.front().value, "6");
  EXPECT_EQ(answered(wrong, "H26-1", "10.0.0.9", start), codes::too_many) << "from another address too";
  EXPECT_EQ(answered(wrong, "H26-2", "10.0.0.1", start), secret_wrong) << "another code is not concerned";
  EXPECT_EQ(answered(wrong, "H26-1", "10.0.0.1", start + seconds{6}), secret_wrong);
}

TEST(Throttle, an_address_that_tries_many_codes_is_told_to_wait) {
  WrongSecrets wrong;
  for (int i = 0; i < 60; ++i) answered(wrong, "code" + std::to_string(i), "10.0.0.1", start);
  EXPECT_EQ(answered(wrong, "another", "10.0.0.1", start), codes::too_many);
  EXPECT_EQ(answered(wrong, "another", "10.0.0.2", start), secret_wrong);
}

TEST(Throttle, an_address_beyond_its_limit_is_refused_before_its_secret_is_looked_at_and_others_are_not) {
  WrongSecrets wrong;
  for (int i = 0; i < 59; ++i) answered(wrong, "code" + std::to_string(i), "10.0.0.1", start);
  EXPECT_TRUE(may_guess(wrong, "10.0.0.1", start));
  answered(wrong, "code59", "10.0.0.1", start);
  EXPECT_FALSE(may_guess(wrong, "10.0.0.1", start));
  EXPECT_TRUE(may_guess(wrong, "10.0.0.2", start));
  EXPECT_TRUE(may_guess(wrong, "10.0.0.1", start + seconds{2}));
}

TEST(Throttle, guessing_on_at_one_code_counts_against_the_address_too) {
  WrongSecrets wrong;
  for (int i = 0; i < 60; ++i) answered(wrong, "one code", "10.0.0.1", start);
  EXPECT_FALSE(may_guess(wrong, "10.0.0.1", start));
}

TEST(Throttle, all_addresses_of_an_ipv6_network_count_as_one) {
  WrongSecrets wrong;
  for (int i = 1; i <= 60; ++i) answered(wrong, "code", "2001:db8:1:2::" + std::to_string(i), start);
  EXPECT_FALSE(may_guess(wrong, "2001:db8:1:2:ffff::1", start));
  EXPECT_TRUE(may_guess(wrong, "2001:db8:1:3::1", start));
  EXPECT_EQ(counted_address("::ffff:10.0.0.1"), "10.0.0.1");
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
