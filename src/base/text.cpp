#include "base/text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <stdexcept>

namespace congvu {

namespace {

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

icu::UnicodeString decode(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

// ICU keeps these two for the life of the program. Without its data nothing can be compared: that is a broken
// installation, not a refusal.
icu::Normalizer2 const& normalizer(icu::Normalizer2 const* (*get)(UErrorCode&)) {
  UErrorCode error = U_ZERO_ERROR;
  auto const* found = get(error);
  if (U_FAILURE(error)) throw std::runtime_error(u_errorName(error));
  return *found;
}

icu::UnicodeString normalized(icu::UnicodeString const& text, icu::Normalizer2 const* (*get)(UErrorCode&)) {
  UErrorCode error = U_ZERO_ERROR;
  auto result = normalizer(get).normalize(text, error);
  if (U_FAILURE(error)) throw std::runtime_error(u_errorName(error));
  return result;
}

// The letters whose bar is part of the letter, not a mark that decomposition sets apart.
constexpr UChar32 barred_d = 0x0111;
constexpr std::string_view no_break_space = "\xC2\xA0";
constexpr std::string_view white_space = " \t\n\v\f\r";

}  // namespace

std::string nfc(std::string_view text) {
  if (is_ascii(text)) return std::string{text};
  std::string result;
  normalized(decode(text), &icu::Normalizer2::getNFCInstance).toUTF8String(result);
  return result;
}

std::string folded(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  if (is_ascii(text)) {
    for (char letter : text) {
      result.push_back(letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter);
    }
    return result;
  }
  // Folding case may bring marks of its own (a dotted capital I), so it comes before decomposition.
  auto letters = decode(text);
  letters.foldCase();
  letters = normalized(letters, &icu::Normalizer2::getNFDInstance);
  icu::UnicodeString kept;
  for (std::int32_t i = 0; i < letters.length(); i = letters.moveIndex32(i, 1)) {
    auto const letter = letters.char32At(i);
    if (u_charType(letter) == U_NON_SPACING_MARK) continue;
    kept.append(letter == barred_d ? UChar32{'d'} : letter);
  }
  normalized(kept, &icu::Normalizer2::getNFCInstance).toUTF8String(result);
  return result;
}

std::string_view trimmed(std::string_view text) {
  for (bool again = true; again;) {
    again = false;
    auto const begin = std::min(text.find_first_not_of(white_space), text.size());
    text.remove_prefix(begin);
    while (text.starts_with(no_break_space)) text.remove_prefix(no_break_space.size()), again = true;
  }
  for (bool again = true; again;) {
    again = false;
    text = text.substr(0, text.find_last_not_of(white_space) + 1);
    while (text.ends_with(no_break_space)) text.remove_suffix(no_break_space.size()), again = true;
  }
  return text;
}

std::string markup_escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (char const c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace congvu
