#include "rules/xml/encoding.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/utf8.h"
#include "rules/xml/codes.h"
#include "rules/xml/wellformed.h"

namespace congvu::xml {
namespace {

// What Windows-1252 has at 0x80 to 0x9F; zero where it has nothing.
constexpr std::array<std::uint16_t, 32> windows_1252{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                     0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                     0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                     0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void append(std::string& to, std::uint32_t point) {
  auto const byte = [&](std::uint32_t bits) { to += static_cast<char>(static_cast<unsigned char>(bits)); };
  if (point < 0x80) return byte(point);
  if (point < 0x800) {
    byte(0xC0 | (point >> 6));
  } else {
    if (point < 0x10000) {
      byte(0xE0 | (point >> 12));
    } else {
      byte(0xF0 | (point >> 18));
      byte(0x80 | ((point >> 12) & 0x3F));
    }
    byte(0x80 | ((point >> 6) & 0x3F));
  }
  byte(0x80 | (point & 0x3F));
}

// Halves of a pair that stand alone come out as bytes that are not UTF-8, and are refused with the rest.
std::string from_utf16(std::string_view bytes, bool big_endian) {
  auto const unit = [&](std::size_t at) {
    auto const first = static_cast<unsigned char>(bytes[at]);
    auto const second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<std::uint32_t>(big_endian ? (first << 8) | second : (second << 8) | first);
  };
  std::string text;
  text.reserve(bytes.size());
  std::size_t at = 0;
  for (; at + 1 < bytes.size(); at += 2) {
    auto point = unit(at);
    if (point >= 0xD800 && point < 0xDC00 && at + 3 < bytes.size()) {
      auto const low = unit(at + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
        at += 2;
      }
    }
    append(text, point);
  }
  if (at < bytes.size()) text += '\xFF';  // half a unit
  return text;
}

std::string from_single_bytes(std::string_view bytes, bool windows) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (auto const c : bytes) {
    std::uint32_t point = static_cast<unsigned char>(c);
    if (windows && point >= 0x80 && point < 0xA0) point = windows_1252.at(point - 0x80);
    append(text, point);  // zero, where Windows-1252 has nothing, is refused as a character
  }
  return text;
}

std::string declared_encoding(std::string_view bytes) {
  auto const declaration = bytes.substr(0, std::min<std::size_t>(bytes.find("?>"), 200));
  if (!declaration.starts_with("<?xml")) return {};
  auto const at = declaration.find("encoding");
  if (at == std::string_view::npos) return {};
  auto const open = declaration.find_first_of("\"'", at);
  if (open == std::string_view::npos) return {};
  auto const close = declaration.find(declaration[open], open + 1);
  if (close == std::string_view::npos) return {};
  std::string name{declaration.substr(open + 1, close - open - 1)};
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return name;
}

// XML 1.0, production 2: tab, line feed, carriage return and from space on, without U+FFFE and U+FFFF.
std::size_t length_of_xml_characters(std::string_view utf8) {
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    auto const c = static_cast<unsigned char>(utf8[i]);
    if (c < 0x20 && c != '\t' && c != '\n' && c != '\r') return i;
    if (c == 0xEF && (utf8.substr(i, 3) == "\xEF\xBF\xBE" || utf8.substr(i, 3) == "\xEF\xBF\xBF")) return i;
  }
  return utf8.size();
}

}  // namespace

Expected<std::string> to_utf8(std::string_view bytes, std::string const& file) {
  std::string text;
  if (bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xFF\xFE")) {
    text = from_utf16(bytes.substr(2), bytes.front() == '\xFE');
  } else if (bytes.starts_with("\xEF\xBB\xBF")) {
    text = bytes.substr(3);
  } else {
    auto const declared = declared_encoding(bytes);
    if (declared == "iso-8859-1" || declared == "windows-1252") {
      text = from_single_bytes(bytes, declared == "windows-1252");
    } else if (declared.empty() || declared == "utf-8" || declared == "us-ascii" || declared == "ascii") {
      text = bytes;
    } else {
      return refuse(codes::unknown_encoding, file + ":1", {{"encoding", declared}});
    }
  }
  auto const good = std::min(utf8_length(text), length_of_xml_characters(text));
  if (good < text.size()) {
    auto const byte = fmt::format("{:#04x}", static_cast<unsigned char>(text[good]));
    return std::unexpected(refusal_at(codes::not_text, text, good, file, {"byte", byte}));
  }
  return text;
}

}  // namespace congvu::xml
