#include "rules/feel/scanner.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "rules/feel/names.h"

namespace congvu::feel {
namespace {

constexpr std::array<std::string_view, 22> symbols{"<=", ">=", "!=", "..", "**", "->", "<", ">", "=", "+", "-",
                                                   "*",  "/",  "(",  ")",  "[",  "]",  ",", ".", "{", "}", ":"};

bool is_digit(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

std::size_t digits(std::string_view text, std::size_t from) {
  auto end = from;
  while (is_digit(text, end)) ++end;
  return end - from;
}

// "12", "12.5", ".5", "1e-3"; not "1." nor the first number of "1..5".
std::size_t number_length(std::string_view text) {
  auto length = digits(text, 0);
  if (length < text.size() && text[length] == '.' && is_digit(text, length + 1)) length += 1 + digits(text, length + 1);
  if (length == 0 || length >= text.size() || (text[length] != 'e' && text[length] != 'E')) return length;
  auto exponent = length + 1;
  if (exponent < text.size() && (text[exponent] == '+' || text[exponent] == '-')) ++exponent;
  return is_digit(text, exponent) ? exponent + digits(text, exponent) : length;
}

void append_utf8(std::string& to, std::uint32_t point) {
  auto const byte = [&](std::uint32_t bits) { to += static_cast<char>(static_cast<unsigned char>(bits)); };
  if (point < 0x80) {
    byte(point);
    return;
  }
  if (point < 0x800) {
    byte(0xC0 | (point >> 6));
  } else if (point < 0x10000) {
    byte(0xE0 | (point >> 12));
    byte(0x80 | ((point >> 6) & 0x3F));
  } else {
    byte(0xF0 | (point >> 18));
    byte(0x80 | ((point >> 12) & 0x3F));
    byte(0x80 | ((point >> 6) & 0x3F));
  }
  byte(0x80 | (point & 0x3F));
}

std::uint32_t hex(std::string_view text, std::size_t from, std::size_t length) {
  std::uint32_t value = 0;
  if (from + length > text.size()) return 0;
  auto const* const end = text.data() + from + length;
  auto const read = std::from_chars(text.data() + from, end, value, 16);
  return read.ec == std::errc{} && read.ptr == end ? value : 0;
}

bool is_surrogate(std::uint32_t point) {
  return point >= 0xD800 && point <= 0xDFFF;
}

// Appends what the escape at the start of `rest` stands for; its length in bytes. What is no escape of FEEL stands for
// itself, so that "\d+" can be written as it is.
std::size_t append_escape(std::string& to, std::string_view rest) {
  constexpr std::string_view letters = "ntr\"'\\";
  constexpr std::string_view meanings = "\n\t\r\"'\\";
  auto const letter = rest.size() < 2 ? std::string_view::npos : letters.find(rest[1]);
  if (letter != std::string_view::npos) {
    to += meanings[letter];
    return 2;
  }
  bool const is_long = rest.starts_with("\\U");
  auto const length = std::size_t{is_long ? 6U : 4U};
  auto point = rest.starts_with("\\u") || is_long ? hex(rest, 2, length) : 0;
  auto taken = 2 + length;
  if (point >= 0xD800 && point < 0xDC00 && rest.substr(taken).starts_with("\\u")) {  // the first half of a pair
    auto const low = hex(rest, taken + 2, 4);
    if (low >= 0xDC00 && low <= 0xDFFF) {
      point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
      taken += 6;
    }
  }
  if (point == 0 || point > 0x10FFFF || is_surrogate(point)) {
    to += '\\';
    return 1;
  }
  append_utf8(to, point);
  return taken;
}

}  // namespace

Refusal refusal_at(Code code, Position at, std::vector<Argument> arguments) {
  auto const line = std::to_string(at.line);
  auto const column = std::to_string(at.column);
  arguments.insert(arguments.begin(), {{"line", line}, {"column", column}});
  return Refusal{code, line + ":" + column, std::move(arguments)};
}

void Scanner::advance(std::size_t bytes) {
  for (auto const c : rest().substr(0, bytes)) {
    if (c == '\n') {
      ++position_.line;
      position_.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++position_.column;
    }
  }
  at_ += bytes;
}

bool Scanner::skip_space() {
  while (!rest().empty()) {
    std::size_t length = 0;
    if (is_space(text_, at_, length)) {
      advance(length);
    } else if (rest().starts_with("//")) {
      advance(std::min(rest().find('\n'), rest().size()));
    } else if (rest().starts_with("/*")) {
      auto const end = rest().find("*/", 2);
      if (end == std::string_view::npos) return false;
      advance(end + 2);
    } else {
      break;
    }
  }
  return true;
}

Token Scanner::take(Token::Kind kind, std::size_t length) {
  Token token{kind, std::string{rest().substr(0, length)}, position_, at_};
  advance(length);
  return token;
}

Token Scanner::string(Token::Kind kind) {
  Token token{kind, {}, position_, at_};
  advance(kind == Token::Kind::at_literal ? 2 : 1);
  while (!rest().empty() && rest().front() != '"') {
    std::size_t length = 1;
    if (rest().front() == '\\') {
      length = append_escape(token.text, rest());
    } else {
      token.text += rest().front();
    }
    advance(length);
  }
  if (rest().empty()) return {Token::Kind::unreadable, "\"", token.at, token.begin};
  advance(1);
  return token;
}

Token Scanner::next() {
  if (!skip_space()) {
    Token token{Token::Kind::unreadable, "*/", position_, at_};
    advance(rest().size());
    return token;
  }
  if (rest().empty()) return {Token::Kind::end, "end", position_, at_};
  char const c = rest().front();
  if (c == '"') return string(Token::Kind::string);
  if (rest().starts_with("@\"")) return string(Token::Kind::at_literal);
  if (auto const length = number_length(rest()); length > 0) return take(Token::Kind::number, length);
  if (starts_word(c)) return take(Token::Kind::word, word_length(rest()));
  auto const symbol = std::ranges::find_if(symbols, [&](auto each) { return rest().starts_with(each); });
  if (symbol != symbols.end()) return take(Token::Kind::symbol, symbol->size());
  auto token = take(Token::Kind::unreadable, 1);
  token.text = "expression";
  return token;
}

}  // namespace congvu::feel
