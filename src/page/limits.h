// Limits of pages and forms, each with its reason.
#pragma once

#include <cstddef>

namespace congvu::limits {

inline constexpr int partial_depth = 16;             // a partial that takes itself in is found, not followed
inline constexpr std::size_t pattern_input = 4000;   // characters a regular expression is tried on
inline constexpr int pattern_time = 50;              // ICU's time units (about ms) for one match: a bad pattern ends
inline constexpr std::size_t list_rows = 50;         // rows of a repeated group that a page shows and reads
inline constexpr std::size_t form_depth = 6;         // groups within groups: nobody fills in a deeper one
inline constexpr std::size_t page_items = 50;        // of a list, where the asker names no limit
inline constexpr std::size_t page_items_most = 200;  // of a list, whatever the asker names
inline constexpr std::size_t table_rows =
    10'000;  // of a list as a file: more is nobody's reading, and a copy of the record

}  // namespace congvu::limits
