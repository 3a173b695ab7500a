#include "rules/feel/scanner.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace congvu::feel {
namespace {

constexpr std::array<std::string_view, 17> keywords{"and",  "or",    "not",    "in",        "between", "if",
                                                    "then", "else",  "true",   "false",     "null",    "for",
                                                    "some", "every", "return", "satisfies", "function"};
constexpr std::array<std::string_view, 22> symbols{"<=", ">=", "!=", "..", "**", "->", "<", ">", "=", "+", "-",
                                                   "*",  "/",  "(",  ")",  "[",  "]",  ",", ".", "{", "}", ":"};

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
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

void append_utf8(std::string& to, std::uint32_t point) {
  auto const byte = [&](std::uint32_t bits) { to += static_cast<char>(static_cast<unsigned char>(bits)); };
  if (point < 0x80) {
    byte(point);
  } else if (point < 0x800) {
    byte(0xC0 | (point >> 6));
    byte(0x80 | (point & 0x3F));
  } else {
    byte(0xE0 | (point >> 12));
    byte(0x80 | ((point >> 6) & 0x3F));
    byte(0x80 | (point & 0x3F));
  }
}

// Appends what the escape at the start of `rest` stands for; its length in bytes, 0 when it is no escape of FEEL.
std::size_t append_escape(std::string& to, std::string_view rest) {
  if (rest.size() < 2) return 0;
  switch (rest[1]) {
    case 'n':
      to += '\n';
      return 2;
    case 't':
      to += '\t';
      return 2;
    case 'r':
      to += '\r';
      return 2;
    case '"':
    case '\\':
    case '\'':
      to += rest[1];
      return 2;
    case 'u': {
      std::uint32_t point = 0;
      if (rest.size() < 6) return 0;
      auto const digits = rest.substr(2, 4);
      auto const read = std::from_chars(digits.data(), digits.data() + 4, point, 16);
      if (read.ec != std::errc{} || read.ptr != digits.data() + 4) return 0;
      if (point == 0 || (point >= 0xD800 && point <= 0xDFFF)) return 0;  // half a character
      append_utf8(to, point);
      return 6;
    }
    default:
      return 0;
  }
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

void Scanner::skip_space() {
  while (!rest().empty()) {
    if (is_space(rest().front())) {
      advance(1);
    } else if (rest().starts_with("//")) {
      advance(std::min(rest().find('\n'), rest().size()));
    } else if (rest().starts_with("/*")) {
      auto const end = rest().find("*/", 2);
      advance(end == std::string_view::npos ? rest().size() : end + 2);
    } else {
      return;
    }
  }
}

std::string_view Scanner::word() const {
  std::size_t length = 0;
  if (!rest().empty() && starts_word(rest().front())) {
    while (length < rest().size() && continues_word(rest()[length])) ++length;
  }
  return rest().substr(0, length);
}

// The length of the longest name we were told of that stands here, with any white space for each of its spaces.
std::size_t Scanner::known_name_here() const {
  std::size_t longest = 0;
  for (auto const& name : known_) {
    std::size_t here = 0;
    bool matches = !name.empty();
    for (std::size_t i = 0; matches && i < name.size(); ++i) {
      if (name[i] == ' ') {
        auto const before = here;
        while (here < rest().size() && is_space(rest()[here])) ++here;
        matches = here > before;
      } else {
        matches = here < rest().size() && rest()[here] == name[i];
        ++here;
      }
    }
    if (matches && here < rest().size() && continues_word(name.back()) && continues_word(rest()[here])) matches = false;
    if (matches) longest = std::max(longest, here);
  }
  return longest;
}

Token Scanner::name_or_keyword() {
  Token token{Token::Kind::name, {}, position_};
  auto const known = known_name_here();
  auto const first = word();
  if (known <= first.size() && is_keyword(first)) {
    token.kind = Token::Kind::keyword;
    token.text = first;
    advance(first.size());
    return token;
  }
  auto const begin = at_;
  std::string run;
  std::size_t end = at_;
  auto here = *this;
  for (auto next = first; !next.empty() && !is_keyword(next); next = here.word()) {
    if (!run.empty()) run += ' ';
    run += next;
    here.advance(next.size());
    end = here.at_;
    here.skip_space();
  }
  if (known > end - begin) {
    auto const matched = rest().substr(0, known);
    for (auto const c : matched) {
      if (!is_space(c)) {
        token.text += c;
      } else if (token.text.back() != ' ') {
        token.text += ' ';
      }
    }
    advance(known);
  } else {
    token.text = std::move(run);
    advance(end - begin);
  }
  return token;
}

Token Scanner::number() {
  std::size_t length = 0;
  auto const digits = [&] {
    while (length < rest().size() && is_digit(rest()[length])) ++length;
  };
  digits();
  // "1..5" is a range, not a number with a point.
  if (length + 1 < rest().size() && rest()[length] == '.' && is_digit(rest()[length + 1])) {
    ++length;
    digits();
  }
  Token token{Token::Kind::number, std::string{rest().substr(0, length)}, position_};
  advance(length);
  return token;
}

Expected<Token> Scanner::string(Token::Kind kind) {
  Token token{kind, {}, position_};
  advance(1);  // the opening quote
  while (!rest().empty() && rest().front() != '"') {
    if (rest().front() != '\\') {
      token.text += rest().front();
      advance(1);
      continue;
    }
    auto const length = append_escape(token.text, rest());
    if (length == 0) {
      return std::unexpected(
          refusal_at(codes::syntax, position_, {{"found", std::string{rest().substr(0, 1)}}, {"expected", "escape"}}));
    }
    advance(length);
  }
  if (rest().empty()) {
    return std::unexpected(refusal_at(codes::syntax, token.at, {{"found", "end"}, {"expected", "\""}}));
  }
  advance(1);
  return token;
}

Expected<Token> Scanner::symbol() {
  for (auto const symbol : symbols) {
    if (!rest().starts_with(symbol)) continue;
    Token token{Token::Kind::symbol, std::string{symbol}, position_};
    advance(symbol.size());
    return token;
  }
  return std::unexpected(
      refusal_at(codes::syntax, position_, {{"found", std::string{rest().substr(0, 1)}}, {"expected", "expression"}}));
}

Expected<Token> Scanner::next() {
  skip_space();
  if (rest().empty()) return Token{Token::Kind::end, "end", position_};
  char const c = rest().front();
  if (c == '"') return string(Token::Kind::string);
  if (rest().starts_with("@\"")) {
    advance(1);
    return string(Token::Kind::at_literal);
  }
  if (is_digit(c) || (c == '.' && rest().size() > 1 && is_digit(rest()[1]))) return number();
  if (starts_word(c)) return name_or_keyword();
  return symbol();
}

}  // namespace congvu::feel
