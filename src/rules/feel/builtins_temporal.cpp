// Days in their year, the present moment as the caller states it, and sameness. DMN 1.5, clauses 10.3.4.7, 10.3.4.9 and
// 10.3.4.10.
#include "rules/feel/builtins.h"

namespace congvu::feel {
namespace {

std::optional<Date> day(Call const& call) {
  if (auto const* date = call.argument(0).as<Date>()) return *date;
  if (auto const* time = call.argument(0).as<DateTime>()) return time->date;
  return std::nullopt;
}

Answer day_of_year(Call const& call) {
  auto const date = day(call);
  return date ? Answer{Value{date->day_of_year()}} : std::nullopt;
}

Answer week_of_year(Call const& call) {
  auto const date = day(call);
  return date ? Answer{Value{date->week_of_year()}} : std::nullopt;
}

Answer day_of_week(Call const& call) {
  static constexpr std::array names{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  auto const date = day(call);
  return date ? Answer{Value{names.at(static_cast<std::size_t>(date->weekday() - 1))}} : std::nullopt;
}

Answer month_of_year(Call const& call) {
  static constexpr std::array names{"January", "February", "March",     "April",   "May",      "June",
                                    "July",    "August",   "September", "October", "November", "December"};
  auto const date = day(call);
  return date ? Answer{Value{names.at(static_cast<std::size_t>(date->month - 1))}} : std::nullopt;
}

Answer now(Call const& call) {
  auto const& moment = call.surroundings().now;
  return moment ? Answer{Value{*moment}} : call.warn("feel.no_clock", "now");
}

Answer today(Call const& call) {
  auto const& moment = call.surroundings().now;
  return moment ? Answer{Value{moment->date}} : call.warn("feel.no_clock", "today");
}

Answer is(Call const& call) {
  if (!call.spend(extent_of(call.argument(0)).weight)) return std::nullopt;
  return Value{call.argument(0) == call.argument(1)};
}

}  // namespace

std::span<Builtin const> temporal_functions() {
  static constexpr std::array table{
      Builtin{"day of year", {"date"}, 1, 1, day_of_year},
      Builtin{"day of week", {"date"}, 1, 1, day_of_week},
      Builtin{"month of year", {"date"}, 1, 1, month_of_year},
      Builtin{"week of year", {"date"}, 1, 1, week_of_year},
      Builtin{"now", {}, 0, 0, now},
      Builtin{"today", {}, 0, 0, today},
      Builtin{"is", {"value1", "value2"}, 2, 2, is},
  };
  return table;
}

}  // namespace congvu::feel
