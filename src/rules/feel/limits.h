// What a FEEL text may cost, and what evaluating it may. Expressions are written by procedure owners, not programmers,
// and arrive in uploaded diagrams and decisions: every bound is far above what a person writes and low enough that a
// hostile text costs a second at most and no more memory than a page of the record.
#pragma once

#include <cstddef>
#include <cstdint>

namespace congvu::feel::limits {

// of a text
inline constexpr std::size_t text_bytes = 1'048'576;
inline constexpr int nesting = 200;                   // brackets in brackets; the parser's own recursion
inline constexpr int chain = 500;                     // of operations upon operations; the evaluator's own recursion
inline constexpr std::size_t operations = 2'000'000;  // that a text is made into
inline constexpr std::size_t problems = 20;           // told of one text

// of an evaluation
inline constexpr std::size_t string_bytes = 1'048'576;    // of one text that is built
inline constexpr std::size_t list_items = 1'000'000;      // of one list that is built
inline constexpr std::uint32_t value_weight = 2'000'000;  // of values in one that is built, however shared
inline constexpr std::uint64_t steps = 10'000'000;        // of loops, items built and 64 bytes of texts built, together
inline constexpr int depth = 2'000;                       // operations within one another, functions' bodies included
inline constexpr std::uint32_t value_depth = 200;         // of lists in lists that are built

// of a regular expression, DMN 1.5 clause 10.3.4.3: a pattern may run away on a text that nearly fits
inline constexpr std::size_t pattern_bytes = 4'096;
inline constexpr std::uint64_t match_rounds = 500;      // of one text, each some ten thousand comparisons
inline constexpr std::uint64_t steps_of_round = 1'000;  // that a round counts for
inline constexpr int matches = 50'000;                  // of a pattern in one text
inline constexpr std::int32_t match_stack_bytes = 8'388'608;

inline constexpr int json_depth = 64;  // of values that come in

}  // namespace congvu::feel::limits
