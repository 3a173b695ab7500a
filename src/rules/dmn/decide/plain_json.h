// Values as other programs write and read them: plain JSON, where a number keeps every digit, and a day, a time or a
// duration is its text. What such a text is meant as, the type says that is wanted.
#pragma once

#include <string>
#include <string_view>

#include "rules/dmn/types/item_type.h"

namespace congvu::dmn {

// Refused as parse_json refuses; numbers are read digit by digit, never through binary floating point.
Expected<feel::Value> read_plain(std::string_view json_text);

// Texts in it become days, times and durations where the type asks for such; what cannot, stays as it is. A null
// pointer asks for nothing.
feel::Value as_wanted(feel::Value, ItemType const*);

// JSON text; entries in the order of the context.
std::string plain_json(feel::Value const&);

}  // namespace congvu::dmn
