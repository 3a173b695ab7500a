// What stands in quotes behind @: a date, a time, both, or a duration.
#pragma once

#include <optional>
#include <string_view>

#include "rules/feel/value.h"

namespace congvu::feel {

// Absent when it is none of these.
std::optional<Value> temporal_literal(std::string_view);

}  // namespace congvu::feel
