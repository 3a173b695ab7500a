#include "rules/feel/temporal.h"

#include <algorithm>

#include "rules/feel/zones.h"

namespace congvu::feel {
namespace {

constexpr std::int64_t day_seconds = 86'400;
constexpr Nanoseconds second_nanoseconds = 1'000'000'000;

std::int64_t floor_divided(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}
Nanoseconds floor_divided(Nanoseconds a, Nanoseconds b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

bool is_leap(std::int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int length_of_month(std::int64_t year, std::int64_t month) {
  constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

// Days since 1970-01-01, counting years from March so that a leap day is a year's last.
std::int64_t days_since_1970(std::int64_t year, std::int64_t month, std::int64_t day) {
  year -= month <= 2 ? 1 : 0;
  auto const era = floor_divided(year, 400);
  auto const year_of_era = year - era * 400;
  auto const day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  auto const day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

}  // namespace

Date::Date(congvu::Date date)
    : year(static_cast<int>(date.year())),
      month(static_cast<std::uint8_t>(static_cast<unsigned>(date.month()))),
      day(static_cast<std::uint8_t>(static_cast<unsigned>(date.day()))) {}

std::optional<Date> Date::of(std::int64_t year, std::int64_t month, std::int64_t day) {
  if (year < -greatest_year || year > greatest_year || month < 1 || month > 12) return std::nullopt;
  if (day < 1 || day > length_of_month(year, month)) return std::nullopt;
  Date date;
  date.year = static_cast<std::int32_t>(year);
  date.month = static_cast<std::uint8_t>(month);
  date.day = static_cast<std::uint8_t>(day);
  return date;
}

std::optional<Date> Date::of_days(std::int64_t since_1970) {
  constexpr std::int64_t farthest = std::int64_t{366} * (greatest_year + std::int64_t{1'970});
  if (since_1970 < -farthest || since_1970 > farthest) return std::nullopt;
  auto const days = since_1970 + 719'468;
  auto const era = floor_divided(days, 146'097);
  auto const day_of_era = days - era * 146'097;
  auto const year_of_era = (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  auto const day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  auto const month = (5 * day_of_year + 2) / 153;
  auto const day = day_of_year - (153 * month + 2) / 5 + 1;
  auto const calendar_month = month < 10 ? month + 3 : month - 9;
  return of(year_of_era + era * 400 + (calendar_month <= 2 ? 1 : 0), calendar_month, day);
}

std::int64_t Date::days() const {
  return days_since_1970(year, month, day);
}

int Date::weekday() const {
  auto const since_monday = (days() + 3) % 7;  // 1970-01-01 was a Thursday
  return static_cast<int>(since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}

int Date::day_of_year() const {
  return static_cast<int>(days() - days_since_1970(year, 1, 1)) + 1;
}

int Date::week_of_year() const {
  auto const thursday = days() + 4 - weekday();  // a week is of the year its Thursday is in
  auto of_year = static_cast<std::int64_t>(year);
  if (thursday < days_since_1970(of_year, 1, 1)) --of_year;
  if (thursday >= days_since_1970(of_year + 1, 1, 1)) ++of_year;
  return static_cast<int>((thursday - days_since_1970(of_year, 1, 1)) / 7) + 1;
}

std::optional<Date> plus_months(Date date, std::int64_t months) {
  constexpr std::int64_t farthest = std::int64_t{24} * Date::greatest_year;
  if (months < -farthest || months > farthest) return std::nullopt;
  auto const all = std::int64_t{date.year} * 12 + (date.month - 1) + months;
  auto const year = floor_divided(all, 12);
  auto const month = all - year * 12 + 1;
  return Date::of(year, month, std::min<std::int64_t>(date.day, length_of_month(year, month)));
}

std::optional<Zone> Zone::named(std::string_view name) {
  if (!is_zone(name)) return std::nullopt;
  return Zone{Kind::named, 0, std::make_shared<std::string const>(name)};
}

bool operator==(Zone const& a, Zone const& b) {
  if (a.kind != b.kind) return false;
  return a.kind == Zone::Kind::named ? *a.name == *b.name : a.offset == b.offset;
}

DateTime::DateTime(Instant instant)
    : date(local_date(instant)),
      time{static_cast<std::int32_t>(local_time_of_day(instant).count()), 0,
           Zone::of_offset(static_cast<std::int32_t>(local_offset.count()))} {}

Nanoseconds nanoseconds(DaysDuration duration) {
  return Nanoseconds{duration.seconds} * second_nanoseconds + duration.nanoseconds;
}

std::optional<DaysDuration> duration_of(Nanoseconds value) {
  auto const seconds = floor_divided(value, second_nanoseconds);
  constexpr Nanoseconds farthest = Nanoseconds{1} << 62;
  if (seconds < -farthest || seconds > farthest) return std::nullopt;
  return DaysDuration{static_cast<std::int64_t>(seconds),
                      static_cast<std::int32_t>(value - seconds * second_nanoseconds)};
}

namespace {

std::int64_t local_seconds(DateTime const& value) {
  return value.date.days() * day_seconds + value.time.second;
}

// What the clocks of `zone` show at a position on the line of time.
std::optional<DateTime> shown_at(Nanoseconds at, Zone zone) {
  auto const utc = duration_of(at);
  if (!utc) return std::nullopt;
  auto const ahead = zone.kind == Zone::Kind::named ? offset_at(*zone.name, utc->seconds) : zone.offset;
  auto const local = utc->seconds + ahead;
  auto const days = floor_divided(local, day_seconds);
  auto const date = Date::of_days(days);
  if (!date) return std::nullopt;
  return DateTime{*date,
                  Time{static_cast<std::int32_t>(local - days * day_seconds), utc->nanoseconds, std::move(zone)}};
}

}  // namespace

std::optional<std::int32_t> offset_of(DateTime const& value) {
  auto const& zone = value.time.zone;
  if (!zone.stated()) return std::nullopt;
  return zone.kind == Zone::Kind::named ? offset_at_local(*zone.name, local_seconds(value)) : zone.offset;
}

std::optional<std::int32_t> offset_of(Time const& value) {
  if (!value.zone.stated()) return std::nullopt;
  return value.zone.kind == Zone::Kind::named ? standard_offset(*value.zone.name) : value.zone.offset;
}

Nanoseconds position(DateTime const& value) {
  auto const seconds = local_seconds(value) - offset_of(value).value_or(0);
  return Nanoseconds{seconds} * second_nanoseconds + value.time.nanosecond;
}

std::optional<DateTime> plus(DateTime const& value, DaysDuration duration) {
  return shown_at(position(value) + nanoseconds(duration), value.time.zone);
}

std::optional<DateTime> plus(DateTime const& value, MonthsDuration duration) {
  auto const date = plus_months(value.date, duration.months);
  if (!date) return std::nullopt;
  return DateTime{*date, value.time};
}

Time plus(Time const& value, DaysDuration duration) {
  auto const day = Nanoseconds{day_seconds} * second_nanoseconds;
  auto const sum = Nanoseconds{value.second} * second_nanoseconds + value.nanosecond + nanoseconds(duration);
  auto const of_day = sum - floor_divided(sum, day) * day;
  return {static_cast<std::int32_t>(of_day / second_nanoseconds),
          static_cast<std::int32_t>(of_day % second_nanoseconds), value.zone};
}

std::optional<DaysDuration> between(DateTime const& from, DateTime const& to) {
  if (from.time.zone.stated() != to.time.zone.stated()) return std::nullopt;
  return duration_of(position(to) - position(from));
}

namespace {

Nanoseconds position(Time const& value) {
  return Nanoseconds{value.second - offset_of(value).value_or(0)} * second_nanoseconds + value.nanosecond;
}

std::optional<std::weak_ordering> order_of(Nanoseconds a, Nanoseconds b) {
  if (a == b) return std::weak_ordering::equivalent;
  return a < b ? std::weak_ordering::less : std::weak_ordering::greater;
}

}  // namespace

std::optional<DaysDuration> between(Time const& from, Time const& to) {
  if (from.zone.stated() != to.zone.stated()) return std::nullopt;
  return duration_of(position(to) - position(from));
}

MonthsDuration months_between(Date from, Date to) {
  auto const whole = (std::int64_t{to.year} - from.year) * 12 + to.month - from.month;
  if (whole > 0 && to.day < from.day) return {whole - 1};
  if (whole < 0 && to.day > from.day) return {whole + 1};
  return {whole};
}

std::optional<std::weak_ordering> order(Time const& a, Time const& b) {
  if (a.zone.stated() != b.zone.stated()) return std::nullopt;
  return order_of(position(a), position(b));
}

std::optional<std::weak_ordering> order(DateTime const& a, DateTime const& b) {
  if (a.time.zone.stated() != b.time.zone.stated()) return std::nullopt;
  return order_of(position(a), position(b));
}

}  // namespace congvu::feel
