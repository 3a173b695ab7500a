// Limits of the organisation, with their reasons.
#pragma once

#include <cstddef>

namespace congvu::org::limits {

inline constexpr std::size_t unit_depth = 16;   // units above one another; the deepest agencies have five
inline constexpr std::size_t code_length = 40;  // of an agency, unit, position or person; it stands in URLs

}  // namespace congvu::org::limits
