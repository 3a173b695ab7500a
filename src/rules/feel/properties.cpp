#include "rules/feel/properties.h"

#include "rules/feel/arithmetic.h"

namespace congvu::feel {
namespace {

using Part = std::optional<Value>;

Part part(Date const& date, std::string_view name) {
  if (name == "year") return date.year;
  if (name == "month") return date.month;
  if (name == "day") return date.day;
  if (name == "weekday") return date.weekday();
  return std::nullopt;
}

Part zone_part(Zone const& zone, std::optional<std::int32_t> offset, std::string_view name) {
  if (name == "time offset") return offset ? Value{DaysDuration{*offset, 0}} : Value{};
  if (name == "timezone") return zone.kind == Zone::Kind::named ? Value{*zone.name} : Value{};
  return std::nullopt;
}

Part clock_part(Time const& time, std::string_view name) {
  if (name == "hour") return time.second / 3'600;
  if (name == "minute") return time.second / 60 % 60;
  if (name == "second") return seconds_of({time.second % 60, time.nanosecond});
  return std::nullopt;
}

Part part(Time const& time, std::string_view name) {
  if (auto found = clock_part(time, name)) return found;
  return zone_part(time.zone, offset_of(time), name);
}

Part part(DateTime const& value, std::string_view name) {
  if (auto found = part(value.date, name)) return found;
  if (auto found = clock_part(value.time, name)) return found;
  return zone_part(value.time.zone, offset_of(value), name);
}

// A negative duration has negative parts.
Part part(DaysDuration const& duration, std::string_view name) {
  bool const negative = duration.seconds < 0;
  auto const whole = negative ? duration_of(-nanoseconds(duration)).value_or(DaysDuration{}) : duration;
  auto const number = [&](std::int64_t amount) { return Value{negative ? -amount : amount}; };
  if (name == "days") return number(whole.seconds / 86'400);
  if (name == "hours") return number(whole.seconds / 3'600 % 24);
  if (name == "minutes") return number(whole.seconds / 60 % 60);
  if (name != "seconds") return std::nullopt;
  auto const seconds = seconds_of({whole.seconds % 60, whole.nanoseconds});
  return Value{negative ? negate(seconds) : seconds};
}

Part part(MonthsDuration const& duration, std::string_view name) {
  if (name == "years") return duration.months / 12;
  if (name == "months") return duration.months % 12;
  return std::nullopt;
}

Part part(Range const& range, std::string_view name) {
  auto const& bounds = range.bounds();
  if (name == "start") return bounds.low;
  if (name == "end") return bounds.high;
  if (name == "start included") return bounds.low_included;
  if (name == "end included") return bounds.high_included;
  return std::nullopt;
}

Part part(auto const&, std::string_view) {
  return std::nullopt;
}

}  // namespace

std::optional<Value> property(Value const& value, std::string_view name) {
  return std::visit([&](auto const& held) { return part(held, name); }, value.is);
}

}  // namespace congvu::feel
