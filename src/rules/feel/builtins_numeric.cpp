// Numbers. DMN 1.5, clause 10.3.4.5.
#include "rules/feel/builtins.h"

namespace congvu::feel {
namespace {

Number const* number(Call const& call, std::size_t place = 0) {
  return call.argument(place).as<Number>();
}

// A scale is a whole number; digits behind its point are dropped. Without the argument it is 0.
Answer at_scale(Call const& call, Rounding rounding) {
  auto const* n = number(call);
  if (n == nullptr) return std::nullopt;
  std::int64_t scale = 0;
  if (call.has(1)) {
    auto const* given = number(call, 1);
    auto const whole = given == nullptr ? std::nullopt : truncated(*given).whole();
    if (!whole) return std::nullopt;
    scale = *whole;
  }
  if (scale < least_scale || scale > greatest_scale) return std::nullopt;
  return Value{rounded(*n, static_cast<int>(scale), rounding)};
}

template <Rounding rounding>
Answer round(Call const& call) {
  return at_scale(call, rounding);
}

Answer abs(Call const& call) {
  auto const& n = call.argument(0);
  if (auto const* plain = n.as<Number>()) return Value{absolute(*plain)};
  if (auto const* days = n.as<DaysDuration>()) {
    auto const all = nanoseconds(*days);
    return Value{duration_of(all < 0 ? -all : all)};
  }
  if (auto const* months = n.as<MonthsDuration>()) {
    return Value{MonthsDuration{months->months < 0 ? -months->months : months->months}};
  }
  return std::nullopt;
}

Answer modulo(Call const& call) {
  auto const* dividend = number(call, 0);
  auto const* divisor = number(call, 1);
  if (dividend == nullptr || divisor == nullptr) return std::nullopt;
  auto const rest = modulo(*dividend, *divisor);
  return rest ? Answer{Value{*rest}} : call.warn("feel.no_number", shown(call.argument(1)));
}

template <std::optional<Number> (*function)(Number const&)>
Answer of_one(Call const& call) {
  auto const* n = number(call);
  constexpr std::uint64_t long_reckoning = 200;
  if (n == nullptr || !call.spend(long_reckoning)) return std::nullopt;
  auto const result = function(*n);
  return result ? Answer{Value{*result}} : call.warn("feel.no_number", n->text());
}

template <int rest>
Answer parity(Call const& call) {
  auto const* n = number(call);
  if (n == nullptr) return std::nullopt;
  return Value{*modulo(*n, Number{2}) == Number{rest}};
}

}  // namespace

std::span<Builtin const> numeric_functions() {
  static constexpr std::array table{
      Builtin{"decimal", {"n", "scale"}, 2, 2, round<Rounding::half_even>},
      Builtin{"floor", {"n", "scale"}, 1, 2, round<Rounding::floor>},
      Builtin{"ceiling", {"n", "scale"}, 1, 2, round<Rounding::ceiling>},
      Builtin{"round up", {"n", "scale"}, 2, 2, round<Rounding::up>},
      Builtin{"round down", {"n", "scale"}, 2, 2, round<Rounding::down>},
      Builtin{"round half up", {"n", "scale"}, 2, 2, round<Rounding::half_up>},
      Builtin{"round half down", {"n", "scale"}, 2, 2, round<Rounding::half_down>},
      Builtin{"abs", {"n"}, 1, 1, abs},
      Builtin{"modulo", {"dividend", "divisor"}, 2, 2, modulo},
      Builtin{"sqrt", {"number"}, 1, 1, of_one<square_root>},
      Builtin{"log", {"number"}, 1, 1, of_one<natural_logarithm>},
      Builtin{"exp", {"number"}, 1, 1, of_one<exponential>},
      Builtin{"odd", {"number"}, 1, 1, parity<1>},
      Builtin{"even", {"number"}, 1, 1, parity<0>},
  };
  return table;
}

}  // namespace congvu::feel
