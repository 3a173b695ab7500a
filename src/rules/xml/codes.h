// What may be wrong with a text that should be XML, whatever it is then read as: a drawing or a table of decisions.
#pragma once

#include "base/refusal.h"

namespace congvu::xml::codes {

inline constexpr Code too_large{"xml.too_large", Kind::too_large};                  // limit, in bytes or nodes
inline constexpr Code unknown_encoding{"xml.unknown_encoding", Kind::malformed};    // encoding
inline constexpr Code not_text{"xml.not_text", Kind::malformed};                    // line, byte
inline constexpr Code malformed{"xml.malformed", Kind::malformed};                  // line, reason
inline constexpr Code document_type{"xml.document_type", Kind::malformed};          // line
inline constexpr Code unknown_entity{"xml.unknown_entity", Kind::malformed};        // line, entity
inline constexpr Code too_deep{"xml.too_deep", Kind::malformed};                    // line, limit
inline constexpr Code undeclared_prefix{"xml.undeclared_prefix", Kind::malformed};  // line, prefix

}  // namespace congvu::xml::codes
