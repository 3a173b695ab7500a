#include "rules/feel/names.h"

#include <algorithm>
#include <array>

namespace congvu::feel {
namespace {

constexpr std::array<std::string_view, 16> keywords{"and",   "or",     "in",        "between", "if",  "then",
                                                    "else",  "true",   "false",     "null",    "for", "some",
                                                    "every", "return", "satisfies", "function"};

// Spaces beyond ASCII, each of two or three bytes. DMN 1.5, clause 10.3.1.2, rule 60.
constexpr std::array<std::string_view, 24> wide_spaces{"\u0085", "\u00A0", "\u1680", "\u180E", "\u2000", "\u2001",
                                                       "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007",
                                                       "\u2008", "\u2009", "\u200A", "\u200B", "\u2028", "\u2029",
                                                       "\u202F", "\u205F", "\u3000", "\uFEFF", "\v",     "\f"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// What a name begins with: its first word, or its first sign.
std::string_view beginning(std::string_view text) {
  auto const length = word_length(text);
  return text.substr(0, std::max<std::size_t>(length, text.empty() ? 0 : 1));
}

// How much of the text a name takes, with any white space for each of its spaces; 0 when it does not stand there.
std::size_t length_in(std::string_view text, std::string_view name) {
  std::size_t here = 0;
  for (auto const c : name) {
    if (c == ' ') {
      auto const before = here;
      for (std::size_t length = 0; is_space(text, here, length);) here += length;
      if (here == before) return 0;
    } else if (here < text.size() && text[here] == c) {
      ++here;
    } else {
      return 0;
    }
  }
  bool const runs_on = here < text.size() && continues_word(name.back()) && continues_word(text[here]);
  std::size_t space = 0;
  return runs_on && !is_space(text, here, space) ? 0 : here;
}

}  // namespace

bool is_space(std::string_view text, std::size_t at, std::size_t& length) {
  if (at >= text.size()) return false;
  auto const c = text[at];
  if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f') {
    length = 1;
    return true;
  }
  if ((static_cast<unsigned char>(c) & 0x80) == 0) return false;
  auto const found =
      std::ranges::find_if(wide_spaces, [&](std::string_view space) { return text.substr(at).starts_with(space); });
  if (found == wide_spaces.end()) return false;
  length = found->size();
  return true;
}

// Letters of every script count as letters: a byte above ASCII is part of one.
bool starts_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '?' ||
         (static_cast<unsigned char>(c) & 0x80) != 0;
}

bool continues_word(char c) {
  return starts_word(c) || is_digit(c);
}

bool is_keyword(std::string_view word) {
  return std::ranges::find(keywords, word) != keywords.end();
}

std::string normal_name(std::string_view written) {
  std::string name;
  bool space_before = false;
  for (std::size_t at = 0; at < written.size();) {
    std::size_t length = 0;
    if (is_space(written, at, length)) {
      space_before = !name.empty();
      at += length;
      continue;
    }
    if (space_before) name += ' ';
    space_before = false;
    name += written[at++];
  }
  return name;
}

std::size_t word_length(std::string_view text) {
  std::size_t length = 0;
  std::size_t space = 0;
  while (length < text.size() && continues_word(text[length]) && !is_space(text, length, space)) ++length;
  return length;
}

void KnownNames::tell(std::string_view normal) {
  if (normal.empty()) return;
  auto& alike = by_beginning_[std::string{beginning(normal)}];
  auto const there = std::ranges::find(alike, normal, &Known::name);
  if (there != alike.end()) {
    ++there->told;
    return;
  }
  auto const shorter = std::ranges::find_if(alike, [&](Known const& each) { return each.name.size() < normal.size(); });
  alike.insert(shorter, Known{std::string{normal}, 1});
}

void KnownNames::forget(std::string_view normal) {
  auto const found = by_beginning_.find(std::string{beginning(normal)});
  if (found == by_beginning_.end()) return;
  auto const there = std::ranges::find(found->second, normal, &Known::name);
  if (there != found->second.end() && --there->told == 0) found->second.erase(there);
}

KnownNames::Found KnownNames::at_start_of(std::string_view text) const {
  auto const found = by_beginning_.find(std::string{beginning(text)});
  if (found == by_beginning_.end()) return {};
  for (auto const& each : found->second) {  // longest first
    if (auto const length = length_in(text, each.name); length > 0) return {each.name, length};
  }
  return {};
}

ToldNames::ToldNames(Names const& names) : types(names.types) {
  for (auto const& variable : names.variables) tell_variable(normal_name(variable));
  for (auto const& member : names.members) tell_member(normal_name(member));
}

void ToldNames::tell_variable(std::string_view normal) {
  known_.tell(normal);
  ++variables_[std::string{normal}];
}

void ToldNames::forget_variable(std::string_view normal) {
  known_.forget(normal);
  auto const found = variables_.find(std::string{normal});
  if (found != variables_.end() && --found->second == 0) variables_.erase(found);
}

}  // namespace congvu::feel
