// YAML of a pack as JSON values, with the line that each value stands on, so that whatever is found wrong with it later
// can be shown to its writer at the right place. A pack is outside data: size, depth and the number of values that
// aliases may blow up to are bounded, and a key said twice is a fault, not a silent choice.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/refusal.h"

namespace congvu::app {

namespace codes {
inline constexpr Code yaml_malformed{"yaml.malformed", Kind::malformed};  // subject: line; arguments: reason
inline constexpr Code yaml_too_large{"yaml.too_large", Kind::too_large};  // arguments: limit, in bytes
inline constexpr Code yaml_too_deep{"yaml.too_deep", Kind::malformed};    // subject: line; arguments: limit
inline constexpr Code yaml_too_many{"yaml.too_many", Kind::malformed};    // arguments: limit
inline constexpr Code yaml_key_twice{"yaml.key_twice", Kind::malformed};  // subject: line; arguments: key
}  // namespace codes

// Paths are those of base/described.h: "units[3].parent".
struct YamlDocument {
  json::value value;
  std::map<std::string, std::uint32_t, std::less<>> lines;

  // Of the value at this path, or of the nearest one around it that is written; 1 when there is none.
  std::uint32_t line_of(std::string_view path) const;
};

// One document. Plain scalars are read as YAML 1.2's core schema does, but a number with a leading zero stays text:
// "01" in a pack is a code or a telephone, not one.
Expected<YamlDocument> read_yaml(std::string_view text);

}  // namespace congvu::app
