// Days, times of day, points in time and durations as FEEL knows them: with years far outside the calendars of people,
// seconds with fractions, and a zone where one was stated. A time without a zone is nobody's in particular and has no
// order among times that have one; which offset a named zone had on a day is looked up, never taken from the machine's
// own zone. DMN 1.5, clauses 10.3.2.3.4 to 10.3.2.3.9.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace congvu::feel {

// A day of the Gregorian calendar, extended backwards; there is a year 0.
struct Date {
  std::int32_t year = 1970;
  std::uint8_t month = 1;
  std::uint8_t day = 1;

  static constexpr std::int32_t greatest_year = 999'999'999;

  Date() = default;
  Date(congvu::Date);
  // Absent when there is no such day.
  static std::optional<Date> of(std::int64_t year, std::int64_t month, std::int64_t day);
  static std::optional<Date> of_days(std::int64_t since_1970);

  std::int64_t days() const;  // since 1970-01-01
  int weekday() const;        // 1 is Monday, 7 is Sunday
  int day_of_year() const;
  int week_of_year() const;  // ISO 8601

  friend auto operator<=>(Date const&, Date const&) = default;
};

// The same day so many months later, or the last one of its month when that is shorter.
std::optional<Date> plus_months(Date, std::int64_t months);

struct Zone {
  enum class Kind : std::uint8_t { none, offset, named };
  Kind kind = Kind::none;
  std::int32_t offset = 0;                  // seconds east of Greenwich
  std::shared_ptr<std::string const> name;  // "Asia/Ho_Chi_Minh"

  static Zone of_offset(std::int32_t seconds) { return {Kind::offset, seconds, nullptr}; }
  static std::optional<Zone> named(std::string_view);  // absent when no such zone is known
  bool stated() const { return kind != Kind::none; }
  friend bool operator==(Zone const&, Zone const&);
};

struct Time {
  std::int32_t second = 0;  // of the day
  std::int32_t nanosecond = 0;
  Zone zone;
  friend bool operator==(Time const&, Time const&) = default;
};

struct DateTime {
  Date date;
  Time time;

  DateTime() = default;
  DateTime(Date d, Time t) : date(d), time(std::move(t)) {}
  explicit DateTime(Instant);  // in the agency's zone, +07:00
  friend bool operator==(DateTime const&, DateTime const&) = default;
};

// A number of seconds, as days, hours, minutes and seconds.
struct DaysDuration {
  std::int64_t seconds = 0;      // towards minus infinity
  std::int32_t nanoseconds = 0;  // 0 to 999,999,999
  friend auto operator<=>(DaysDuration const&, DaysDuration const&) = default;
};

struct MonthsDuration {
  std::int64_t months = 0;
  friend auto operator<=>(MonthsDuration const&, MonthsDuration const&) = default;
};

// Reckoning with nanoseconds needs more than 64 bits for years of nine digits.
__extension__ using Nanoseconds = __int128;
Nanoseconds nanoseconds(DaysDuration);
std::optional<DaysDuration> duration_of(Nanoseconds);

// Where on the line of time it lies, in nanoseconds since 1970-01-01T00:00:00; a value without zone as if it were UTC.
Nanoseconds position(DateTime const&);
// The seconds by which a value's clock is ahead of UTC, where it has a zone. A time of day takes a named zone's
// standard offset.
std::optional<std::int32_t> offset_of(DateTime const&);
std::optional<std::int32_t> offset_of(Time const&);
std::optional<DateTime> plus(DateTime const&, DaysDuration);
std::optional<DateTime> plus(DateTime const&, MonthsDuration);
Time plus(Time const&, DaysDuration);  // round the clock
// Absent where one has a zone and the other none.
std::optional<DaysDuration> between(DateTime const& from, DateTime const& to);
std::optional<DaysDuration> between(Time const& from, Time const& to);
// Whole months; the hours of the first and the last day do not count.
MonthsDuration months_between(Date from, Date to);

std::optional<std::weak_ordering> order(Time const&, Time const&);
std::optional<std::weak_ordering> order(DateTime const&, DateTime const&);

// ISO 8601 as XML Schema has it, with "@Zone/Name" where FEEL allows it. Absent when it is not one.
std::optional<Date> parse_date(std::string_view);
std::optional<Time> parse_time(std::string_view);
std::optional<DateTime> parse_date_time(std::string_view);  // a date alone is its midnight
std::optional<DaysDuration> parse_days_duration(std::string_view);
std::optional<MonthsDuration> parse_months_duration(std::string_view);

std::string text_of(Date);
std::string text_of(Time const&);
std::string text_of(DateTime const&);
std::string text_of(DaysDuration);
std::string text_of(MonthsDuration);

}  // namespace congvu::feel
