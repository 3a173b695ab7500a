// Operators, weakest first: or; and; = != < <= > >= between in; + -; * /; **; - before; then what follows a value:
// instance of, paths, filters and invocations. DMN 1.5, clause 10.3.1.2, rules 2 to 56.
#include <algorithm>
#include <array>

#include "rules/feel/limits.h"
#include "rules/feel/parser.h"

namespace congvu::feel {
namespace {

struct BinaryOperator {
  std::string_view symbol;
  Operation operation;
};

constexpr std::array comparisons{
    BinaryOperator{"=", Operation::equal},   BinaryOperator{"!=", Operation::unequal},
    BinaryOperator{"<", Operation::less},    BinaryOperator{"<=", Operation::at_most},
    BinaryOperator{">", Operation::greater}, BinaryOperator{">=", Operation::at_least},
};
constexpr std::array sums{BinaryOperator{"+", Operation::add}, BinaryOperator{"-", Operation::subtract}};
constexpr std::array products{BinaryOperator{"*", Operation::multiply}, BinaryOperator{"/", Operation::divide}};
constexpr std::array powers{BinaryOperator{"**", Operation::power}};

std::optional<Operation> operation_of(Token const& token, std::span<BinaryOperator const> operators) {
  if (token.kind != Token::Kind::symbol) return std::nullopt;
  auto const found = std::ranges::find(operators, token.text, &BinaryOperator::symbol);
  return found == operators.end() ? std::nullopt : std::optional{found->operation};
}

}  // namespace

Index Parser::expression() {
  if (nesting_ >= limits::nesting) return too_deep(limits::nesting, token_.at);
  ++nesting_;
  auto const ended_range = std::exchange(ends_range_, false);
  auto const whole = disjunction();
  ends_range_ = ended_range;
  --nesting_;
  return whole;
}

Index Parser::disjunction() {
  auto const first = conjunction();
  if (!token_.is("or")) return first;
  auto const at = token_.at;
  std::vector<Index> parts{first};
  while (accept("or")) parts.push_back(conjunction());
  return node_of_run(Operation::either, at, parts);
}

Index Parser::conjunction() {
  auto const first = comparison();
  if (!token_.is("and")) return first;
  auto const at = token_.at;
  std::vector<Index> parts{first};
  while (accept("and")) parts.push_back(comparison());
  return node_of_run(Operation::both, at, parts);
}

Index Parser::comparison() {
  auto left = sum();
  while (!given_up_) {
    auto const at = token_.at;
    if (accept("between")) {
      left = between(left, at);
    } else if (accept("in")) {
      left = membership(left, at);
    } else if (auto const operation = operation_of(token_, comparisons)) {
      advance();
      auto const right = sum();
      left = node({.operation = *operation, .first = left, .second = right, .at = at});
    } else {
      break;
    }
  }
  return left;
}

Index Parser::between(Index value, Position at) {
  auto const low = sum();
  expect("and");
  auto const high = sum();
  return node({.operation = Operation::between, .first = value, .second = low, .third = high, .at = at});
}

Index Parser::sum() {
  auto left = product();
  while (auto const operation = operation_of(token_, sums)) {
    auto const at = token_.at;
    advance();
    auto const right = product();
    left = node({.operation = *operation, .first = left, .second = right, .at = at});
  }
  return left;
}

Index Parser::product() {
  auto left = exponentiation();
  while (auto const operation = operation_of(token_, products)) {
    auto const at = token_.at;
    advance();
    auto const right = exponentiation();
    left = node({.operation = *operation, .first = left, .second = right, .at = at});
  }
  return left;
}

// Leftmost first, and weaker than a sign: -3 ** 2 is 9.
Index Parser::exponentiation() {
  auto left = negation();
  while (auto const operation = operation_of(token_, powers)) {
    auto const at = token_.at;
    advance();
    auto const right = negation();
    left = node({.operation = *operation, .first = left, .second = right, .at = at});
  }
  return left;
}

Index Parser::negation() {
  std::vector<Position> signs;
  while (token_.is("-")) {
    signs.push_back(token_.at);
    advance();
  }
  auto part = postfix();
  for (auto at = signs.rbegin(); at != signs.rend(); ++at) {
    auto const& inner = program_->nodes[part];
    auto const* number = inner.operation == Operation::literal ? program_->literals[inner.first].as<Number>() : nullptr;
    part = number != nullptr ? literal(negate(*number), *at)
                             : node({.operation = Operation::negate, .first = part, .at = *at});
  }
  return part;
}

Index Parser::postfix() {
  auto part = primary();
  while (!given_up_) {
    if (token_.is(".")) {
      part = path(part);
    } else if (token_.is("[") && !ends_range_) {
      part = filter(part);
    } else if (token_.is("(")) {
      part = invocation(part);
    } else if (token_.is("instance")) {
      part = instance_of(part);
    } else {
      break;
    }
  }
  return part;
}

Index Parser::path(Index whole) {
  auto const at = token_.at;
  advance();
  auto const name = name_here();
  if (!name) return fault("name");
  return node({.operation = Operation::path, .first = whole, .second = name_index(*name), .at = at});
}

Index Parser::filter(Index list) {
  auto const at = token_.at;
  advance();
  auto const place = bind("item");
  bind_filter(place);
  auto const predicate = expression();
  unbind(2);
  expect("]");
  return node({.operation = Operation::filter, .first = list, .second = predicate, .third = place, .at = at});
}

Index Parser::invocation(Index callee) {
  auto const at = token_.at;
  auto const given = arguments();
  if (given.names.empty()) return node_of_run(Operation::call, at, given.values, callee);
  std::vector<Index> pairs;
  for (std::size_t i = 0; i < given.values.size(); ++i) {
    pairs.push_back(name_index(given.names[i]));
    pairs.push_back(given.values[i]);
  }
  auto const begin = run(pairs);
  return node({.operation = Operation::call_named,
               .first = callee,
               .second = begin,
               .third = static_cast<Index>(given.values.size()),
               .at = at});
}

Index Parser::instance_of(Index value) {
  auto const at = token_.at;
  advance();
  expect("of");
  program_->types.push_back(type());
  return node({.operation = Operation::instance_of,
               .first = value,
               .second = static_cast<Index>(program_->types.size() - 1),
               .at = at});
}

}  // namespace congvu::feel
