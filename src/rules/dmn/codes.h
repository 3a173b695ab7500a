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

inline constexpr Code not_cases{"dmn.not_cases", Kind::malformed};  // found

// Asking
inline constexpr Code unknown_decision{"dmn.unknown_decision", Kind::not_found};  // decision
inline constexpr Code unknown_input{"dmn.unknown_input"};                         // input
inline constexpr Code input_not_object{"dmn.input_not_object"};                   // found

// Compiling
inline constexpr Code not_usable{"dmn.not_usable"};            // problems
inline constexpr Code cell_unreadable{"dmn.cell_unreadable"};  // text, reason
inline constexpr Code unknown_name{"dmn.unknown_name"};        // unknown, text
inline constexpr Code cycle{"dmn.cycle"};                      // path
inline constexpr Code missing_import{"dmn.missing_import"};    // namespace
inline constexpr Code too_many_files{"dmn.too_many_files"};    // limit
inline constexpr Code unknown_type{"dmn.unknown_type"};        // type

// Checking tables
inline constexpr Code overlap{"dmn.overlap"};                        // row, other, example
inline constexpr Code more_overlaps{"dmn.more_overlaps"};            // count
inline constexpr Code gap{"dmn.gap"};                                // example
inline constexpr Code never_first{"dmn.never_first"};                // row, other, example
inline constexpr Code duplicate_row{"dmn.duplicate_row"};            // row, other, example
inline constexpr Code cell_holds_nowhere{"dmn.cell_holds_nowhere"};  // row, column, cell
inline constexpr Code cell_kind{"dmn.cell_kind"};                    // row, column, cell, type, found, example
inline constexpr Code column_kind{"dmn.column_kind"};                // column, found, type
inline constexpr Code wrong_kinds{"dmn.wrong_kinds"};                // text, found, example
inline constexpr Code output_kind{"dmn.output_kind"};                // row, cell, type
inline constexpr Code output_not_listed{"dmn.output_not_listed"};    // row, cell
inline constexpr Code beyond_check{"dmn.beyond_check"};              // row
inline constexpr Code too_wide{"dmn.too_wide"};

}  // namespace congvu::dmn::codes
