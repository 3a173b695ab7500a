// What stands to the right of `in` and `between`: the part of the grammar that decision tables will use for their
// cells. DMN 1.5, clause 10.3.1.2, rules 7 to 15.
#include <algorithm>
#include <array>

#include "rules/feel/parser.h"

namespace congvu::feel {

// x between a and b; x in test; x in (test, test)
Parser::Part Parser::membership(Index left, Position at) {
  bool const between = token_.is("between");
  if (auto const next = advance(); !next) return std::unexpected(next.error());
  if (between) {
    auto const low = sum();
    if (!low) return low;
    if (auto const word = expect("and"); !word) return std::unexpected(word.error());
    auto const high = sum();
    if (!high) return high;
    return node(Operation::between, at, left, *low, *high);
  }
  std::vector<Index> tests;
  if (!token_.is("(")) {
    auto const only = test();
    if (!only) return only;
    tests.push_back(*only);
    return with_operands(Operation::in, at, tests, left);
  }
  do {
    if (auto const next = advance(); !next) return std::unexpected(next.error());
    auto const each = test();
    if (!each) return each;
    tests.push_back(*each);
  } while (token_.is(","));
  // "(1..5)" is a range that leaves its ends out.
  if (token_.is("..") && tests.size() == 1) {
    if (auto const next = advance(); !next) return std::unexpected(next.error());
    auto const high = sum();
    if (!high) return high;
    bool const open_end = token_.is(")") || token_.is("[");
    if (!open_end && !token_.is("]")) return expected(")");
    auto const low = result_.nodes_[tests[0]].first;  // test() wrapped it
    if (auto const next = advance(); !next) return std::unexpected(next.error());
    auto const between_ends = node(Operation::range, at, low, *high);
    if (!between_ends) return between_ends;
    result_.nodes_[*between_ends].open_start = true;
    result_.nodes_[*between_ends].open_end = open_end;
    return with_operands(Operation::in, at, std::vector{*between_ends}, left);
  }
  if (auto const close = expect(")"); !close) return std::unexpected(close.error());
  return with_operands(Operation::in, at, tests, left);
}

// What may stand to the right of `in`: an operator and a value, a range, or a value (equal to it, or in that list).
Parser::Part Parser::test() {
  static constexpr std::array operators{
      BinaryOperator{"=", Operation::item_equal},   BinaryOperator{"!=", Operation::item_unequal},
      BinaryOperator{"<", Operation::item_less},    BinaryOperator{"<=", Operation::item_at_most},
      BinaryOperator{">", Operation::item_greater}, BinaryOperator{">=", Operation::item_at_least},
  };
  auto const at = token_.at;
  if (token_.is("[") || token_.is("]")) return range(at);
  auto const found = std::ranges::find_if(operators, [&](auto& each) { return token_.is(each.symbol); });
  if (found != operators.end()) {
    if (auto const next = advance(); !next) return std::unexpected(next.error());
  }
  auto const value = sum();
  if (!value) return value;
  return node(found == operators.end() ? Operation::item_equal : found->operation, at, *value);
}

// [a..b], ]a..b], [a..b[ … or a list, which begins alike.
Parser::Part Parser::range(Position at) {
  bool const open_start = token_.is("]");
  if (auto const next = advance(); !next) return std::unexpected(next.error());
  std::vector<Index> items;
  if (!token_.is("]") || open_start) {
    auto const low = expression();
    if (!low) return low;
    if (token_.is("..")) {
      if (auto const next = advance(); !next) return std::unexpected(next.error());
      auto const high = sum();
      if (!high) return high;
      bool const open_end = token_.is(")") || token_.is("[");
      if (!open_end && !token_.is("]")) return expected("]");
      if (auto const next = advance(); !next) return std::unexpected(next.error());
      auto const between_ends = node(Operation::range, at, *low, *high);
      if (!between_ends) return between_ends;
      result_.nodes_[*between_ends].open_start = open_start;
      result_.nodes_[*between_ends].open_end = open_end;
      return between_ends;
    }
    if (open_start) return expected("..");
    items.push_back(*low);
    while (token_.is(",")) {
      if (auto const next = advance(); !next) return std::unexpected(next.error());
      auto const item = expression();
      if (!item) return item;
      items.push_back(*item);
    }
  }
  if (auto const close = expect("]"); !close) return std::unexpected(close.error());
  auto const whole_list = with_operands(Operation::list, at, items, 0);
  if (!whole_list) return whole_list;
  return node(Operation::item_equal, at, *whole_list);
}

}  // namespace congvu::feel
