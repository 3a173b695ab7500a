// What may be wrong with a model of decisions, and what may go wrong while one is reached.
#pragma once

#include "base/refusal.h"

namespace congvu::dmn::codes {

// Reading
inline constexpr Code not_dmn{"dmn.not_dmn", Kind::malformed};  // found, namespace
inline constexpr Code missing_id{"dmn.missing_id"};
inline constexpr Code missing_name{"dmn.missing_name"};
inline constexpr Code duplicate_id{"dmn.duplicate_id"};              // first_line
inline constexpr Code duplicate_name{"dmn.duplicate_name"};          // first_line
inline constexpr Code dangling_reference{"dmn.dangling_reference"};  // target
inline constexpr Code wrong_reference{"dmn.wrong_reference"};        // target, expected
inline constexpr Code unknown_element{"dmn.unknown_element"};        // found
inline constexpr Code unknown_value{"dmn.unknown_value"};            // attribute, found, known
inline constexpr Code missing_logic{"dmn.missing_logic"};
inline constexpr Code row_length{"dmn.row_length"};  // rule, found, expected

}  // namespace congvu::dmn::codes
