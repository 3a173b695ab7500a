// Vietnamese text as people type and search it. The same word reaches us composed and decomposed, with its tone on
// either vowel, in capitals, or without marks at all; folding makes all of these one, so that a name is found however
// it was written. Texts are UTF-8; bytes that are not are replaced by U+FFFD, never an error.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.h"

namespace congvu {

// The one form in which text is kept and compared byte by byte: Unicode normal form C.
std::string nfc(std::string_view text);

// For searching: small letters without tone or vowel marks, the barred d as d. Folding twice changes nothing.
// SQLite's FTS5 does not fold the barred d, so what is indexed there goes through here first.
std::string folded(std::string_view text);

// For searching as it was written: small letters with all their marks, in normal form C; the two ways of placing a tone
// (hòa and hoà, thủy and thuỷ) are one. What is equal so is equal folded too. Doing it twice changes nothing.
std::string marked(std::string_view text);

// The words of a text: its runs of letters and digits, as they are written. "H26.19-0042" has three.
std::vector<std::string> words_of(std::string_view text);

// Without the white space at both ends: ASCII's, and the no-break space that comes with text copied from documents.
std::string_view trimmed(std::string_view text);

// Whether nothing of it would be seen: white space of any script, controls, joiners and marks of direction only.
bool is_blank(std::string_view text);

// Whether it holds what no keyboard writes into a text: NUL, bells, escapes, deletions; line ends and tabs are none.
bool has_controls(std::string_view text);

namespace codes {
inline constexpr Code field_control_characters{"field.control_characters"};
}  // namespace codes

// As text within HTML, SVG or XML, also within a quoted attribute: & < > " ' become references.
std::string markup_escaped(std::string_view text);

}  // namespace congvu
