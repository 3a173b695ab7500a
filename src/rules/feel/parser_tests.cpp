// What stands to the right of `in`, and alone in the cells of decision tables. DMN 1.5, clause 10.3.1.2, rules 7 to 18.
#include <array>

#include "rules/feel/parser.h"

namespace congvu::feel {
namespace {

constexpr std::array<std::pair<std::string_view, Operation>, 6> operators{{
    {"=", Operation::item_equal},
    {"!=", Operation::item_unequal},
    {"<", Operation::item_less},
    {"<=", Operation::item_at_most},
    {">", Operation::item_greater},
    {">=", Operation::item_at_least},
}};

}  // namespace

// An operator and a value; or a value, which must be equal, or a list or range, which must hold it. In a cell also a
// condition on `?`: a cell's tests are the only ones outside every expression.
Index Parser::test() {
  auto const at = token_.at;
  for (auto const& [symbol, operation] : operators) {
    if (!token_.is(symbol)) continue;
    advance();
    auto const value = sum();
    return node({.operation = operation, .first = value, .at = at});
  }
  auto const read_before = std::exchange(reads_input_, false);
  auto const value = nesting_ == 0 ? expression() : sum();
  auto const holds = std::exchange(reads_input_, read_before || reads_input_);
  return node(
      {.operation = holds && nesting_ == 0 ? Operation::item_holds : Operation::item_among, .first = value, .at = at});
}

// x in test; x in (test, test)
Index Parser::membership(Index value, Position at) {
  auto const start = token_.at;
  if (!accept("(")) {
    auto const only = test();
    return node_of_run(Operation::in, at, {only}, value);
  }
  auto const first = test();
  if (token_.is("..")) {  // "(1..5)" is a range that leaves its low end out
    auto const range = range_from(program_->nodes[first].first, true, start);
    auto const among = node({.operation = Operation::item_among, .first = range, .at = start});
    return node_of_run(Operation::in, at, {among}, value);
  }
  std::vector<Index> tests{first};
  while (another()) tests.push_back(test());
  expect(")");
  return node_of_run(Operation::in, at, tests, value);
}

Index Parser::positive_tests(Index value, Position at) {
  std::vector<Index> all;
  do {
    all.push_back(test());
  } while (another());
  return node_of_run(Operation::in, at, all, value);
}

// -; not(test, …); test, …
Index Parser::tests() {
  auto const at = token_.at;
  auto const rest = scanner_.text().substr(scanner_.reached());
  std::size_t space = 0;
  std::size_t after = 0;
  while (is_space(rest, after, space)) after += space;
  if (token_.is("-") && after == rest.size()) {
    advance();
    return literal(true, at);
  }
  auto const input = meaning_of("?", at);
  reads_input_ = false;
  if (!token_.is("not") || !rest.substr(after).starts_with('(')) return positive_tests(input, at);
  advance();
  advance();
  auto const inner = positive_tests(input, at);
  expect(")");
  return node({.operation = Operation::opposite, .first = inner, .at = at});
}

}  // namespace congvu::feel
