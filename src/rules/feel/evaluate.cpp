#include <algorithm>
#include <array>

#include "rules/feel/expression.h"
#include "rules/feel/functions.h"
#include "rules/feel/limits.h"

namespace congvu::feel {

Value const* Scope::find(std::string_view name) const {
  for (auto const& layer : layers) {
    if (auto const* value = layer.find(name)) return value;
  }
  return nullptr;
}

std::vector<std::string> Expression::reads() const {
  std::vector<std::string> read;
  for (auto const& node : nodes_) {
    if (node.operation != Operation::name) continue;
    auto const& name = names_[node.first];
    if (std::ranges::find(read, name) == read.end()) read.push_back(name);
  }
  return read;
}

// One evaluation: the tree is walked from its root; its depth is bounded by the parser.
class Evaluation {
 public:
  Evaluation(Expression const& expression, Scope const& scope) : expression_(expression), scope_(scope) {}

  Evaluated whole() {
    if (expression_.nodes_.empty()) return {};
    auto value = at(static_cast<std::uint32_t>(expression_.nodes_.size() - 1));
    return {std::move(value), std::move(warnings_)};
  }

 private:
  Value at(std::uint32_t index);
  Value name(Node const&);
  Value path(Node const&);
  Value list(Node const&);
  Value call(Node const&);
  Value arithmetic(Node const&);
  Value sum_of(Value const&, Value const&, Node const&);
  Value logic(Node const&);
  Value in(Node const&);
  Value holds(Node const& test, Value const& left);
  Value equal(Value const&, Value const&, Node const&);
  // Whether the order of a and b is one that `operation` asks for; null when they have no order.
  Value ordered(Value const& a, Value const& b, Operation, Node const&);
  Value within(Value const&, Value const& low, Value const& high, Node const&, bool open_start, bool open_end);

  Value nothing(std::string_view key, Node const& node, std::string about) {
    constexpr std::size_t most_warnings = 20;  // the first ones tell the story
    if (warnings_.size() < most_warnings) warnings_.push_back({key, node.at, std::move(about)});
    return {};
  }
  Value wrong_kinds(Node const& node, Value const& a, Value const& b) {
    return nothing("feel.wrong_kinds", node, std::string{kind_of(a)} + ", " + std::string{kind_of(b)});
  }

  Expression const& expression_;
  Scope const& scope_;
  std::vector<Warning> warnings_;
};

Evaluated Expression::evaluate(Scope const& scope) const {
  return Evaluation{*this, scope}.whole();
}

namespace {

Value both(Value const& a, Value const& b) {
  auto const* left = std::get_if<bool>(&a.is);
  auto const* right = std::get_if<bool>(&b.is);
  if ((left != nullptr && !*left) || (right != nullptr && !*right)) return false;
  if (left == nullptr || right == nullptr) return {};
  return true;
}

Value opposite(Value const& a) {
  auto const* truth = std::get_if<bool>(&a.is);
  return truth == nullptr ? Value{} : Value{!*truth};
}

// a or b = not (not a and not b), in three values too.
Value either(Value const& a, Value const& b) {
  return opposite(both(opposite(a), opposite(b)));
}

Operation comparison_of(Operation test) {
  switch (test) {
    case Operation::item_less:
      return Operation::less;
    case Operation::item_at_most:
      return Operation::at_most;
    case Operation::item_greater:
      return Operation::greater;
    default:
      return Operation::at_least;
  }
}

std::optional<std::weak_ordering> order_of(Value const& a, Value const& b) {
  if (a.is.index() != b.is.index()) return std::nullopt;
  if (auto const* number = std::get_if<Number>(&a.is)) return *number <=> std::get<Number>(b.is);
  if (auto const* text = std::get_if<std::string>(&a.is)) return *text <=> std::get<std::string>(b.is);
  if (auto const* date = std::get_if<Date>(&a.is)) return *date <=> std::get<Date>(b.is);
  return std::nullopt;
}

}  // namespace

Value Evaluation::at(std::uint32_t index) {
  auto const& node = expression_.nodes_[index];
  switch (node.operation) {
    case Operation::literal:
      return expression_.literals_[node.first];
    case Operation::name:
      return name(node);
    case Operation::path:
      return path(node);
    case Operation::list:
      return list(node);
    case Operation::call:
      return call(node);
    case Operation::negate:
    case Operation::add:
    case Operation::subtract:
    case Operation::multiply:
    case Operation::divide:
      return arithmetic(node);
    case Operation::equal:
      return equal(at(node.first), at(node.second), node);
    case Operation::unequal:
      return opposite(equal(at(node.first), at(node.second), node));
    case Operation::less:
    case Operation::at_most:
    case Operation::greater:
    case Operation::at_least:
      return ordered(at(node.first), at(node.second), node.operation, node);
    case Operation::both:
    case Operation::either:
      return logic(node);
    case Operation::opposite:
      return opposite(at(node.first));
    case Operation::choose:
      return at(at(node.first).is_true() ? node.second : node.third);
    case Operation::between:
      return within(at(node.first), at(node.second), at(node.third), node, false, false);
    case Operation::in:
      return in(node);
    default:
      return {};  // item_* and range stand only to the right of `in`
  }
}

// first: the name
Value Evaluation::name(Node const& node) {
  auto const& wanted = expression_.names_[node.first];
  if (auto const* value = scope_.find(wanted)) return *value;
  return nothing("feel.unknown_name", node, wanted);
}

// first: of what; second: the name. Of a list, the list of its items' values (clause 10.3.2.5).
Value Evaluation::path(Node const& node) {
  auto const whole = at(node.first);
  auto const& wanted = expression_.names_[node.second];
  if (auto const* context = std::get_if<Context>(&whole.is)) {
    auto const* value = context->find(wanted);
    return value == nullptr ? nothing("feel.unknown_name", node, wanted) : *value;
  }
  if (auto const* items = std::get_if<List>(&whole.is)) {
    std::vector<Value> values;
    for (auto const& item : items->items()) {
      auto const* context = std::get_if<Context>(&item.is);
      auto const* value = context == nullptr ? nullptr : context->find(wanted);
      values.push_back(value == nullptr ? Value{} : *value);
    }
    return List{std::move(values)};
  }
  return whole.is_null() ? Value{} : nothing("feel.no_parts", node, wanted);
}

// first, second: run of operands
Value Evaluation::list(Node const& node) {
  std::vector<Value> items;
  items.reserve(node.second);
  for (std::uint32_t i = 0; i < node.second; ++i) items.push_back(at(expression_.operands_[node.first + i]));
  return List{std::move(items)};
}

// first: function; second, third: run of arguments
Value Evaluation::call(Node const& node) {
  auto const& function = functions()[node.first];
  std::vector<Value> arguments;
  arguments.reserve(node.third);
  for (std::uint32_t i = 0; i < node.third; ++i) arguments.push_back(at(expression_.operands_[node.second + i]));
  auto value = function.apply(arguments);
  return value.is_null() ? nothing("feel.wrong_arguments", node, std::string{function.name}) : value;
}

// first, second: operands
Value Evaluation::arithmetic(Node const& node) {
  auto const left = at(node.first);
  if (node.operation == Operation::negate) {
    auto const* number = std::get_if<Number>(&left.is);
    return number == nullptr ? wrong_kinds(node, left, left) : Value{negate(*number)};
  }
  auto const right = at(node.second);
  auto const* a = std::get_if<Number>(&left.is);
  auto const* b = std::get_if<Number>(&right.is);
  if (a == nullptr || b == nullptr) {
    return node.operation == Operation::add ? sum_of(left, right, node) : wrong_kinds(node, left, right);
  }
  std::optional<Number> result;
  switch (node.operation) {
    case Operation::add:
      result = add(*a, *b);
      break;
    case Operation::subtract:
      result = subtract(*a, *b);
      break;
    case Operation::multiply:
      result = multiply(*a, *b);
      break;
    default:
      result = divide(*a, *b);
  }
  return result ? Value{*result} : nothing("feel.no_number", node, a->text() + ", " + b->text());
}

Value Evaluation::sum_of(Value const& left, Value const& right, Node const& node) {
  auto const* a = std::get_if<std::string>(&left.is);
  auto const* b = std::get_if<std::string>(&right.is);
  if (a == nullptr || b == nullptr) return wrong_kinds(node, left, right);
  if (a->size() + b->size() > limits::string_bytes) {
    return nothing("feel.text_too_long", node, std::to_string(limits::string_bytes));
  }
  return *a + *b;
}

// first, second: operands; the second is left alone when the first decides
Value Evaluation::logic(Node const& node) {
  auto const left = at(node.first);
  bool const is_and = node.operation == Operation::both;
  auto const* truth = std::get_if<bool>(&left.is);
  if (truth != nullptr && *truth != is_and) return left;
  auto const right = at(node.second);
  return is_and ? both(left, right) : either(left, right);
}

// first: what; second, third: run of tests, of which one must hold
Value Evaluation::in(Node const& node) {
  auto const left = at(node.first);
  Value answer = false;
  for (std::uint32_t i = 0; i < node.third; ++i) {
    auto const& test = expression_.nodes_[expression_.operands_[node.second + i]];
    answer = either(answer, holds(test, left));
    if (answer.is_true()) break;
  }
  return answer;
}

Value Evaluation::holds(Node const& test, Value const& left) {
  if (test.operation == Operation::range) {
    return within(left, at(test.first), at(test.second), test, test.open_start, test.open_end);
  }
  auto const right = at(test.first);
  switch (test.operation) {
    case Operation::item_equal: {
      auto const* items = std::get_if<List>(&right.is);
      if (items == nullptr || std::holds_alternative<List>(left.is)) return equal(left, right, test);
      return std::ranges::find(items->items(), left) != items->items().end();
    }
    case Operation::item_unequal:
      return opposite(equal(left, right, test));
    default:
      return ordered(left, right, comparison_of(test.operation), test);
  }
}

Value Evaluation::equal(Value const& a, Value const& b, Node const& node) {
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  if (a.is.index() != b.is.index()) return wrong_kinds(node, a, b);
  return a == b;
}

Value Evaluation::ordered(Value const& a, Value const& b, Operation operation, Node const& node) {
  auto const order = order_of(a, b);
  if (!order) return wrong_kinds(node, a, b);
  switch (operation) {
    case Operation::less:
      return *order < 0;
    case Operation::at_most:
      return *order <= 0;
    case Operation::greater:
      return *order > 0;
    default:
      return *order >= 0;
  }
}

Value Evaluation::within(Value const& value, Value const& low, Value const& high, Node const& node, bool open_start,
                         bool open_end) {
  return both(ordered(low, value, open_start ? Operation::less : Operation::at_most, node),
              ordered(value, high, open_end ? Operation::less : Operation::at_most, node));
}

}  // namespace congvu::feel
