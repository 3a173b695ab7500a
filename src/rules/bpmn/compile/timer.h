// How times are written in a drawing: ISO 8601, as BPMN asks, and working limits.
#pragma once

#include <optional>
#include <string_view>

#include "rules/bpmn/compile/definition.h"

namespace congvu::bpmn {

// "P3D", "PT12H30M", "P1Y2M". Absent when it is none, is negative, has fractions, or exceeds a century.
std::optional<Duration> parse_duration(std::string_view);
// "30m", "8h", "2d"; a positive whole number.
std::optional<StepLimit> parse_step_limit(std::string_view);

}  // namespace congvu::bpmn
