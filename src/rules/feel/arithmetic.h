// What `+`, `-`, `*`, `/` and `**` make of two values: numbers, texts, and points in time with their durations.
// DMN 1.5, clause 10.3.2.14, tables 56 to 62.
#pragma once

#include <expected>

#include "rules/feel/program.h"
#include "rules/feel/value.h"

namespace congvu::feel {

enum class Trouble {
  kinds,        // these kinds of values do not go together
  no_number,    // there is no such number, day or duration: divided by nothing, or beyond the largest
  text_length,  // the text would be longer than limits::string_bytes
};

using Calculated = std::expected<Value, Trouble>;

Calculated calculated(Operation, Value const& left, Value const& right);  // add to power
Calculated negated(Value const&);

// Whole units of a number that may have a fraction, and a number of all of a duration's seconds.
Number seconds_of(DaysDuration);
std::optional<DaysDuration> duration_of_seconds(Number const&);

}  // namespace congvu::feel
