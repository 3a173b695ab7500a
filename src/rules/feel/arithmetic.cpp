#include "rules/feel/arithmetic.h"

#include "rules/feel/limits.h"

namespace congvu::feel {
namespace {

std::unexpected<Trouble> wrong_kinds() {
  return std::unexpected(Trouble::kinds);
}

template <class T>
Calculated there_is(std::optional<T> perhaps) {
  if (!perhaps) return std::unexpected(Trouble::no_number);
  return Value{std::move(*perhaps)};
}

Calculated of_numbers(Operation operation, Number const& a, Number const& b) {
  switch (operation) {
    case Operation::add:
      return there_is(add(a, b));
    case Operation::subtract:
      return there_is(subtract(a, b));
    case Operation::multiply:
      return there_is(multiply(a, b));
    case Operation::divide:
      return there_is(divide(a, b));
    default:
      return there_is(power(a, b));
  }
}

Calculated joined(std::string const& a, std::string const& b) {
  if (a.size() + b.size() > limits::string_bytes) return std::unexpected(Trouble::text_length);
  return Value{a + b};
}

// A day in reckoning is its midnight, UTC.
DateTime midnight(Date date) {
  return {date, Time{0, 0, Zone::of_offset(0)}};
}

std::optional<Date> plus(Date date, DaysDuration duration) {
  auto const moved = plus(midnight(date), duration);
  return moved ? std::optional{moved->date} : std::nullopt;
}

std::optional<Date> plus(Date date, MonthsDuration duration) {
  return plus_months(date, duration.months);
}

std::optional<DaysDuration> opposite(DaysDuration duration) {
  return duration_of(-nanoseconds(duration));
}

std::optional<MonthsDuration> opposite(MonthsDuration duration) {
  return MonthsDuration{-duration.months};
}

std::optional<MonthsDuration> months_of(Number const& number) {
  auto const whole = truncated(number).whole();
  if (!whole) return std::nullopt;
  return MonthsDuration{*whole};
}

// A point in time, or a time of day, and a duration.
template <class Duration>
Calculated moved(Value const& from, Duration duration) {
  if (auto const* date = from.as<Date>()) return there_is(plus(*date, duration));
  if (auto const* time = from.as<DateTime>()) return there_is(plus(*time, duration));
  if constexpr (std::same_as<Duration, DaysDuration>) {
    if (auto const* time = from.as<Time>()) return Value{plus(*time, duration)};
    if (auto const* other = from.as<DaysDuration>()) {
      return there_is(duration_of(nanoseconds(*other) + nanoseconds(duration)));
    }
  } else if (auto const* other = from.as<MonthsDuration>()) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(other->months, duration.months, &sum)) return std::unexpected(Trouble::no_number);
    return Value{MonthsDuration{sum}};
  }
  return wrong_kinds();
}

Calculated sum(Value const& a, Value const& b) {
  if (auto const* text = a.as<std::string>()) {
    auto const* other = b.as<std::string>();
    return other == nullptr ? wrong_kinds() : joined(*text, *other);
  }
  if (auto const* days = b.as<DaysDuration>()) return moved(a, *days);
  if (auto const* months = b.as<MonthsDuration>()) return moved(a, *months);
  if (auto const* days = a.as<DaysDuration>()) return moved(b, *days);
  if (auto const* months = a.as<MonthsDuration>()) return moved(b, *months);
  return wrong_kinds();
}

std::optional<DateTime> point_in_time(Value const& value) {
  if (auto const* date = value.as<Date>()) return midnight(*date);
  if (auto const* time = value.as<DateTime>()) return *time;
  return std::nullopt;
}

Calculated difference(Value const& a, Value const& b) {
  if (auto const* days = b.as<DaysDuration>()) {
    auto const back = opposite(*days);
    return back ? moved(a, *back) : Calculated{std::unexpected(Trouble::no_number)};
  }
  if (auto const* months = b.as<MonthsDuration>()) return moved(a, *opposite(*months));
  if (auto const* time = a.as<Time>()) {
    auto const* other = b.as<Time>();
    auto const passed = other == nullptr ? std::nullopt : between(*other, *time);
    return passed ? Calculated{Value{*passed}} : wrong_kinds();
  }
  auto const to = point_in_time(a);
  auto const from = point_in_time(b);
  if (!to || !from) return wrong_kinds();
  auto const passed = between(*from, *to);
  return passed ? Calculated{Value{*passed}} : wrong_kinds();
}

Calculated times(Value const& duration, Number const& factor) {
  if (auto const* days = duration.as<DaysDuration>()) {
    auto const seconds = multiply(seconds_of(*days), factor);
    return there_is(seconds ? duration_of_seconds(*seconds) : std::nullopt);
  }
  if (auto const* months = duration.as<MonthsDuration>()) {
    auto const product = multiply(Number{months->months}, factor);
    return there_is(product ? months_of(*product) : std::nullopt);
  }
  return wrong_kinds();
}

Calculated quotient(Value const& a, Value const& b) {
  auto const* days = a.as<DaysDuration>();
  auto const* months = a.as<MonthsDuration>();
  if (auto const* divisor = b.as<Number>()) {
    if (days != nullptr) {
      auto const seconds = divide(seconds_of(*days), *divisor);
      return there_is(seconds ? duration_of_seconds(*seconds) : std::nullopt);
    }
    if (months == nullptr) return wrong_kinds();
    auto const share = divide(Number{months->months}, *divisor);
    return there_is(share ? months_of(*share) : std::nullopt);
  }
  if (days != nullptr) {
    auto const* other = b.as<DaysDuration>();
    return other == nullptr ? wrong_kinds() : there_is(divide(seconds_of(*days), seconds_of(*other)));
  }
  auto const* other = b.as<MonthsDuration>();
  if (months == nullptr || other == nullptr) return wrong_kinds();
  return there_is(divide(Number{months->months}, Number{other->months}));
}

}  // namespace

Number seconds_of(DaysDuration duration) {
  static Number const billion{1'000'000'000};
  return *add(Number{duration.seconds}, *divide(Number{duration.nanoseconds}, billion));
}

std::optional<DaysDuration> duration_of_seconds(Number const& seconds) {
  static Number const billion{1'000'000'000};
  auto const whole = floor(seconds).whole();
  if (!whole) return std::nullopt;
  auto const rest = multiply(*subtract(seconds, Number{*whole}), billion);
  return duration_of(Nanoseconds{*whole} * 1'000'000'000 + floor(*rest).whole().value_or(0));
}

Calculated calculated(Operation operation, Value const& left, Value const& right) {
  auto const* a = left.as<Number>();
  auto const* b = right.as<Number>();
  if (a != nullptr && b != nullptr) return of_numbers(operation, *a, *b);
  switch (operation) {
    case Operation::add:
      return sum(left, right);
    case Operation::subtract:
      return difference(left, right);
    case Operation::multiply:
      if (b != nullptr) return times(left, *b);
      return a != nullptr ? times(right, *a) : wrong_kinds();
    case Operation::divide:
      return quotient(left, right);
    default:
      return wrong_kinds();
  }
}

Calculated negated(Value const& value) {
  if (auto const* number = value.as<Number>()) return Value{negate(*number)};
  if (auto const* days = value.as<DaysDuration>()) return there_is(opposite(*days));
  if (auto const* months = value.as<MonthsDuration>()) return there_is(opposite(*months));
  return wrong_kinds();
}

}  // namespace congvu::feel
