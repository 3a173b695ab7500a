#include "rules/calendar/calendar.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/json.h"
#include "rules/calendar/sample_calendar_test.h"

namespace congvu {

namespace {

using std::chrono::hours;

Calendar const& calendar() {
  static Calendar const sample = sample_calendar();
  return sample;
}

Instant on(std::string_view local) {
  return parse_instant(std::string{local} + "+07:00").value();
}

Date date(std::string_view text) {
  return parse_date(text).value();
}

// The slow way, minute by minute, that the tables must agree with.
seconds counted_by_hand(Calendar const& of, Instant from, Instant to) {
  seconds total{0};
  for (auto minute = from; minute < to; minute += minutes{1}) total += of.works_at(minute) ? seconds{60} : seconds{0};
  return total;
}

rc::Gen<Instant> instants() {
  return rc::gen::map(rc::gen::inRange<long>(0, 5L * 365 * 24 * 60),
                      [](long minute) { return on("2023-07-01T00:00") + minutes{minute}; });
}

TEST(Calendar, weekdays_are_worked_and_weekends_and_holidays_are_not) {
  EXPECT_TRUE(calendar().works_on(date("2024-11-18")));
  EXPECT_FALSE(calendar().works_on(date("2024-11-23")));
  EXPECT_FALSE(calendar().works_on(date("2025-01-28")));
}

TEST(Calendar, a_swapped_saturday_is_worked_with_the_hours_of_the_day_it_replaces) {
  EXPECT_FALSE(calendar().works_on(date("2024-04-29")));
  EXPECT_TRUE(calendar().works_on(date("2024-05-04")));
  EXPECT_EQ(iso(calendar().closing(date("2024-05-04"))), "2024-05-04T17:00:00+07:00");
}

TEST(Calendar, a_proposed_day_off_is_kept_and_not_counted) {
  EXPECT_TRUE(calendar().works_on(date("2026-11-24")));
  auto const special = calendar().special_days(date("2026-11-24"), date("2026-11-24"));
  ASSERT_EQ(special.size(), 1U);
  EXPECT_EQ(special[0].status, Status::proposed);
  EXPECT_EQ(text_of(special[0].source.mark), "K?");
}

TEST(Calendar, work_stops_at_noon_and_at_closing) {
  EXPECT_TRUE(calendar().works_at(on("2024-11-18T08:00")));
  EXPECT_TRUE(calendar().works_at(on("2024-11-18T11:59")));
  EXPECT_FALSE(calendar().works_at(on("2024-11-18T12:00")));
  EXPECT_TRUE(calendar().works_at(on("2024-11-18T13:00")));
  EXPECT_FALSE(calendar().works_at(on("2024-11-18T17:00")));
}

TEST(Calendar, what_falls_between_two_working_times_is_the_earlier_closing) {
  EXPECT_EQ(calendar().add(on("2024-11-18T10:00"), hours{2}), on("2024-11-18T12:00"));
  EXPECT_EQ(calendar().add(on("2024-11-22T13:00"), hours{4}), on("2024-11-22T17:00"));
  EXPECT_EQ(calendar().add(on("2024-11-22T13:00"), hours{4} + seconds{1}), on("2024-11-25T08:00") + seconds{1});
}

TEST(Calendar, the_next_working_day_passes_over_tet) {
  EXPECT_EQ(calendar().next_working_day(date("2025-01-24")), date("2025-02-03"));
}

TEST(Calendar, beyond_its_years_a_weekday_is_a_weekday) {
  EXPECT_FALSE(calendar().covers(date("2028-01-03")));
  EXPECT_TRUE(calendar().works_on(date("2028-01-03")));
  EXPECT_FALSE(calendar().works_on(date("2028-01-01")));
  EXPECT_EQ(calendar().working_time(on("2028-01-01T00:00"), on("2028-01-08T00:00")), hours{40});
  EXPECT_EQ(calendar().next_working_day(date("2023-12-28")), date("2023-12-29"));
  EXPECT_EQ(calendar().next_working_day(date("2031-08-01")), date("2031-08-04"));
  EXPECT_EQ(calendar().working_time(on("2023-12-25T00:00"), on("2024-01-08T00:00")), hours{72});
}

TEST(Calendar, other_hours_are_in_force_from_their_date_and_a_half_day_counts_as_half) {
  auto written = sample_calendar_json();
  json::array const morning{"07:30-11:30"};
  auto& off = written.at("days_off").as_array();
  off.push_back({{"date", "2024-12-31"}, {"name", "half"}, {"hours", morning}, {"mark", "K?"}, {"citation", ""}});
  auto summer = written.at("hours").at(0).as_object();
  summer["from"] = "2025-04-21";
  summer.at("week").as_object()["saturday"] = morning;
  written.at("hours").as_array().push_back(summer);
  auto const changed = read_calendar(written);
  ASSERT_TRUE(changed) << plain(changed.error());
  EXPECT_EQ(changed->working_time(on("2024-12-30T00:00"), on("2025-01-01T00:00")), hours{12});
  EXPECT_FALSE(changed->works_on(date("2025-04-19")));
  EXPECT_EQ(iso(changed->closing(date("2025-05-10"))), "2025-05-10T11:30:00+07:00");
  EXPECT_EQ(iso(changed->closing(date("2025-04-26"))), "2025-04-26T17:00:00+07:00");
  EXPECT_EQ(iso(changed->closing(date("2030-04-20"))), "2030-04-20T11:30:00+07:00");
}

RC_GTEST_PROP(Calendar, working_time_is_what_counting_minute_by_minute_gives, ()) {
  auto const from = *instants();
  auto const to = from + minutes{*rc::gen::inRange(0, 12 * 24 * 60)};
  RC_ASSERT(calendar().working_time(from, to) == counted_by_hand(calendar(), from, to));
  RC_ASSERT(calendar().working_time(to, from) == -calendar().working_time(from, to));
}

RC_GTEST_PROP(Calendar, adding_working_time_gives_the_first_instant_at_which_it_has_passed, ()) {
  auto const from = *instants();
  auto const amount = seconds{*rc::gen::inRange(1, 60 * 8 * 3600)};
  auto const reached = calendar().add(from, amount);
  RC_ASSERT(reached > from);
  RC_ASSERT(calendar().working_time(from, reached) == amount);
  RC_ASSERT(calendar().working_time(from, reached - seconds{1}) == amount - seconds{1});
}

RC_GTEST_PROP(Calendar, the_next_working_day_is_the_first_one_after_that_is_worked, ()) {
  auto const day = local_date(*instants());
  auto expected = next_day(day);
  while (!calendar().works_on(expected)) expected = next_day(expected);
  RC_ASSERT(calendar().next_working_day(day) == expected);
}

}  // namespace

}  // namespace congvu
