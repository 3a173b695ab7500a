// What may be wrong with a file that should be a diagram.
#pragma once

#include "base/refusal.h"

namespace congvu::bpmn::codes {

inline constexpr Code not_bpmn{"bpmn.not_bpmn", Kind::malformed};  // found

inline constexpr Code missing_id{"bpmn.missing_id"};
inline constexpr Code duplicate_id{"bpmn.duplicate_id"};              // first_line
inline constexpr Code dangling_reference{"bpmn.dangling_reference"};  // reference, target
inline constexpr Code wrong_reference{"bpmn.wrong_reference"};        // reference, target, expected

}  // namespace congvu::bpmn::codes
