// Days, times and durations as they are written. DMN 1.5, clause 10.3.4.1; XML Schema part 2, 3.2.6 to 3.2.9.
#include <fmt/format.h>

#include <charconv>
#include <limits>

#include "rules/feel/temporal.h"

namespace congvu::feel {
namespace {

// What is left to read; each step takes its part from the front or says that it is not there.
struct Reading {
  std::string_view rest;

  bool takes(char c) {
    if (!rest.starts_with(c)) return false;
    rest.remove_prefix(1);
    return true;
  }

  std::size_t digits() const {
    auto const end = rest.find_first_not_of("0123456789");
    return end == std::string_view::npos ? rest.size() : end;
  }

  std::optional<std::int64_t> number(std::size_t length) {
    std::int64_t value = 0;
    auto const text = rest.substr(0, length);
    if (length == 0 || std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc{}) return {};
    rest.remove_prefix(length);
    return value;
  }

  std::optional<std::int32_t> two_digits(std::int32_t most) {
    if (digits() < 2) return std::nullopt;
    auto const value = number(2);
    if (!value || *value > most) return std::nullopt;
    return static_cast<std::int32_t>(*value);
  }

  // Nanoseconds, of what stands after a point; digits beyond the ninth are dropped.
  std::int32_t fraction() {
    auto const length = digits();
    std::int32_t value = 0;
    for (std::size_t i = 0; i < 9; ++i) value = value * 10 + (i < length ? rest[i] - '0' : 0);
    rest.remove_prefix(length);
    return value;
  }
};

std::optional<Date> take_date(Reading& reading) {
  bool const negative = reading.takes('-');
  auto const length = reading.digits();
  if (length < 4 || length > 9 || (length > 4 && reading.rest.front() == '0')) return std::nullopt;
  auto const year = reading.number(length);
  if (!year || !reading.takes('-')) return std::nullopt;
  auto const month = reading.two_digits(12);
  if (!month || !reading.takes('-')) return std::nullopt;
  auto const day = reading.two_digits(31);
  if (!day) return std::nullopt;
  return Date::of(negative ? -*year : *year, *month, *day);
}

// "Z", "+07:00", "-02:45:55", "@Asia/Ho_Chi_Minh" or nothing, up to the end.
std::optional<Zone> take_zone(Reading& reading) {
  constexpr std::int32_t widest = 18 * 3'600;
  if (reading.rest.empty()) return Zone{};
  if (reading.takes('@')) return Zone::named(reading.rest);
  if (reading.takes('Z')) return reading.rest.empty() ? std::optional{Zone::of_offset(0)} : std::nullopt;
  bool const west = reading.rest.starts_with('-');
  if (!reading.takes('+') && !reading.takes('-')) return std::nullopt;
  auto const hours = reading.two_digits(18);
  if (!hours || !reading.takes(':')) return std::nullopt;
  auto const minutes = reading.two_digits(59);
  if (!minutes) return std::nullopt;
  std::optional<std::int32_t> seconds = 0;
  if (reading.takes(':')) seconds = reading.two_digits(59);
  if (!seconds || !reading.rest.empty()) return std::nullopt;
  auto const offset = *hours * 3'600 + *minutes * 60 + *seconds;
  if (offset > widest) return std::nullopt;
  return Zone::of_offset(west ? -offset : offset);
}

struct TimeOfDay {
  Time time;
  bool is_midnight_after = false;  // 24:00:00
};

std::optional<TimeOfDay> take_time(Reading& reading) {
  auto const hour = reading.two_digits(24);
  if (!hour || !reading.takes(':')) return std::nullopt;
  auto const minute = reading.two_digits(59);
  if (!minute || !reading.takes(':')) return std::nullopt;
  auto const second = reading.two_digits(59);
  if (!second) return std::nullopt;
  std::int32_t nanosecond = 0;
  if (reading.takes('.')) {
    if (reading.digits() == 0) return std::nullopt;
    nanosecond = reading.fraction();
  }
  auto zone = take_zone(reading);
  if (!zone) return std::nullopt;
  if (*hour == 24 && (*minute != 0 || *second != 0 || nanosecond != 0)) return std::nullopt;
  return TimeOfDay{Time{*hour % 24 * 3'600 + *minute * 60 + *second, nanosecond, std::move(*zone)}, *hour == 24};
}

std::string two(std::int64_t value) {
  return fmt::format("{:02}", value);
}

std::string fraction_text(std::int32_t nanoseconds) {
  if (nanoseconds == 0) return {};
  auto text = fmt::format(".{:09}", nanoseconds);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

std::string zone_text(Zone const& zone) {
  if (zone.kind == Zone::Kind::none) return {};
  if (zone.kind == Zone::Kind::named) return "@" + *zone.name;
  if (zone.offset == 0) return "Z";
  auto const ahead = zone.offset < 0 ? -zone.offset : zone.offset;
  auto text = fmt::format("{}{:02}:{:02}", zone.offset < 0 ? '-' : '+', ahead / 3'600, ahead / 60 % 60);
  if (ahead % 60 != 0) text += ":" + two(ahead % 60);
  return text;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  Reading reading{text};
  auto const date = take_date(reading);
  return reading.rest.empty() ? date : std::nullopt;
}

std::optional<Time> parse_time(std::string_view text) {
  Reading reading{text};
  auto time = take_time(reading);
  if (!time) return std::nullopt;
  return std::move(time->time);
}

std::optional<DateTime> parse_date_time(std::string_view text) {
  Reading reading{text};
  auto date = take_date(reading);
  if (!date) return std::nullopt;
  if (reading.rest.empty()) return DateTime{*date, {}};
  if (!reading.takes('T')) return std::nullopt;
  auto time = take_time(reading);
  if (!time) return std::nullopt;
  if (time->is_midnight_after) date = Date::of_days(date->days() + 1);
  if (!date) return std::nullopt;
  return DateTime{*date, std::move(time->time)};
}

std::optional<DaysDuration> parse_days_duration(std::string_view text) {
  Reading reading{text};
  bool const negative = reading.takes('-');
  if (!reading.takes('P')) return std::nullopt;
  constexpr std::string_view units = "DHMS";
  constexpr std::int64_t lengths[] = {86'400, 3'600, 60, 1};
  Nanoseconds total = 0;
  std::size_t next = 0;
  bool in_time = false;
  bool any = false;
  while (!reading.rest.empty()) {
    if (!in_time && reading.takes('T')) {
      in_time = true;
      any = false;
      next = std::max<std::size_t>(next, 1);
      continue;
    }
    auto const amount = reading.number(reading.digits());
    if (!amount) return std::nullopt;
    bool const has_fraction = reading.takes('.');
    auto const fraction = has_fraction ? reading.fraction() : 0;
    auto const unit = reading.rest.empty() ? std::string_view::npos : units.find(reading.rest.front(), next);
    if (unit == std::string_view::npos || (unit > 0) != in_time || (has_fraction && unit != 3)) return std::nullopt;
    reading.rest.remove_prefix(1);
    total += Nanoseconds{*amount} * lengths[unit] * 1'000'000'000 + fraction;
    next = unit + 1;
    any = true;
  }
  if (!any) return std::nullopt;
  return duration_of(negative ? -total : total);
}

std::optional<MonthsDuration> parse_months_duration(std::string_view text) {
  Reading reading{text};
  bool const negative = reading.takes('-');
  if (!reading.takes('P')) return std::nullopt;
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / 100;
  std::int64_t months = 0;
  std::string_view units = "YM";
  if (reading.rest.empty()) return std::nullopt;
  while (!reading.rest.empty()) {
    auto const amount = reading.number(reading.digits());
    if (!amount || *amount > most || reading.rest.empty()) return std::nullopt;
    auto const unit = units.find(reading.rest.front());
    if (unit == std::string_view::npos) return std::nullopt;
    months += *amount * (units[unit] == 'Y' ? 12 : 1);
    units.remove_prefix(unit + 1);
    reading.rest.remove_prefix(1);
  }
  return MonthsDuration{negative ? -months : months};
}

std::string text_of(Date date) {
  auto const year = date.year < 0 ? -std::int64_t{date.year} : std::int64_t{date.year};
  return fmt::format("{}{:04}-{:02}-{:02}", date.year < 0 ? "-" : "", year, date.month, date.day);
}

std::string text_of(Time const& time) {
  return fmt::format("{:02}:{:02}:{:02}{}{}", time.second / 3'600, time.second / 60 % 60, time.second % 60,
                     fraction_text(time.nanosecond), zone_text(time.zone));
}

std::string text_of(DateTime const& value) {
  return text_of(value.date) + "T" + text_of(value.time);
}

std::string text_of(DaysDuration duration) {
  auto const value = nanoseconds(duration);
  if (value == 0) return "PT0S";
  auto const whole = duration_of(value < 0 ? -value : value).value_or(DaysDuration{});
  std::string text = value < 0 ? "-P" : "P";
  auto const add = [&text](std::int64_t amount, char unit) {
    if (amount != 0) text += std::to_string(amount) + unit;
  };
  add(whole.seconds / 86'400, 'D');
  if (whole.seconds % 86'400 == 0 && whole.nanoseconds == 0) return text;
  text += 'T';
  add(whole.seconds / 3'600 % 24, 'H');
  add(whole.seconds / 60 % 60, 'M');
  auto const seconds = whole.seconds % 60;
  if (seconds != 0 || whole.nanoseconds != 0) {
    text += std::to_string(seconds) + fraction_text(whole.nanoseconds) + "S";
  }
  return text;
}

std::string text_of(MonthsDuration duration) {
  if (duration.months == 0) return "P0M";
  auto const months = duration.months < 0 ? -duration.months : duration.months;
  std::string text = duration.months < 0 ? "-P" : "P";
  if (months / 12 != 0) text += std::to_string(months / 12) + "Y";
  if (months % 12 != 0) text += std::to_string(months % 12) + "M";
  return text;
}

}  // namespace congvu::feel
