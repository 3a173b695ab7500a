// Limits of duties, each with its reason.
#pragma once

#include <cstddef>

namespace congvu::duty::limits {

inline constexpr std::size_t handed_over_at_once = 200;  // more than anyone holds; each is an act of its own
inline constexpr int soon_days = 3;                      // working days within which a due time is "soon"

}  // namespace congvu::duty::limits
