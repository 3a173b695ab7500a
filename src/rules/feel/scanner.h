// FEEL text as tokens. A name may have several words, so the scanner takes the longest run of words that holds no
// keyword, or a longer name that it was told of. DMN 1.5, clause 10.3.1.3.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/refusal.h"
#include "rules/feel/expression.h"

namespace congvu::feel {

struct Token {
  enum class Kind { name, keyword, number, string, at_literal, symbol, end };
  Kind kind = Kind::end;
  std::string text;  // of a name with single spaces; of a string without quotes and escapes
  Position at;

  bool is(std::string_view symbol_or_keyword) const {
    return (kind == Kind::symbol || kind == Kind::keyword) && text == symbol_or_keyword;
  }
};

namespace codes {
inline constexpr Code syntax{"feel.syntax", Kind::invalid};                      // line, column, found, expected
inline constexpr Code unsupported{"feel.unsupported", Kind::invalid};            // line, column, what
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
  Scanner(std::string_view text, std::span<std::string const> known_names) : text_(text), known_(known_names) {}
  Expected<Token> next();

 private:
  void skip_space();
  void advance(std::size_t bytes);
  std::string_view rest() const { return text_.substr(at_); }
  std::string_view word() const;
  std::size_t known_name_here() const;
  Token name_or_keyword();
  Token number();
  Expected<Token> string(Token::Kind);
  Expected<Token> symbol();

  std::string_view text_;
  std::span<std::string const> known_;
  std::size_t at_ = 0;
  Position position_;
};

}  // namespace congvu::feel
