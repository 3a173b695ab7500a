// The two codes printed on a slip: a bar code for the clerk's scanner and a QR code for the citizen's telephone. Both
// are drawn as SVG, so that they print sharp at any size and need no picture file.
// Code 128 is ISO/IEC 15417 (code sets B and C); QR is ISO/IEC 18004 by libqrencode, level M.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congvu::document {

// Widths of bars and spaces in turn, in modules, beginning and ending with a bar. Absent for text outside printable
// ASCII or longer than 80 characters.
std::optional<std::vector<int>> code128(std::string_view text);
std::optional<std::string> code128_svg(std::string_view text);

// Rows of modules, true is dark. Absent when the text doesn't fit (2,331 bytes at level M).
std::optional<std::vector<std::vector<bool>>> qr(std::string_view text);
std::optional<std::string> qr_svg(std::string_view text);

}  // namespace congvu::document
