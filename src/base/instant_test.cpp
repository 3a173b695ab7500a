#include "base/instant.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace congvu {

namespace {

using namespace std::chrono;

constexpr Date date(int y, unsigned m, unsigned d) {
  return Date{year{y}, month{m}, day{d}};
}

TEST(Instant, is_written_in_local_time_with_its_offset) {
  EXPECT_EQ(iso(at(date(2024, 12, 16), hours{17})), "2024-12-16T17:00:00+07:00");
  EXPECT_EQ(iso(date(2024, 2, 29)), "2024-02-29");
}

TEST(Instant, is_written_as_vietnamese_offices_do) {
  EXPECT_EQ(vietnamese(at(date(2024, 12, 6), hours{9} + minutes{5})), "09:05 06/12/2024");
  EXPECT_EQ(vietnamese(date(2024, 12, 6)), "06/12/2024");
}

TEST(Instant, the_same_instant_is_read_from_any_offset) {
  auto const nine_twelve = at(date(2024, 11, 18), hours{9} + minutes{12});
  EXPECT_EQ(parse_instant("2024-11-18T09:12+07:00"), nine_twelve);
  EXPECT_EQ(parse_instant("2024-11-18T09:12:00+07:00"), nine_twelve);
  EXPECT_EQ(parse_instant("2024-11-18T02:12:00Z"), nine_twelve);
  EXPECT_EQ(parse_instant("2024-11-17T21:12:00.999-05:00"), nine_twelve);
}

TEST(Instant, what_is_not_quite_one_is_not_read) {
  for (auto const* text : {"", "2024-11-18", "2024-11-18T09:12", "2024-11-18 09:12+07:00", "2024-02-30T09:12Z",
                           "2024-11-18T24:00Z", "2024-11-18T09:60Z", "2024-11-18T09:12:60Z", "2024-11-18T09:12.5Z",
                           "2024-11-18T09:12:00.Z", "2024-11-18T09:12Zx", "2024-11-18T09:12+7:00",
                           "2024-11-18T09:12+15:00", "24-11-18T09:12Z", "2024-11-18T9:12Z"}) {
    EXPECT_EQ(parse_instant(text), std::nullopt) << text;
  }
  for (auto const* text : {"", "2024-13-01", "2023-02-29", "2024-1-1", "2024-01-01T", "18/11/2024", "2024-00-10"}) {
    EXPECT_EQ(parse_date(text), std::nullopt) << text;
  }
}

TEST(Instant, the_local_day_changes_at_seventeen_hours_universal_time) {
  EXPECT_EQ(local_date(*parse_instant("2024-11-18T16:59:59Z")), date(2024, 11, 18));
  EXPECT_EQ(local_date(*parse_instant("2024-11-18T17:00:00Z")), date(2024, 11, 19));
  EXPECT_EQ(local_time_of_day(*parse_instant("2024-11-18T17:00:01Z")), seconds{1});
}

TEST(Instant, days_follow_one_another_over_months_and_leap_years) {
  EXPECT_EQ(next_day(date(2024, 2, 28)), date(2024, 2, 29));
  EXPECT_EQ(next_day(date(2024, 12, 31)), date(2025, 1, 1));
  EXPECT_EQ(previous_day(date(2025, 3, 1)), date(2025, 2, 28));
  EXPECT_EQ(days_between(date(2024, 1, 1), date(2025, 1, 1)), 366);
  EXPECT_EQ(weekday_of(date(2024, 11, 18)), Monday);
}

RC_GTEST_PROP(Instant, what_is_written_is_read_back, ()) {
  auto const instant = Instant{seconds{*rc::gen::inRange<long>(0, 4'102'444'800)}};
  RC_ASSERT(parse_instant(iso(instant)) == instant);
  RC_ASSERT(at(local_date(instant), local_time_of_day(instant)) == instant);
  RC_ASSERT(parse_date(iso(local_date(instant))) == local_date(instant));
}

}  // namespace

}  // namespace congvu
