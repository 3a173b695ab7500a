#include "base/instant.h"

#include <fmt/format.h>

namespace congvu {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

// `digits` decimal digits from the front of `text`, which is shortened; absent when they are not there.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  for (char digit : text.substr(0, digits)) {
    if (digit < '0' || digit > '9') return std::nullopt;
    value = value * 10 + (digit - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Date> take_date(std::string_view& text) {
  auto const year = take_number(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  auto const month = take_number(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  auto const day = take_number(text, 2);
  if (!day) return std::nullopt;
  Date const date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                  std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return date;
}

std::optional<seconds> take_offset(std::string_view& text) {
  if (take(text, 'Z')) return seconds{0};
  int const sign = take(text, '+') ? 1 : take(text, '-') ? -1 : 0;
  if (sign == 0) return std::nullopt;
  auto const hours = take_number(text, 2);
  if (!hours || *hours > 14 || !take(text, ':')) return std::nullopt;
  auto const rest = take_number(text, 2);
  if (!rest || *rest > 59) return std::nullopt;
  return sign * (std::chrono::hours{*hours} + minutes{*rest});
}

struct Parts {
  int year;
  unsigned month, day;
  long hour, minute, second;
};

Parts parts_of(Instant instant) {
  Date const date = local_date(instant);
  long const time = local_time_of_day(instant).count();
  return {static_cast<int>(date.year()),
          static_cast<unsigned>(date.month()),
          static_cast<unsigned>(date.day()),
          time / 3600,
          time / 60 % 60,
          time % 60};
}

}  // namespace

Date local_date(Instant instant) {
  return Date{std::chrono::floor<days>(instant + local_offset)};
}

seconds local_time_of_day(Instant instant) {
  auto const local = instant + local_offset;
  return local - std::chrono::floor<days>(local);
}

Instant at(Date date, seconds time) {
  return sys_days{date} + time - local_offset;
}

Date next_day(Date date) {
  return Date{sys_days{date} + days{1}};
}

Date previous_day(Date date) {
  return Date{sys_days{date} - days{1}};
}

int days_between(Date from, Date to) {
  return static_cast<int>((sys_days{to} - sys_days{from}).count());
}

std::chrono::weekday weekday_of(Date date) {
  return std::chrono::weekday{sys_days{date}};
}

std::string iso(Instant instant) {
  auto const p = parts_of(instant);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+07:00", p.year, p.month, p.day, p.hour, p.minute, p.second);
}

std::string iso(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::optional<Instant> parse_instant(std::string_view text) {
  auto const date = take_date(text);
  if (!date || !take(text, 'T')) return std::nullopt;
  auto const hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  auto const minute = take_number(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  int second = 0;
  if (take(text, ':')) {
    auto const value = take_number(text, 2);
    if (!value || *value > 59) return std::nullopt;
    second = *value;
    if (take(text, '.')) {
      if (!take_number(text, 1)) return std::nullopt;
      while (take_number(text, 1)) {
      }
    }
  }
  auto const offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  return sys_days{*date} + std::chrono::hours{*hour} + minutes{*minute} + seconds{second} - *offset;
}

std::optional<Date> parse_date(std::string_view text) {
  auto const date = take_date(text);
  if (!date || !text.empty()) return std::nullopt;
  return date;
}

std::string vietnamese(Date date) {
  return fmt::format("{:02}/{:02}/{:04}", static_cast<unsigned>(date.day()), static_cast<unsigned>(date.month()),
                     static_cast<int>(date.year()));
}

std::string vietnamese(Instant instant) {
  auto const p = parts_of(instant);
  return fmt::format("{:02}:{:02} {:02}/{:02}/{:04}", p.hour, p.minute, p.day, p.month, p.year);
}

}  // namespace congvu
