// What may be wrong with a file that should be a diagram.
#pragma once

#include "base/refusal.h"

namespace congvu::bpmn::codes {

inline constexpr Code too_large{"bpmn.too_large", Kind::too_large};                  // limit, in bytes or nodes
inline constexpr Code unknown_encoding{"bpmn.unknown_encoding", Kind::malformed};    // encoding
inline constexpr Code not_text{"bpmn.not_text", Kind::malformed};                    // line, byte
inline constexpr Code malformed_xml{"bpmn.malformed_xml", Kind::malformed};          // line, reason
inline constexpr Code document_type{"bpmn.document_type", Kind::malformed};          // line
inline constexpr Code unknown_entity{"bpmn.unknown_entity", Kind::malformed};        // line, entity
inline constexpr Code too_deep{"bpmn.too_deep", Kind::malformed};                    // line, limit
inline constexpr Code undeclared_prefix{"bpmn.undeclared_prefix", Kind::malformed};  // line, prefix
inline constexpr Code not_bpmn{"bpmn.not_bpmn", Kind::malformed};                    // found

inline constexpr Code missing_id{"bpmn.missing_id"};
inline constexpr Code duplicate_id{"bpmn.duplicate_id"};              // first_line
inline constexpr Code dangling_reference{"bpmn.dangling_reference"};  // reference, target
inline constexpr Code wrong_reference{"bpmn.wrong_reference"};        // reference, target, expected

}  // namespace congvu::bpmn::codes
