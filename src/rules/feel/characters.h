// Texts by character, as FEEL counts them: a character is a code point, whatever it takes in bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace congvu::feel {

std::size_t characters_in(std::string_view);
// The byte at which the character begins that so many come before; the text's size beyond its end.
std::size_t byte_of_character(std::string_view, std::size_t characters_before);
// Letters of every script, by no locale's own rules.
std::string in_capitals(std::string_view);
std::string in_small_letters(std::string_view);

}  // namespace congvu::feel
