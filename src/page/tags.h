// A template cut at its tags: what stays text, what is asked of the view, what is taken in from another file. Joining
// the partials, putting the words in and checking the names all work on this one cutting, so they cannot disagree.
// The tags are Mustache's; other delimiters are refused.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.h"

namespace congvu::page {

namespace codes {
inline constexpr Code template_unclosed{"template.unclosed"};  // subject: path; arguments: near
}  // namespace codes

struct Piece {
  enum class Sort { text, variable, html, section, inverted, close, partial };
  Sort sort = Sort::text;
  std::string text;  // of a tag: its name
};

// Comments are left out. Refused when a tag does not end.
Expected<std::vector<Piece>> pieces_of(std::string_view source, std::string const& path);
// Back to a template's text.
std::string source_of(std::vector<Piece> const& pieces);

}  // namespace congvu::page
