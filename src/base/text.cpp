#include "base/text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
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

constexpr UChar32 replacement = 0xFFFD;

bool is_tone(UChar32 mark) {
  constexpr std::array<UChar32, 5> tones{0x0300, 0x0301, 0x0303, 0x0309, 0x0323};
  return std::ranges::find(tones, mark) != tones.end();
}

bool is_mark(UChar32 letter) {
  return u_charType(letter) == U_NON_SPACING_MARK;
}

// Of oa, oe and uy the older rule puts the tone on the first letter, the newer one on the second; decomposed, small.
void place_tones(icu::UnicodeString& letters) {
  for (std::int32_t i = 1; i + 1 < letters.length(); ++i) {
    char16_t const before = letters[i - 1], after = letters[i + 1];
    bool const pair = (before == u'o' && (after == u'a' || after == u'e')) || (before == u'u' && after == u'y');
    bool const bare = i + 2 == letters.length() || !is_mark(letters[i + 2]);
    if (pair && bare && is_tone(letters[i])) {
      letters.setCharAt(i + 1, letters[i]);
      letters.setCharAt(i, after);
    }
  }
}

bool in_word(UChar32 letter) {
  return letter != replacement && (U_GET_GC_MASK(letter) & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) != 0;
}

}  // namespace

bool is_blank(std::string_view text) {
  auto const letters = decode(text);
  constexpr std::uint32_t unseen = U_GC_Z_MASK | U_GC_CC_MASK | U_GC_CF_MASK;
  for (std::int32_t i = 0; i < letters.length(); i = letters.moveIndex32(i, 1)) {
    if ((U_GET_GC_MASK(letters.char32At(i)) & unseen) == 0) return false;
  }
  return true;
}

bool has_controls(std::string_view text) {
  return std::ranges::any_of(text, [](unsigned char octet) {
    return (octet < 0x20 && octet != '\n' && octet != '\t' && octet != '\r') || octet == 0x7F;
  });
}

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
    if (is_mark(letter)) continue;
    kept.append(letter == barred_d ? UChar32{'d'} : letter);
  }
  normalized(kept, &icu::Normalizer2::getNFCInstance).toUTF8String(result);
  return result;
}

std::string marked(std::string_view text) {
  if (is_ascii(text)) return folded(text);
  auto letters = decode(text);
  letters.foldCase();
  letters = normalized(letters, &icu::Normalizer2::getNFDInstance);
  place_tones(letters);
  std::string result;
  normalized(letters, &icu::Normalizer2::getNFCInstance).toUTF8String(result);
  return result;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::int32_t const end = static_cast<std::int32_t>(text.size());
  std::int32_t begin = 0;
  auto const take = [&](std::int32_t until) {
    if (until > begin)
      words.emplace_back(text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(until - begin)));
  };
  for (std::int32_t at = 0; at < end;) {
    std::int32_t const here = at;
    UChar32 letter = 0;
    U8_NEXT_OR_FFFD(text.data(), at, end, letter);
    if (in_word(letter)) continue;
    take(here);
    begin = at;
  }
  take(end);
  return words;
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
