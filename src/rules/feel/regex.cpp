#include "rules/feel/regex.h"

#include <unicode/regex.h>

#include <algorithm>
#include <memory>

#include "rules/feel/limits.h"

namespace congvu::feel {
namespace {

icu::UnicodeString wide(std::string_view text) {
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

std::string narrow(icu::UnicodeString const& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

bool failed(UErrorCode status) {
  return U_FAILURE(status) != 0;
}

bool has(std::string_view flags, char flag) {
  return flags.find(flag) != std::string_view::npos;
}

// A pattern on its way over a text.
struct Search {
  icu::UnicodeString text;  // the matcher refers to it
  std::unique_ptr<icu::RegexMatcher> matcher;
  std::uint64_t rounds = 0;
  int found = 0;
};

// ICU asks at each round whether to go on.
UBool U_CALLCONV may_go_on(void const* context, std::int32_t) {
  // The context is the search that owns the matcher, which ICU hands back as const.
  auto& rounds = const_cast<Search*>(static_cast<Search const*>(context))->rounds;
  return ++rounds <= limits::match_rounds ? 1 : 0;
}

std::uint64_t steps_of(Search const& search) {
  return search.rounds * limits::steps_of_round + static_cast<std::uint64_t>(search.found) +
         static_cast<std::uint64_t>(search.text.length()) / 16;
}

using Found = Matched<std::unique_ptr<Search>>;

Found search_for(std::string_view text, std::string_view pattern, std::string_view flags, std::uint64_t& work) {
  constexpr std::uint64_t reading_a_pattern = 200;
  work += reading_a_pattern;
  constexpr std::string_view known = "smixq";
  if (!std::ranges::all_of(flags, [&](char c) { return has(known, c); })) return std::unexpected(PatternFault::flags);
  if (pattern.size() > limits::pattern_bytes) return std::unexpected(PatternFault::pattern);
  bool const literal = has(flags, 'q');
  auto const rewritten = literal ? std::optional{std::string{pattern}} : in_dialect_of_icu(pattern, flags);
  if (!rewritten) return std::unexpected(PatternFault::pattern);
  std::uint32_t options = literal ? std::uint32_t{UREGEX_LITERAL} : std::uint32_t{UREGEX_UNIX_LINES};
  if (has(flags, 'i')) options |= UREGEX_CASE_INSENSITIVE;
  if (has(flags, 'm') && !literal) options |= UREGEX_MULTILINE;
  if (has(flags, 's') && !literal) options |= UREGEX_DOTALL;
  UErrorCode status = U_ZERO_ERROR;
  auto search = std::make_unique<Search>();
  search->text = wide(text);
  search->matcher = std::make_unique<icu::RegexMatcher>(wide(*rewritten), search->text, options, status);
  if (failed(status)) return std::unexpected(PatternFault::pattern);
  search->matcher->setMatchCallback(may_go_on, search.get(), status);
  search->matcher->setStackLimit(limits::match_stack_bytes, status);
  return search;
}

Matched<bool> found_next(Search& search) {
  UErrorCode status = U_ZERO_ERROR;
  bool const found = search.matcher->find(status) != 0;
  if (failed(status)) return std::unexpected(PatternFault::ran_away);
  if (found && ++search.found > limits::matches) return std::unexpected(PatternFault::too_long);
  return found;
}

icu::UnicodeString part(Search const& search, std::int32_t from, std::int32_t to) {
  return search.text.tempSubStringBetween(from, to);
}

bool has_room(icu::UnicodeString const& text) {
  return static_cast<std::size_t>(text.length()) <= limits::string_bytes;
}

std::int32_t start_of(Search const& search, std::int32_t group = 0) {
  UErrorCode status = U_ZERO_ERROR;
  return search.matcher->start(group, status);
}
std::int32_t end_of(Search const& search, std::int32_t group = 0) {
  UErrorCode status = U_ZERO_ERROR;
  return search.matcher->end(group, status);
}

// Appends the replacement for what was found: $N is a group (empty when it took no part), \$ and \\ the signs
// themselves.
bool append_replacement(icu::UnicodeString& result, icu::UnicodeString const& replacement, Search const& search) {
  auto const groups = search.matcher->groupCount();
  auto const is_digit = [&](std::int32_t at) {
    return at < replacement.length() && replacement[at] >= u'0' && replacement[at] <= u'9';
  };
  for (std::int32_t at = 0; at < replacement.length(); ++at) {
    auto const c = replacement[at];
    if (c == u'\\') {
      ++at;
      if (at >= replacement.length() || (replacement[at] != u'$' && replacement[at] != u'\\')) return false;
      result += replacement[at];
    } else if (c == u'$') {
      if (!is_digit(at + 1)) return false;
      std::int32_t group = replacement[++at] - u'0';
      while (is_digit(at + 1) && group * 10 + (replacement[at + 1] - u'0') <= groups) {
        group = group * 10 + (replacement[++at] - u'0');
      }
      auto const start = group <= groups ? start_of(search, group) : -1;
      if (start >= 0) result += part(search, start, end_of(search, group));
    } else {
      result += c;
    }
  }
  return true;
}

// Whether the pattern matches a text of nothing, which neither replace nor split allow.
bool matches_nothing(std::string_view pattern, std::string_view flags, std::uint64_t& work) {
  return matches("", pattern, flags, work).value_or(true);
}

Matched<std::string> replaced(Search& search, icu::UnicodeString const& with, bool literal) {
  icu::UnicodeString result;
  std::int32_t end = 0;
  while (true) {
    auto const found = found_next(search);
    if (!found) return std::unexpected(found.error());
    if (!*found) break;
    result += part(search, end, start_of(search));
    if (literal) {
      result += with;
    } else if (!append_replacement(result, with, search)) {
      return std::unexpected(PatternFault::replacement);
    }
    if (!has_room(result)) return std::unexpected(PatternFault::too_long);
    end = end_of(search);
  }
  result += part(search, end, search.text.length());
  return narrow(result);
}

Matched<std::vector<std::string>> parts_between(Search& search) {
  std::vector<std::string> parts;
  std::int32_t end = 0;
  while (true) {
    auto const found = found_next(search);
    if (!found) return std::unexpected(found.error());
    if (!*found) break;
    parts.push_back(narrow(part(search, end, start_of(search))));
    end = end_of(search);
  }
  parts.push_back(narrow(part(search, end, search.text.length())));
  return parts;
}

}  // namespace

Matched<bool> matches(std::string_view text, std::string_view pattern, std::string_view flags, std::uint64_t& work) {
  auto const search = search_for(text, pattern, flags, work);
  if (!search) return std::unexpected(search.error());
  auto const found = found_next(**search);
  work += steps_of(**search);
  return found;
}

Matched<std::string> replaced(std::string_view text, std::string_view pattern, std::string_view replacement,
                              std::string_view flags, std::uint64_t& work) {
  auto const search = search_for(text, pattern, flags, work);
  if (!search) return std::unexpected(search.error());
  if (matches_nothing(pattern, flags, work)) return std::unexpected(PatternFault::replacement);
  auto result = replaced(**search, wide(replacement), has(flags, 'q'));
  work += steps_of(**search);
  return result;
}

Matched<std::vector<std::string>> split(std::string_view text, std::string_view pattern, std::uint64_t& work) {
  auto const search = search_for(text, pattern, {}, work);
  if (!search) return std::unexpected(search.error());
  if (matches_nothing(pattern, {}, work)) return std::unexpected(PatternFault::replacement);
  auto parts = parts_between(**search);
  work += steps_of(**search);
  return parts;
}

}  // namespace congvu::feel
