// A text that stands for several, or for none: what a table's column or a field of a form holds where the thing itself
// is a list, or may be absent.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congvu {

// "a,b"; no value may hold what they are joined by. Of none, nothing.
std::string joined(std::vector<std::string> const& values, std::string_view by = ",");
// And back.
std::vector<std::string> separated(std::string_view line);

std::optional<std::string> unless_empty(std::string const& text);

}  // namespace congvu
