// What may be taken from a point in time, a duration or a range by a dot: `filed.year`, `limit.days`, `span.start`.
// DMN 1.5, clause 10.3.2.3, table 53.
#pragma once

#include <optional>
#include <string_view>

#include "rules/feel/value.h"

namespace congvu::feel {

// Absent when values of its kind have no such part; null when this one has it not.
std::optional<Value> property(Value const&, std::string_view name);

}  // namespace congvu::feel
