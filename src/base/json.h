// JSON as values: reading with limits, and one canonical writing. Outside JSON is hostile: depth, size and encoding
// are bounded here, and a text that cannot be read is answered with the place where it stopped making sense.
#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <string_view>

#include "base/refusal.h"

namespace congvu {

namespace json = boost::json;

namespace codes {
inline constexpr Code json_malformed{"json.malformed", Kind::malformed};  // arguments: offset, reason
inline constexpr Code json_too_deep{"json.too_deep", Kind::malformed};    // arguments: limit
}  // namespace codes

// One JSON value and nothing after it; UTF-8, depth at most 64.
Expected<json::value> parse_json(std::string_view text);

// The bytes that are hashed and stored: keys sorted bytewise at every level, no white space, integers as written,
// strings with the shortest escapes. Two equal values have equal bytes (docs/formats/event.md).
std::string canonical(json::value const&);

}  // namespace congvu
