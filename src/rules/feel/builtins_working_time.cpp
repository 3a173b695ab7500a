// Working time, which the standard lacks and deadlines need: counted by the calendar the caller hands over, and by no
// other. These are extensions of ours; domain.md 1.5 says how days are counted: the day it begins on is not one of
// them. A point in time without a zone is the agency's own, +07:00.
#include <cstdlib>

#include "rules/feel/arithmetic.h"
#include "rules/feel/builtins.h"

namespace congvu::feel {
namespace {

constexpr std::int32_t first_year = 1'900;  // far beyond what a calendar states, and what its arithmetic holds
constexpr std::int32_t last_year = 2'900;
constexpr std::int64_t most_days = 100'000;

std::optional<congvu::Date> calendar_day(Date date) {
  if (date.year < first_year || date.year > last_year) return std::nullopt;
  return congvu::Date{std::chrono::year{date.year}, std::chrono::month{date.month}, std::chrono::day{date.day}};
}

std::optional<congvu::Date> calendar_day(Value const& value) {
  if (auto const* date = value.as<Date>()) return calendar_day(*date);
  if (auto const* time = value.as<DateTime>()) return calendar_day(time->date);
  return std::nullopt;
}

// A date alone begins at its midnight.
std::optional<Instant> instant(Value const& value) {
  auto const* date = value.as<Date>();
  auto const* given = value.as<DateTime>();
  if (date == nullptr && given == nullptr) return std::nullopt;
  auto moment = date != nullptr ? DateTime{*date, {}} : *given;
  if (!calendar_day(moment.date)) return std::nullopt;
  if (!moment.time.zone.stated()) moment.time.zone = Zone::of_offset(static_cast<std::int32_t>(local_offset.count()));
  auto const passed = duration_of(position(moment));
  return Instant{std::chrono::seconds{passed->seconds}};
}

Answer no_calendar(Call const& call) {
  return call.surroundings().calendar == nullptr ? call.warn("feel.no_calendar", {}) : std::nullopt;
}

std::optional<std::int64_t> whole(Value const& value) {
  auto const* number = value.as<Number>();
  return number == nullptr || truncated(*number) != *number ? std::nullopt : number->whole();
}

// The n-th day worked after a day, or before it when n is negative; 0: the day itself, or else the next that is worked.
Answer add_working_days(Call const& call) {
  auto const* calendar = call.surroundings().calendar;
  auto day = calendar_day(call.argument(0));
  auto const days = whole(call.argument(1));
  if (calendar == nullptr || !day || !days || *days > most_days || *days < -most_days) return no_calendar(call);
  if (!call.spend(static_cast<std::uint64_t>(std::abs(*days)) * 8)) return std::nullopt;
  if (*days == 0 && !calendar->works_on(*day)) day = calendar->next_working_day(*day);
  for (auto left = *days; left > 0; --left) day = calendar->next_working_day(*day);
  for (auto left = *days; left < 0; ++left) {
    do {
      day = previous_day(*day);
    } while (!calendar->works_on(*day) && static_cast<int>(day->year()) > first_year - 1'000);
  }
  return Value{*day};
}

Answer working_days_between(Call const& call) {
  auto const* calendar = call.surroundings().calendar;
  auto const from = calendar_day(call.argument(0));
  auto const to = calendar_day(call.argument(1));
  if (calendar == nullptr || !from || !to) return no_calendar(call);
  bool const backwards = *to < *from;
  auto const last = backwards ? *from : *to;
  if (!call.spend(static_cast<std::uint64_t>(std::abs(days_between(*from, *to))))) return std::nullopt;
  std::int64_t days = 0;
  for (auto day = next_day(backwards ? *to : *from); day <= last; day = next_day(day)) {
    if (calendar->works_on(day)) ++days;
  }
  return Value{backwards ? -days : days};
}

Answer is_working_day(Call const& call) {
  auto const* calendar = call.surroundings().calendar;
  auto const day = calendar_day(call.argument(0));
  if (calendar == nullptr || !day) return no_calendar(call);
  return Value{calendar->works_on(*day)};
}

// The moment at which so much working time has passed.
Answer add_working_time(Call const& call) {
  auto const* calendar = call.surroundings().calendar;
  auto const from = instant(call.argument(0));
  auto const* amount = call.argument(1).as<DaysDuration>();
  constexpr std::int64_t most = most_days * 8 * 3'600;
  if (calendar == nullptr || !from || amount == nullptr || amount->seconds < 0 || amount->seconds > most) {
    return no_calendar(call);
  }
  DateTime reached{calendar->add(*from, std::chrono::seconds{amount->seconds})};
  auto const* given = call.argument(0).as<DateTime>();
  if (given == nullptr || !given->time.zone.stated()) reached.time.zone = {};
  return Value{std::move(reached)};
}

Answer working_duration(Call const& call) {
  auto const* calendar = call.surroundings().calendar;
  auto const from = instant(call.argument(0));
  auto const to = instant(call.argument(1));
  if (calendar == nullptr || !from || !to) return no_calendar(call);
  return Value{DaysDuration{calendar->working_time(*from, *to).count(), 0}};
}

}  // namespace

std::span<Builtin const> working_time_functions() {
  static constexpr std::array table{
      Builtin{"add working days", {"date", "days"}, 2, 2, add_working_days},
      Builtin{"working days between", {"from", "to"}, 2, 2, working_days_between},
      Builtin{"is working day", {"date"}, 1, 1, is_working_day},
      Builtin{"add working time", {"from", "duration"}, 2, 2, add_working_time},
      Builtin{"working duration", {"from", "to"}, 2, 2, working_duration},
  };
  return table;
}

}  // namespace congvu::feel
