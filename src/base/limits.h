// Limits of the lowest floor, each with its reason.
#pragma once

#include <cstddef>

namespace congvu::limits {

inline constexpr std::size_t json_depth = 64;     // no honest document nests deeper; recursion stays shallow
inline constexpr std::size_t text_length = 1000;  // characters of a string field that names no limit of its own

}  // namespace congvu::limits
