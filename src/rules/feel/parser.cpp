#include "rules/feel/parser.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "rules/feel/functions.h"
#include "rules/feel/limits.h"

namespace congvu::feel {

Expected<Expression> compile(std::string_view text, std::span<std::string const> known_names) {
  if (text.size() > limits::text_bytes) {
    return refuse(codes::too_long, {}, {{"limit", std::to_string(limits::text_bytes)}});
  }
  if (!is_utf8(text)) return refuse(codes::not_text);
  return Parser{text, known_names}.whole();
}

Expected<Expression> Parser::whole() {
  if (auto const first = advance(); !first) return std::unexpected(first.error());
  auto const root = expression();
  if (!root) return std::unexpected(root.error());
  if (token_.is("[")) return unsupported("[ ]");  // a filter
  if (token_.kind != Token::Kind::end) return expected("operator");
  return std::move(result_);
}

Parser::Part Parser::expression() {
  if (nesting_ >= limits::nesting) {
    return std::unexpected(refusal_at(codes::too_deep, token_.at, {{"limit", std::to_string(limits::nesting)}}));
  }
  ++nesting_;
  auto part = token_.is("if") ? choice() : disjunction();
  --nesting_;
  return part;
}

Parser::Part Parser::choice() {
  auto const at = token_.at;
  std::array<Index, 3> parts{};
  std::array<std::string_view, 3> const words{"if", "then", "else"};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (auto const word = expect(words[i]); !word) return std::unexpected(word.error());
    auto const part = expression();
    if (!part) return part;
    parts[i] = *part;
  }
  return node(Operation::choose, at, parts[0], parts[1], parts[2]);
}

Parser::Part Parser::disjunction() {
  static constexpr std::array operators{BinaryOperator{"or", Operation::either}};
  return left_to_right(operators, &Parser::conjunction);
}

Parser::Part Parser::conjunction() {
  static constexpr std::array operators{BinaryOperator{"and", Operation::both}};
  return left_to_right(operators, &Parser::comparison);
}

Parser::Part Parser::comparison() {
  static constexpr std::array operators{
      BinaryOperator{"=", Operation::equal},   BinaryOperator{"!=", Operation::unequal},
      BinaryOperator{"<", Operation::less},    BinaryOperator{"<=", Operation::at_most},
      BinaryOperator{">", Operation::greater}, BinaryOperator{">=", Operation::at_least},
  };
  auto const left = sum();
  if (!left) return left;
  auto const at = token_.at;
  if (token_.is("in") || token_.is("between")) return membership(*left, at);
  auto const found = std::ranges::find_if(operators, [&](auto& each) { return token_.is(each.symbol); });
  if (found == operators.end()) return left;
  if (auto const next = advance(); !next) return std::unexpected(next.error());
  auto const right = sum();
  if (!right) return right;
  return node(found->operation, at, *left, *right);
}

Parser::Part Parser::sum() {
  static constexpr std::array operators{BinaryOperator{"+", Operation::add}, BinaryOperator{"-", Operation::subtract}};
  return left_to_right(operators, &Parser::product);
}

Parser::Part Parser::product() {
  static constexpr std::array operators{BinaryOperator{"*", Operation::multiply},
                                        BinaryOperator{"/", Operation::divide}};
  return left_to_right(operators, &Parser::negation);
}

Parser::Part Parser::negation() {
  std::vector<Position> signs;
  while (token_.is("-")) {
    signs.push_back(token_.at);
    if (auto const next = advance(); !next) return std::unexpected(next.error());
  }
  auto part = path();
  for (auto at = signs.rbegin(); part && at != signs.rend(); ++at) part = node(Operation::negate, *at, *part);
  if (part && token_.is("**")) return unsupported("**");
  return part;
}

Parser::Part Parser::path() {
  auto part = primary();
  while (part && token_.is(".")) {
    auto const at = token_.at;
    if (auto const next = advance(); !next) return std::unexpected(next.error());
    if (token_.kind != Token::Kind::name) return expected("name");
    part = node(Operation::path, at, *part, name_index(token_.text));
    if (auto const next = advance(); !next) return std::unexpected(next.error());
  }
  return part;
}

Parser::Part Parser::primary() {
  auto const at = token_.at;
  switch (token_.kind) {
    case Token::Kind::name:
      return name_or_call();
    case Token::Kind::keyword:
      return literal_keyword();
    case Token::Kind::number: {
      auto const number = Number::parse(token_.text);
      if (!number) return expected("number");
      if (auto const next = advance(); !next) return std::unexpected(next.error());
      return literal(*number, at);
    }
    case Token::Kind::string: {
      Value text{token_.text};
      if (auto const next = advance(); !next) return std::unexpected(next.error());
      return literal(std::move(text), at);
    }
    case Token::Kind::at_literal: {
      auto const date = parse_date(token_.text);
      if (!date) return unsupported("@\"" + token_.text + "\"");
      if (auto const next = advance(); !next) return std::unexpected(next.error());
      return literal(*date, at);
    }
    case Token::Kind::symbol:
      if (token_.is("(")) return bracketed();
      if (token_.is("[")) return list();
      if (token_.is("{")) return unsupported("{ }");
      return expected("expression");
    case Token::Kind::end:
      return expected("expression");
  }
  return expected("expression");
}

Parser::Part Parser::literal_keyword() {
  auto const at = token_.at;
  auto const word = token_.text;
  if (word == "for" || word == "some" || word == "every" || word == "function") return unsupported(word);
  if (word != "true" && word != "false" && word != "null" && word != "not") return expected("expression");
  if (auto const next = advance(); !next) return std::unexpected(next.error());
  if (word == "null") return literal({}, at);
  if (word != "not") return literal(word == "true", at);
  if (!token_.is("(")) return expected("(");
  auto const inner = bracketed();
  if (!inner) return inner;
  return node(Operation::opposite, at, *inner);
}

Parser::Part Parser::bracketed() {
  if (auto const open = expect("("); !open) return std::unexpected(open.error());
  auto const inner = expression();
  if (!inner) return inner;
  if (auto const close = expect(")"); !close) return std::unexpected(close.error());
  return inner;
}

Parser::Part Parser::list() {
  auto const at = token_.at;
  std::vector<Index> items;
  if (auto const next = advance(); !next) return std::unexpected(next.error());
  while (!token_.is("]")) {
    if (!items.empty()) {
      if (auto const comma = expect(","); !comma) return std::unexpected(comma.error());
    }
    auto const item = expression();
    if (!item) return item;
    items.push_back(*item);
    if (token_.is("..")) return unsupported("[ .. ]");
  }
  if (auto const next = advance(); !next) return std::unexpected(next.error());
  return with_operands(Operation::list, at, items, 0);
}

Parser::Part Parser::name_or_call() {
  auto const name = token_;
  if (auto const next = advance(); !next) return std::unexpected(next.error());
  if (token_.is("(")) return call(name);
  return node(Operation::name, name.at, name_index(name.text));
}

Parser::Part Parser::call(Token const& name) {
  auto const function = function_named(name.text);
  if (!function) return std::unexpected(refusal_at(codes::unknown_function, name.at, {{"name", name.text}}));
  std::vector<Index> arguments;
  if (auto const next = advance(); !next) return std::unexpected(next.error());
  while (!token_.is(")")) {
    if (!arguments.empty()) {
      if (auto const comma = expect(","); !comma) return std::unexpected(comma.error());
    }
    auto const argument = expression();
    if (!argument) return argument;
    arguments.push_back(*argument);
  }
  auto const& signature = functions()[*function];
  if (arguments.size() < signature.least || arguments.size() > signature.most) return expected("argument");
  if (auto const next = advance(); !next) return std::unexpected(next.error());
  return with_operands(Operation::call, name.at, arguments, *function);
}

Parser::Part Parser::left_to_right(std::span<BinaryOperator const> operators, Part (Parser::*operand)()) {
  auto left = (this->*operand)();
  while (left) {
    auto const found = std::ranges::find_if(operators, [&](auto& each) { return token_.is(each.symbol); });
    if (found == operators.end()) break;
    auto const at = token_.at;
    if (auto const next = advance(); !next) return std::unexpected(next.error());
    auto const right = (this->*operand)();
    if (!right) return right;
    left = node(found->operation, at, *left, *right);
  }
  return left;
}

Expected<bool> Parser::advance() {
  auto next = scanner_.next();
  if (!next) return std::unexpected(next.error());
  token_ = std::move(*next);
  return true;
}

Expected<bool> Parser::expect(std::string_view symbol_or_keyword) {
  if (!token_.is(symbol_or_keyword)) return expected(symbol_or_keyword);
  return advance();
}

std::unexpected<Refusal> Parser::expected(std::string_view what) const {
  return std::unexpected(
      refusal_at(codes::syntax, token_.at, {{"found", token_.text}, {"expected", std::string{what}}}));
}

std::unexpected<Refusal> Parser::unsupported(std::string_view what) const {
  return std::unexpected(refusal_at(codes::unsupported, token_.at, {{"what", std::string{what}}}));
}

Parser::Part Parser::node(Operation operation, Position at, Index first, Index second, Index third) {
  std::uint16_t deepest = 0;
  auto const below = [&](Index part) { deepest = std::max(deepest, depths_[part]); };
  switch (operation) {
    case Operation::literal:
    case Operation::name:
      break;
    case Operation::list:
      deepest = depth_of(first, second);
      break;
    case Operation::call:
      deepest = depth_of(second, third);
      break;
    case Operation::in:
      below(first), deepest = std::max(deepest, depth_of(second, third));
      break;
    case Operation::path:
      below(first);
      break;
    case Operation::choose:
    case Operation::between:
      below(first), below(second), below(third);
      break;
    default:
      below(first), below(second == 0 ? first : second);
  }
  if (deepest >= limits::chain) {
    return std::unexpected(refusal_at(codes::too_deep, at, {{"limit", std::to_string(limits::chain)}}));
  }
  result_.nodes_.push_back({operation, false, false, first, second, third, at});
  depths_.push_back(static_cast<std::uint16_t>(deepest + 1));
  return static_cast<Index>(result_.nodes_.size() - 1);
}

std::uint16_t Parser::depth_of(Index first, std::uint32_t count) const {
  std::uint16_t deepest = 0;
  for (auto i = first; i < first + count; ++i) deepest = std::max(deepest, depths_[result_.operands_[i]]);
  return deepest;
}

Parser::Part Parser::literal(Value value, Position at) {
  result_.literals_.push_back(std::move(value));
  return node(Operation::literal, at, static_cast<Index>(result_.literals_.size() - 1));
}

// A node over a run of operands: a list has no other part, a call its function and `in` its left side in `first`.
Parser::Part Parser::with_operands(Operation operation, Position at, std::vector<Index> const& operands, Index first) {
  auto const begin = static_cast<Index>(result_.operands_.size());
  auto const count = static_cast<Index>(operands.size());
  result_.operands_.insert(result_.operands_.end(), operands.begin(), operands.end());
  if (operation == Operation::list) return node(operation, at, begin, count);
  return node(operation, at, first, begin, count);
}

Parser::Index Parser::name_index(std::string const& name) {
  auto const found = std::ranges::find(result_.names_, name);
  if (found != result_.names_.end()) return static_cast<Index>(found - result_.names_.begin());
  result_.names_.push_back(name);
  return static_cast<Index>(result_.names_.size() - 1);
}

}  // namespace congvu::feel
