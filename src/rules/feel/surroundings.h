// What an evaluation is told of the world outside its values: what time it is and when the agency works. FEEL asks no
// clock and no calendar of its own, so that the same values, told the same, always give the same answer.
#pragma once

#include <cstdint>
#include <optional>

#include "rules/calendar/calendar.h"
#include "rules/feel/temporal.h"

namespace congvu::feel {

struct Surroundings {
  std::optional<DateTime> now;         // without it now() and today() are null
  Calendar const* calendar = nullptr;  // without it the functions of working time are null

  // Of an evaluation that a function of the caller's begins within another: handed on from its call (function.h), so
  // that both together keep to limits::depth and limits::steps.
  int depth = 0;
  std::uint64_t* steps = nullptr;
};

}  // namespace congvu::feel
