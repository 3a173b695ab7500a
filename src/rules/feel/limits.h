// What a FEEL text may cost. Expressions are written by procedure owners, not programmers, and arrive in uploaded
// diagrams: every bound is far above what a person writes and low enough that a hostile text costs milliseconds.
#pragma once

#include <cstddef>

namespace congvu::feel::limits {

inline constexpr std::size_t text_bytes = 10'000;    // longer conditions are decision tables in disguise
inline constexpr int nesting = 64;                   // brackets in brackets; the parser's own recursion
inline constexpr int chain = 256;                    // a + b + c …; the evaluator's own recursion
inline constexpr std::size_t string_bytes = 65'536;  // what concatenation may build
inline constexpr int json_depth = 64;                // of values that come in

}  // namespace congvu::feel::limits
