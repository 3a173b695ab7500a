#include "rules/feel/characters.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace congvu::feel {
namespace {

bool begins_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

icu::UnicodeString wide(std::string_view text) {
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

std::string narrow(icu::UnicodeString const& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

}  // namespace

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, begins_character));
}

std::size_t byte_of_character(std::string_view text, std::size_t characters_before) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (begins_character(text[at]) && characters_before-- == 0) return at;
  }
  return text.size();
}

std::string in_capitals(std::string_view text) {
  return narrow(wide(text).toUpper(icu::Locale::getRoot()));
}

std::string in_small_letters(std::string_view text) {
  return narrow(wide(text).toLower(icu::Locale::getRoot()));
}

}  // namespace congvu::feel
