#include "base/several.h"

namespace congvu {

std::string joined(std::vector<std::string> const& values, std::string_view by) {
  std::string line;
  for (auto const& value : values) {
    if (!line.empty()) line += by;
    line += value;
  }
  return line;
}

std::vector<std::string> separated(std::string_view line) {
  std::vector<std::string> values;
  while (!line.empty()) {
    auto const comma = line.find(',');
    values.emplace_back(line.substr(0, comma));
    line.remove_prefix(comma == std::string_view::npos ? line.size() : comma + 1);
  }
  return values;
}

std::optional<std::string> unless_empty(std::string const& text) {
  return text.empty() ? std::nullopt : std::optional{text};
}

}  // namespace congvu
