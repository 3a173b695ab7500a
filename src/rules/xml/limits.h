// What a file may cost to read. A real drawing or decision has under ten thousand parts; each bound leaves a factor of
// a hundred and keeps a hostile file to milliseconds and megabytes.
#pragma once

#include <cstddef>
#include <cstdint>

namespace congvu::xml::limits {

inline constexpr std::size_t file_bytes = 10'000'000;
inline constexpr std::size_t nodes = 400'000;   // elements, texts, comments
inline constexpr std::uint32_t depth = 100;     // sub-processes in sub-processes take two levels each
inline constexpr std::size_t namespaces = 500;  // looked up one by one

}  // namespace congvu::xml::limits
