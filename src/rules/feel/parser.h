// Reads FEEL by recursive descent, one function a level of precedence, lowest first. Recursion is bounded by
// limits::nesting, the depth of what is built by limits::chain. DMN 1.5, clause 10.3.1.2.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/feel/scanner.h"

namespace congvu::feel {

class Parser {
 public:
  Parser(std::string_view text, std::span<std::string const> known_names) : scanner_(text, known_names) {
    result_.text_ = text;
  }
  Expected<Expression> whole();

 private:
  using Index = std::uint32_t;  // of a node
  using Part = Expected<Index>;

  Part expression();
  Part choice();
  Part disjunction();
  Part conjunction();
  Part comparison();
  Part membership(Index left, Position);
  Part test();
  Part range(Position);
  Part sum();
  Part product();
  Part negation();
  Part path();
  Part primary();
  Part literal_keyword();
  Part bracketed();
  Part list();
  Part name_or_call();
  Part call(Token const& name);

  struct BinaryOperator {
    std::string_view symbol;
    Operation operation;
  };
  Part left_to_right(std::span<BinaryOperator const>, Part (Parser::*operand)());

  Expected<bool> advance();  // to the next token
  Expected<bool> expect(std::string_view symbol_or_keyword);
  std::unexpected<Refusal> expected(std::string_view what) const;
  std::unexpected<Refusal> unsupported(std::string_view what) const;

  Part node(Operation, Position, Index first = 0, Index second = 0, Index third = 0);
  Part literal(Value, Position);
  Part with_operands(Operation, Position, std::vector<Index> const& operands, Index first);
  Index name_index(std::string const&);
  std::uint16_t depth_of(Index first, std::uint32_t count) const;

  Scanner scanner_;
  Token token_;
  int nesting_ = 0;
  Expression result_;
  std::vector<std::uint16_t> depths_;  // of each node of result_
};

}  // namespace congvu::feel
