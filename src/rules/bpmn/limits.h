// What a diagram may cost to read and a case to run. A real procedure has under a hundred elements; each bound leaves
// a factor of a hundred and keeps a hostile file or an endless loop to milliseconds and megabytes.
#pragma once

#include <cstddef>
#include <cstdint>

namespace congvu::bpmn::limits {

// Reading
inline constexpr std::size_t problems = 100;  // a person mends the first ones and tries again

// Running
inline constexpr std::uint32_t moves_per_step = 10'000;  // of tokens, in answer to one input; then an incident
inline constexpr std::size_t tokens = 1'000;             // alive in one case at one time
inline constexpr std::size_t variables = 500;            // of one case
inline constexpr std::size_t variables_bytes = 262'144;  // of one case, as JSON
inline constexpr std::uint32_t loop_times = 100'000;     // that one activity is done in one visit
inline constexpr std::uint32_t loop_at_once = 100;       // instances of it that are open together
inline constexpr std::uint32_t depth = 50;               // of sub-processes and called processes within one another
inline constexpr std::size_t remembered = 10'000;        // activities that could be undone

}  // namespace congvu::bpmn::limits
