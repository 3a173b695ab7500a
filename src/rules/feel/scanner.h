// FEEL text as tokens. Words come one at a time: which of them make a name depends on what is known where they stand,
// so the parser, which knows, reads names from the text itself and tells the scanner where to go on.
// DMN 1.5, clause 10.3.1.2.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.h"
#include "rules/feel/warning.h"

namespace congvu::feel {

struct Token {
  enum class Kind { word, number, string, at_literal, symbol, unreadable, end };
  Kind kind = Kind::end;
  std::string text;  // of a string without quotes and escapes; of what is unreadable, what was needed
  Position at;
  std::size_t begin = 0;  // in the text, in bytes

  bool is(std::string_view symbol_or_keyword) const {
    return (kind == Kind::symbol || kind == Kind::word) && text == symbol_or_keyword;
  }
};

namespace codes {
inline constexpr Code syntax{"feel.syntax", Kind::invalid};                      // line, column, found, expected
inline constexpr Code unknown_function{"feel.unknown_function", Kind::invalid};  // line, column, name
inline constexpr Code too_long{"feel.too_long", Kind::too_large};                // limit
inline constexpr Code too_deep{"feel.too_deep", Kind::too_large};                // line, column, limit
inline constexpr Code not_text{"feel.not_text", Kind::malformed};                // not UTF-8
}  // namespace codes

// A refusal at a place: subject "line:column", and both among the arguments.
Refusal refusal_at(Code, Position, std::vector<Argument>);

// Reads `text`, which it refers to, from left to right. The text is valid UTF-8.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}
  Token next();
  std::string_view text() const { return text_; }
  // The text from the token's first byte on.
  std::string_view from(Token const& token) const { return text_.substr(token.begin); }
  std::size_t reached() const { return at_; }
  // To a place further on, in bytes, from where the next token is read.
  void go_on_at(std::size_t place) { advance(place - at_); }

 private:
  bool skip_space();  // false when a comment is never closed
  void advance(std::size_t bytes);
  std::string_view rest() const { return text_.substr(at_); }
  Token take(Token::Kind, std::size_t length);
  Token string(Token::Kind);

  std::string_view text_;
  std::size_t at_ = 0;
  Position position_;
};

}  // namespace congvu::feel
