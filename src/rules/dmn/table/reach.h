// What a cell of a decision table lets through, where that can be told by looking at it: everything, some stretches of
// numbers or days, some texts, yes or no; or all of its kind but those. A cell that asks anything else (a function of
// the value, another variable) is beyond this and is answered by FEEL each time.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "rules/feel/expression.h"

namespace congvu::dmn {

// What a cell's tests read: the value of its column.
inline constexpr std::string_view input_name = "?";

// From one value to another, each end in it or not; without an end, all on that side. Both ends are of one kind.
struct Stretch {
  std::optional<feel::Value> low;
  std::optional<feel::Value> high;
  bool low_included = false;
  bool high_included = false;
};

// The kinds of values whose order, or whose list, says all. Moments with a zone and without have no order together, and
// a time of day with a zone goes round the clock.
enum class AxisKind : std::uint8_t {
  numbers,
  dates,
  times,
  moments,
  zoned_moments,
  day_durations,
  month_durations,
  texts,
  truths,
};

struct Reach {
  enum class Sort : std::uint8_t { everything, stretches, all_but, beyond };
  Sort sort = Sort::everything;
  AxisKind kind = AxisKind::numbers;  // of stretches and all_but
  std::vector<Stretch> stretches = {};
};

// The axis that a value lies on; absent for null, lists, functions and the like.
std::optional<AxisKind> axis_kind(feel::Value const&);

// Whether the tests are true of the value; they read nothing else.
bool holds(feel::Expression const& tests, feel::Value const&, feel::Surroundings const&);

// Of a cell's tests as feel::compile_tests reads them.
Reach reach_of(feel::Expression const& tests);

// The tests of a cell one by one: `"a", "b"` as `"a"` and `"b"`. Empty where the cell is not such a list.
std::vector<feel::Expression> single_tests(feel::Expression const& tests);

}  // namespace congvu::dmn
