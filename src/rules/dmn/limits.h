// What a model of decisions may cost to read and to use. A real table has under a thousand rules of under twenty
// columns; each bound leaves a wide margin and keeps a hostile model to milliseconds and megabytes.
#pragma once

#include <cstddef>
#include <cstdint>

namespace congvu::dmn::limits {

inline constexpr std::size_t problems = 100;     // a person mends the first ones and tries again
inline constexpr std::size_t files = 100;        // of one set of models that import each other
inline constexpr std::uint32_t type_depth = 64;  // of types that refine types, components in components
inline constexpr int calls = 256;                // decisions, functions and services within one another

// Of FEEL's steps (feel::limits::steps), which one asking has in all: a call has a frame of its own to fill.
inline constexpr std::uint64_t steps_of_call = 50;

inline constexpr std::size_t warnings = 50;  // of one asking: the first ones tell the story

inline constexpr std::size_t axis_words = 2'000'000;  // of 64 rows each: some 24 MB a column

inline constexpr std::size_t check_steps = 5'000'000;   // of all searches for what no rule covers
inline constexpr std::size_t check_pairs = 20'000'000;  // of rules that are held against one another
inline constexpr std::size_t check_bits = 100'000'000;  // rules by pieces of one column
inline constexpr std::size_t overlaps_told = 50;        // of one table, and how many more there are
inline constexpr std::size_t gaps_told = 20;

}  // namespace congvu::dmn::limits
