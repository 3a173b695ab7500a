// From one kind to another. DMN 1.5, clause 10.3.4.1.
#include <algorithm>

#include "rules/feel/arithmetic.h"
#include "rules/feel/builtins.h"
#include "rules/feel/comparing.h"
#include "rules/feel/expression.h"
#include "rules/feel/limits.h"
#include "rules/feel/literals.h"
#include "rules/feel/program.h"

namespace congvu::feel {

std::optional<Value> temporal_literal(std::string_view text) {
  if (auto date = parse_date(text)) return Value{*date};
  if (auto time = parse_date_time(text)) return Value{std::move(*time)};
  if (auto time = parse_time(text)) return Value{std::move(*time)};
  if (auto days = parse_days_duration(text)) return Value{*days};
  if (auto months = parse_months_duration(text)) return Value{*months};
  return std::nullopt;
}

namespace {

template <class T>
Answer read(std::optional<T> parsed, Call const& call) {
  if (parsed) return Value{std::move(*parsed)};
  return call.warn("feel.not_readable", shown(call.argument(0)));
}

std::optional<std::int64_t> whole(Value const& value) {
  auto const* number = value.as<Number>();
  return number == nullptr ? std::nullopt : truncated(*number).whole();
}

Answer date(Call const& call) {
  auto const& from = call.argument(0);
  if (auto const* text = from.as<std::string>()) return read(parse_date(*text), call);
  if (auto const* date = from.as<Date>()) return Value{*date};
  if (auto const* time = from.as<DateTime>()) return Value{time->date};
  return std::nullopt;
}

std::optional<Date> day(Call const& call) {
  auto const year = whole(call.argument(0));
  auto const month = whole(call.argument(1));
  auto const of_month = whole(call.argument(2));
  if (!year || !month || !of_month) return std::nullopt;
  return Date::of(*year, *month, *of_month);
}

Answer date_of_parts(Call const& call) {
  auto const found = day(call);
  return found ? Answer{Value{*found}} : std::nullopt;
}

// Hour, minute, second and, where there is one, the offset or the zone's name, from the argument at `first` on.
std::optional<Time> clock(Call const& call, std::size_t first) {
  auto const hour = whole(call.argument(first));
  auto const minute = whole(call.argument(first + 1));
  auto const* second = call.argument(first + 2).as<Number>();
  if (!hour || !minute || second == nullptr) return std::nullopt;
  if (*hour < 0 || *hour > 23 || *minute < 0 || *minute > 59) return std::nullopt;
  if (is_negative(*second) || *second >= Number{60}) return std::nullopt;
  auto const exact = duration_of_seconds(*second);
  Time time{static_cast<std::int32_t>(*hour * 3'600 + *minute * 60 + exact->seconds), exact->nanoseconds, {}};
  auto const& zone = call.argument(first + 3);
  if (auto const* offset = zone.as<DaysDuration>()) {
    constexpr std::int64_t widest = 18 * 3'600;
    if (offset->nanoseconds != 0 || offset->seconds < -widest || offset->seconds > widest) return std::nullopt;
    time.zone = Zone::of_offset(static_cast<std::int32_t>(offset->seconds));
  } else if (auto const* name = zone.as<std::string>()) {
    auto named = Zone::named(*name);
    if (!named) return std::nullopt;
    time.zone = std::move(*named);
  } else if (!zone.is_null()) {
    return std::nullopt;
  }
  return time;
}

Answer time(Call const& call) {
  auto const& from = call.argument(0);
  if (auto const* text = from.as<std::string>()) return read(parse_time(*text), call);
  if (auto const* time = from.as<Time>()) return Value{*time};
  if (auto const* time = from.as<DateTime>()) return Value{time->time};
  if (from.as<Date>() != nullptr) return Value{Time{0, 0, Zone::of_offset(0)}};
  return std::nullopt;
}

Answer time_of_parts(Call const& call) {
  auto found = clock(call, 0);
  return found ? Answer{Value{std::move(*found)}} : std::nullopt;
}

Answer date_and_time(Call const& call) {
  auto const& from = call.argument(0);
  if (auto const* text = from.as<std::string>()) return read(parse_date_time(*text), call);
  if (auto const* time = from.as<DateTime>()) return Value{*time};
  if (auto const* date = from.as<Date>()) return Value{DateTime{*date, Time{0, 0, Zone::of_offset(0)}}};
  return std::nullopt;
}

Answer date_and_time_of_both(Call const& call) {
  auto const& from = call.argument(0);
  auto const* time = call.argument(1).as<Time>();
  if (time == nullptr) return std::nullopt;
  if (auto const* date = from.as<Date>()) return Value{DateTime{*date, *time}};
  if (auto const* other = from.as<DateTime>()) return Value{DateTime{other->date, *time}};
  return std::nullopt;
}

Answer date_and_time_of_parts(Call const& call) {
  auto const date = day(call);
  auto time = clock(call, 3);
  if (!date || !time) return std::nullopt;
  return Value{DateTime{*date, std::move(*time)}};
}

Answer duration(Call const& call) {
  auto const& from = call.argument(0);
  if (from.as<DaysDuration>() != nullptr || from.as<MonthsDuration>() != nullptr) return from;
  auto const* text = from.as<std::string>();
  if (text == nullptr) return std::nullopt;
  if (auto const days = parse_days_duration(*text)) return Value{*days};
  return read(parse_months_duration(*text), call);
}

std::optional<Date> day_of(Value const& value) {
  if (auto const* date = value.as<Date>()) return *date;
  if (auto const* time = value.as<DateTime>()) return time->date;
  return std::nullopt;
}

Answer years_and_months_duration(Call const& call) {
  auto const from = day_of(call.argument(0));
  auto const to = day_of(call.argument(1));
  if (!from || !to) return std::nullopt;
  return Value{months_between(*from, *to)};
}

Answer number(Call const& call) {
  if (call.argument(0).as<Number>() != nullptr && call.arguments.size() == 1) return call.argument(0);
  auto const* text = call.argument(0).as<std::string>();
  return text == nullptr ? std::nullopt : read(Number::parse(*text), call);
}

// Separators are a space, a comma or a point, and not the same one twice.
Answer number_with_separators(Call const& call) {
  auto const* text = call.argument(0).as<std::string>();
  auto const& grouping = call.argument(1);
  auto const& decimal = call.argument(2);
  auto const one_of = [](Value const& value, std::string_view allowed) {
    auto const* given = value.as<std::string>();
    return value.is_null() ||
           (given != nullptr && given->size() == 1 && allowed.find(*given) != std::string_view::npos);
  };
  if (text == nullptr || !one_of(grouping, " ,.") || !one_of(decimal, ",.")) return std::nullopt;
  if (!grouping.is_null() && grouping == decimal) return std::nullopt;
  auto const point = decimal.is_null() ? '.' : decimal.as<std::string>()->front();
  std::string plain;
  for (auto const c : *text) {
    if (!grouping.is_null() && c == grouping.as<std::string>()->front()) continue;
    if (c != point && (c == '.' || c == ',')) return std::nullopt;
    plain += c == point ? '.' : c;
  }
  return read(Number::parse(plain), call);
}

Answer string(Call const& call) {
  auto const& from = call.argument(0);
  if (from.is_null()) return std::nullopt;
  if (!call.spend(extent_of(from).weight)) return std::nullopt;
  auto text = text_of(from);
  if (text.size() > limits::string_bytes) {
    return call.warn("feel.text_too_long", std::to_string(limits::string_bytes));
  }
  return Value{std::move(text)};
}

bool runs_backwards(Bounds const& bounds) {
  auto const found = order(bounds.low, bounds.high);
  return found && *found > 0;
}

// A range written out, its ends literals: "[18..21)".
Answer range(Call const& call) {
  auto const* text = call.argument(0).as<std::string>();
  if (text == nullptr) return std::nullopt;
  constexpr std::size_t longest = 1'000;
  auto const expression = text->size() > longest ? Expected<Expression>{refuse({"feel.too_long"})} : compile(*text);
  if (expression) {
    auto const& program = expression->program();
    bool const plain = std::ranges::all_of(program.nodes, [](Node const& node) {
      return node.operation == Operation::literal || node.operation == Operation::range ||
             node.operation == Operation::call_builtin;
    });
    if (plain && program.nodes[program.root].operation == Operation::range) {
      auto evaluated = expression->evaluate(Context{});
      auto const* found = evaluated.value.as<Range>();
      if (found != nullptr && !runs_backwards(found->bounds())) return evaluated.value;
    }
  }
  return call.warn("feel.not_readable", shown(call.argument(0)));
}

Answer negation(Call const& call) {
  auto const* truth = call.argument(0).as<bool>();
  return truth == nullptr ? std::nullopt : Answer{Value{!*truth}};
}

// Ours: what to take where a value is null.
Answer get_or_else(Call const& call) {
  return call.argument(0).is_null() ? call.argument(1) : call.argument(0);
}

}  // namespace

std::span<Builtin const> conversion_functions() {
  static constexpr std::array table{
      Builtin{"date", {"from"}, 1, 1, date},
      Builtin{"date", {"year", "month", "day"}, 3, 3, date_of_parts},
      Builtin{"date and time", {"from"}, 1, 1, date_and_time},
      Builtin{"date and time", {"date", "time"}, 2, 2, date_and_time_of_both},
      Builtin{"date and time",
              {"year", "month", "day", "hour", "minute", "second", "offset"},
              6,
              7,
              date_and_time_of_parts},
      Builtin{"date and time",
              {"year", "month", "day", "hour", "minute", "second", "timezone"},
              6,
              7,
              date_and_time_of_parts},
      Builtin{"time", {"from"}, 1, 1, time},
      Builtin{"time", {"hour", "minute", "second", "offset"}, 3, 4, time_of_parts},
      Builtin{"duration", {"from"}, 1, 1, duration},
      Builtin{"years and months duration", {"from", "to"}, 2, 2, years_and_months_duration},
      Builtin{"number", {"from"}, 1, 1, number},
      Builtin{"number", {"from", "grouping separator", "decimal separator"}, 3, 3, number_with_separators},
      Builtin{"string", {"from"}, 1, 1, string},
      Builtin{"range", {"from"}, 1, 1, range},
      Builtin{"not", {"negand"}, 1, 1, negation},
      Builtin{"get or else", {"value", "default"}, 2, 2, get_or_else},
  };
  return table;
}

}  // namespace congvu::feel
