// Tools write BPMN in several encodings; from here on there is only UTF-8.
#pragma once

#include <string>
#include <string_view>

#include "base/refusal.h"

namespace congvu::xml {

// The same text in UTF-8, without a byte order mark. Refused when the bytes are not what they declare themselves to
// be, when the encoding is not one we read, and when a character is one that XML does not allow.
Expected<std::string> to_utf8(std::string_view bytes, std::string const& file);

}  // namespace congvu::xml
