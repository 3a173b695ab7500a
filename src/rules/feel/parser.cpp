#include "rules/feel/parser.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "rules/feel/builtins.h"
#include "rules/feel/limits.h"

namespace congvu::feel {
namespace {

std::optional<Refusal> unreadable(std::string_view text) {
  if (text.size() > limits::text_bytes) {
    return Refusal{codes::too_long, {}, {{"limit", std::to_string(limits::text_bytes)}}};
  }
  if (!is_utf8(text)) return Refusal{codes::not_text};
  return std::nullopt;
}

}  // namespace

Expected<Expression> compile(std::string_view text, Names const& names) {
  return compile(text, ToldNames{names});
}

Expected<Expression> compile(std::string_view text, ToldNames const& names) {
  if (auto const refusal = unreadable(text)) return std::unexpected(*refusal);
  return Parser{text, names}.expression_alone();
}

Expected<Expression> compile(std::string_view text, std::span<std::string const> variables) {
  Names names;
  names.variables.assign(variables.begin(), variables.end());
  return compile(text, names);
}

Expected<Expression> compile_tests(std::string_view text, Names const& names) {
  return compile_tests(text, ToldNames{names});
}

Expected<Expression> compile_tests(std::string_view text, ToldNames const& names) {
  if (auto const refusal = unreadable(text)) return std::unexpected(*refusal);
  return Parser{text, names}.tests_alone();
}

Parser::Parser(std::string_view text, ToldNames const& names) : scanner_(text), told_(names), types_(names.types) {
  program_->text = text;
}

Expected<Expression> Parser::expression_alone() {
  advance();
  auto const root = expression();
  return result(root);
}

Expected<Expression> Parser::tests_alone() {
  advance();
  auto const root = tests();
  return result(root);
}

Expected<Expression> Parser::result(Index root) {
  if (token_.kind != Token::Kind::end && !given_up_) fault("operator");
  if (!faults_.empty()) {
    auto refusal = faults_.front();
    if (faults_.size() > 1) refusal.parts = std::move(faults_);
    return std::unexpected(std::move(refusal));
  }
  program_->root = root;
  program_->places = scopes_.front().definition.places;
  return Expression{std::move(program_)};
}

void Parser::advance() {
  if (given_up_) return;
  token_ = scanner_.next();
  while (token_.kind == Token::Kind::unreadable && !given_up_) {
    lost_ = false;  // each is a fault of its own
    auto const needed = token_.text;
    auto const rest = scanner_.from(token_);
    constexpr std::size_t shown = 24;
    token_.text = rest.substr(0, std::clamp<std::size_t>(rest.find_first_of(" \t\n"), 1, shown));
    if (needed != "expression") token_.text = "end";  // what was opened is never closed
    fault(needed);
    if (!given_up_) token_ = scanner_.next();
  }
}

bool Parser::accept(std::string_view symbol_or_keyword) {
  if (!token_.is(symbol_or_keyword)) return false;
  advance();
  return true;
}

// Whether a comma and another of several things follow. A fault in the one before is over there.
bool Parser::another() {
  if (lost_) skip_to(",");
  if (!accept(",")) return false;
  lost_ = false;
  return true;
}

bool Parser::expect(std::string_view symbol_or_keyword) {
  if (!token_.is(symbol_or_keyword)) {
    fault(symbol_or_keyword);
    skip_to(symbol_or_keyword);
    if (!token_.is(symbol_or_keyword)) return false;
  }
  lost_ = false;
  advance();
  return true;
}

// To what was wanted, or to what closes what is around: brackets that open on the way are passed with what they hold.
void Parser::skip_to(std::string_view wanted) {
  static constexpr std::array<std::string_view, 9> closing{")",    "]",      "}",         ",", "then",
                                                           "else", "return", "satisfies", ".."};
  int opened = 0;
  while (token_.kind != Token::Kind::end && !given_up_) {
    if (opened == 0 &&
        (token_.is(wanted) || std::ranges::any_of(closing, [&](auto each) { return token_.is(each); }))) {
      return;
    }
    if (token_.is("(") || token_.is("[") || token_.is("{")) ++opened;
    if (token_.is(")") || token_.is("]") || token_.is("}")) --opened;
    advance();
  }
}

Index Parser::fault(std::string_view expected) {
  return fault(refusal_at(codes::syntax, token_.at, {{"found", token_.text}, {"expected", std::string{expected}}}));
}

Index Parser::fault(Refusal refusal) {
  if (!lost_ && !given_up_) faults_.push_back(std::move(refusal));
  lost_ = true;
  if (faults_.size() >= limits::problems) given_up_ = true;
  if (given_up_) token_ = {Token::Kind::end, "end", token_.at, token_.begin};
  program_->nodes.push_back({.operation = Operation::literal, .first = 0, .at = token_.at});
  if (program_->literals.empty()) program_->literals.emplace_back();
  depths_.push_back(1);
  return static_cast<Index>(program_->nodes.size() - 1);
}

Index Parser::too_deep(int limit, Position at) {
  lost_ = false;
  if (!given_up_) faults_.push_back(refusal_at(codes::too_deep, at, {{"limit", std::to_string(limit)}}));
  given_up_ = true;
  return fault("expression");
}

Index Parser::node(Node added) {
  auto const depth = depth_below(added);
  if (depth >= limits::chain) return too_deep(limits::chain, added.at);
  // A name deep in filters has an operation for each of them.
  if (program_->nodes.size() >= limits::operations) return too_deep(limits::nesting, added.at);
  program_->nodes.push_back(added);
  depths_.push_back(static_cast<std::uint16_t>(depth + 1));
  return static_cast<Index>(program_->nodes.size() - 1);
}

Index Parser::run(std::vector<Index> const& indices) {
  auto const begin = static_cast<Index>(program_->operands.size());
  program_->operands.insert(program_->operands.end(), indices.begin(), indices.end());
  return begin;
}

// An operation over a run of nodes, or over one node, `first`, and a run.
Index Parser::node_of_run(Operation operation, Position at, std::vector<Index> const& indices, Index first) {
  auto const begin = run(indices);
  auto const count = static_cast<Index>(indices.size());
  if (first == none) return node({.operation = operation, .first = begin, .second = count, .at = at});
  return node({.operation = operation, .first = first, .second = begin, .third = count, .at = at});
}

Index Parser::literal(Value value, Position at) {
  program_->literals.push_back(std::move(value));
  return node({.operation = Operation::literal, .first = static_cast<Index>(program_->literals.size() - 1), .at = at});
}

Index Parser::no_value(std::string const& about, NoValue why, Position at) {
  return node(
      {.operation = Operation::no_value, .first = name_index(about), .second = static_cast<Index>(why), .at = at});
}

Index Parser::name_index(std::string const& name) {
  auto const [found, is_new] = names_.try_emplace(name, static_cast<Index>(program_->names.size()));
  if (is_new) program_->names.push_back(name);
  return found->second;
}

std::uint16_t Parser::depth_of(Index index) const {
  return index == none ? std::uint16_t{0} : depths_[index];
}

std::uint16_t Parser::depth_of_run(Index begin, Index count) const {
  std::uint16_t deepest = 0;
  for (auto i = begin; i < begin + count; ++i) deepest = std::max(deepest, depth_of(program_->operands[i]));
  return deepest;
}

std::uint16_t Parser::depth_below(Node const& n) const {
  switch (n.operation) {
    case Operation::literal:
    case Operation::read:
    case Operation::local:
    case Operation::builtin:
    case Operation::no_value:
      return 0;
    case Operation::member:
      return depth_of(n.third);
    case Operation::path:
    case Operation::negate:
    case Operation::opposite:
    case Operation::instance_of:
      return depth_of(n.first);
    case Operation::list:
    case Operation::both:
    case Operation::either:
      return depth_of_run(n.first, n.second);
    case Operation::call_builtin:
      return depth_of_run(n.second, n.third);
    case Operation::call:
    case Operation::in:
      return std::max(depth_of(n.first), depth_of_run(n.second, n.third));
    case Operation::call_named: {
      auto deepest = depth_of(n.first);
      for (Index i = 0; i < n.third; ++i)
        deepest = std::max(deepest, depth_of(program_->operands[n.second + 2 * i + 1]));
      return deepest;
    }
    case Operation::context: {
      std::uint16_t deepest = 0;
      for (Index i = 0; i < n.second; ++i)
        deepest = std::max(deepest, depth_of(program_->operands[n.first + 3 * i + 1]));
      return deepest;
    }
    case Operation::for_each:
    case Operation::some:
    case Operation::every: {
      auto deepest = depth_of(n.third);
      for (Index i = 0; i < n.second; ++i) {
        deepest = std::max({deepest, depth_of(program_->operands[n.first + 3 * i + 1]),
                            depth_of(program_->operands[n.first + 3 * i + 2])});
      }
      return deepest;
    }
    case Operation::filter:
      return std::max(depth_of(n.first), depth_of(n.second));
    case Operation::function:
      return depth_of(program_->definitions[n.first].body);
    default:
      return std::max({depth_of(n.first), depth_of(n.second), depth_of(n.third)});
  }
}

}  // namespace congvu::feel
