// Whether bytes are text. Everything that comes from outside is asked this before it is read further.
#pragma once

#include <cstddef>
#include <string_view>

namespace congvu {

// Well-formed UTF-8 (Unicode 15, table 3-7): no stray or missing continuation, nothing overlong, no surrogate, nothing
// above U+10FFFF.
bool is_utf8(std::string_view);

// How many bytes from the start are: where a text stops being one.
std::size_t utf8_length(std::string_view);

}  // namespace congvu
