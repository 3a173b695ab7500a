// What only the program itself asks of a case.
#pragma once

#include "base/described.h"

namespace congvu::casework {

// A timer has run out; `due` is when it should have.
struct FireTimer {
  static constexpr std::string_view name = "case.fire_timer";
  Handle case_handle;
  int key = -1;
  Instant due;
};
BOOST_DESCRIBE_STRUCT(FireTimer, (), (case_handle, key, due))

}  // namespace congvu::casework
