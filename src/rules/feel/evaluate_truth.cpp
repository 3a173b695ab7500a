// Logic of three values: comparisons, and, or, not, between, in. DMN 1.5, clauses 10.3.2.9 to 10.3.2.15.
#include <algorithm>

#include "rules/feel/evaluation.h"
#include "rules/feel/limits.h"

namespace congvu::feel {

Truth Evaluation::truth_of(Index index) {
  auto const& node = (*program_)->nodes[index];
  if (node.operation < Operation::equal || node.operation > Operation::in || node.operation == Operation::choose) {
    Value spare;
    return truth_of(at(index, spare), node);
  }
  if (depth_ >= limits::depth) {
    nothing("feel.too_deep", node.at, std::to_string(limits::depth));
    return Truth::unknown;
  }
  ++depth_;
  auto const said = logic(node);
  --depth_;
  return said;
}

Truth Evaluation::logic(Node const& node) {
  switch (node.operation) {
    case Operation::both:
      return all_of(node);
    case Operation::either:
      return any_of(node);
    case Operation::opposite:
      return feel::opposite(truth_of(node.first));
    case Operation::between:
      return between(node);
    case Operation::in:
      return in(node);
    default:
      return compared(node);
  }
}

Truth Evaluation::truth_of(Value const& value, Node const& node) {
  if (auto const* said = value.as<bool>()) return truth(*said);
  if (!value.is_null()) nothing("feel.wrong_kinds", node.at, std::string{kind_of(value)});
  return Truth::unknown;
}

Truth Evaluation::unknown(Value const& a, Value const& b, Node const& node) {
  nothing("feel.wrong_kinds", node.at, std::string{kind_of(a)} + ", " + std::string{kind_of(b)});
  return Truth::unknown;
}

Truth Evaluation::equality(Value const& a, Value const& b, Node const& node) {
  if (a.as<List>() != nullptr || a.as<Context>() != nullptr) {
    if (!may_go_on(std::min(extent_of(a).weight, extent_of(b).weight), node.at)) return Truth::unknown;
  }
  auto const said = equal(a, b);
  return said == Truth::unknown ? unknown(a, b, node) : said;
}

Truth Evaluation::ordering(Value const& a, Value const& b, Operation operation, Node const& node) {
  auto const* left = a.as<Number>();
  auto const* right = b.as<Number>();
  auto const found = left != nullptr && right != nullptr ? std::optional{*left <=> *right} : order(a, b);
  if (!found) return unknown(a, b, node);
  switch (operation) {
    case Operation::less:
      return truth(*found < 0);
    case Operation::at_most:
      return truth(*found <= 0);
    case Operation::greater:
      return truth(*found > 0);
    default:
      return truth(*found >= 0);
  }
}

Truth Evaluation::compared(Node const& node) {
  Value left_spare;
  Value right_spare;
  auto const& left = at(node.first, left_spare);
  auto const& right = at(node.second, right_spare);
  if (node.operation == Operation::equal) return equality(left, right, node);
  if (node.operation == Operation::unequal) return opposite(equality(left, right, node));
  return ordering(left, right, node.operation, node);
}

// What decides is not looked beyond.
Truth Evaluation::all_of(Node const& node) {
  auto all = Truth::yes;
  for (Index i = 0; i < node.second; ++i) {
    all = feel::both(all, truth_of((*program_)->operands[node.first + i]));
    if (all == Truth::no) break;
  }
  return all;
}

Truth Evaluation::any_of(Node const& node) {
  auto any = Truth::no;
  for (Index i = 0; i < node.second; ++i) {
    any = feel::either(any, truth_of((*program_)->operands[node.first + i]));
    if (any == Truth::yes) break;
  }
  return any;
}

Truth Evaluation::between(Node const& node) {
  Value value_spare;
  Value low_spare;
  Value high_spare;
  auto const& value = at(node.first, value_spare);
  auto const& low = at(node.second, low_spare);
  auto const& high = at(node.third, high_spare);
  return feel::both(ordering(low, value, Operation::at_most, node), ordering(value, high, Operation::at_most, node));
}

Truth Evaluation::in(Node const& node) {
  Value spare;
  auto const& left = at(node.first, spare);
  auto answer = Truth::no;
  for (Index i = 0; i < node.third; ++i) {
    auto const& test = (*program_)->nodes[(*program_)->operands[node.second + i]];
    answer = feel::either(answer, holds(test, left));
    if (answer == Truth::yes) break;
  }
  return answer;
}

Truth Evaluation::holds(Node const& test, Value const& left) {
  if (test.operation == Operation::item_holds) return truth_of(test.first);
  Value spare;
  auto const& right = at(test.first, spare);
  switch (test.operation) {
    case Operation::item_equal:
      return equality(left, right, test);
    case Operation::item_unequal:
      return opposite(equality(left, right, test));
    case Operation::item_less:
      return ordering(left, right, Operation::less, test);
    case Operation::item_at_most:
      return ordering(left, right, Operation::at_most, test);
    case Operation::item_greater:
      return ordering(left, right, Operation::greater, test);
    case Operation::item_at_least:
      return ordering(left, right, Operation::at_least, test);
    default:
      break;
  }
  if (right.as<List>() != nullptr && !may_go_on(extent_of(right).weight, test.at)) return Truth::unknown;
  auto const said = among(left, right);
  return said == Truth::unknown ? unknown(left, right, test) : said;
}

}  // namespace congvu::feel
