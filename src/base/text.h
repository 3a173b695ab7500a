// Vietnamese text as people type and search it. The same word reaches us composed and decomposed, with its tone on
// either vowel, in capitals, or without marks at all; folding makes all of these one, so that a name is found however
// it was written. Texts are UTF-8; bytes that are not are replaced by U+FFFD, never an error.
#pragma once

#include <string>
#include <string_view>

namespace congvu {

// The one form in which text is kept and compared byte by byte: Unicode normal form C.
std::string nfc(std::string_view text);

// For searching: small letters without tone or vowel marks, the barred d as d. Folding twice changes nothing.
// SQLite's FTS5 does not fold the barred d, so what is indexed there goes through here first.
std::string folded(std::string_view text);

// Without the white space at both ends: ASCII's, and the no-break space that comes with text copied from documents.
std::string_view trimmed(std::string_view text);

// As text within HTML, SVG or XML, also within a quoted attribute: & < > " ' become references.
std::string markup_escaped(std::string_view text);

}  // namespace congvu
