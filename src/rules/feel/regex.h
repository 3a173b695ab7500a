// Regular expressions as XQuery writes them, for matches, replace and split. ICU does the matching, after a pattern has
// been rewritten into its dialect; a pattern that would run away on its text is stopped and answered with a fault.
// DMN 1.5, clause 10.3.4.3; XQuery and XPath Functions 3.1, clause 5.6.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congvu::feel {

enum class PatternFault {
  pattern,      // no regular expression, or longer than limits::pattern_bytes
  flags,        // other letters than s, m, i, x, q
  replacement,  // a $ that is no group, or a pattern that matches nothing at all
  ran_away,     // stopped at limits::match_steps
  too_long,     // the result is longer than limits::string_bytes, or of more than limits::matches
};

template <class T>
using Matched = std::expected<T, PatternFault>;

// `work` grows by what it took, in steps as limits.h counts them.
Matched<bool> matches(std::string_view text, std::string_view pattern, std::string_view flags, std::uint64_t& work);
Matched<std::string> replaced(std::string_view text, std::string_view pattern, std::string_view replacement,
                              std::string_view flags, std::uint64_t& work);
Matched<std::vector<std::string>> split(std::string_view text, std::string_view pattern, std::uint64_t& work);

// A pattern of XQuery's in ICU's dialect. Absent when it is none.
std::optional<std::string> in_dialect_of_icu(std::string_view pattern, std::string_view flags);

}  // namespace congvu::feel
