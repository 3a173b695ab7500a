// Limits of the pure languages, each with its reason.
#pragma once

#include <cstddef>

namespace congvu::limits {

inline constexpr int limit_amount = 10'000;             // of a legal time limit, in its unit; no law gives forty years
inline constexpr std::size_t calendar_days = 40'000;    // a century: the calendar keeps a line for each of its days
inline constexpr std::size_t calendar_units = 200;      // that work otherwise than their agency: each keeps a century
inline constexpr std::size_t calendar_entries = 5'000;  // special days, hours, cut-offs stated by one pack

}  // namespace congvu::limits
