#include "rules/feel/kinds.h"

#include <algorithm>
#include <array>

#include "rules/feel/arithmetic.h"
#include "rules/feel/builtins.h"
#include "rules/feel/comparing.h"
#include "rules/feel/kinds_of_functions.h"
#include "rules/feel/limits.h"
#include "rules/feel/program.h"
#include "rules/feel/properties.h"

namespace congvu::feel {
namespace {

using Kind = Type::Kind;

bool is_open(Type const& type) {
  return type.kind == Kind::any || type.kind == Kind::null;
}

Type kind_of_value(Value const& value) {
  static constexpr std::array kinds{
      Kind::null, Kind::boolean,   Kind::number,        Kind::string,          Kind::date,  Kind::list, Kind::context,
      Kind::time, Kind::date_time, Kind::days_duration, Kind::months_duration, Kind::range, Kind::any};
  auto const kind = kinds.at(value.is.index());
  if (kind == Kind::list) return Type::list_of({});
  if (kind == Kind::context) return Type::context_of({});
  if (kind == Kind::range) return Type::range_of({});
  return Type::of(kind);
}

// What both are; any where they differ.
Type common(Type const& a, Type const& b) {
  if (a.kind == Kind::null) return b;
  if (b.kind == Kind::null || (a.kind == b.kind && a.parts == b.parts)) return a;
  if (a.kind != b.kind) return {};
  if (a.kind == Kind::list) return Type::list_of({});
  if (a.kind == Kind::context) return Type::context_of({});
  if (a.kind == Kind::range) return Type::range_of({});
  return {};
}

Type part_of(Type const& list_or_range) {
  return list_or_range.parts && !list_or_range.parts->empty() ? list_or_range.parts->front().type : Type{};
}

std::string_view sign_of(Operation operation) {
  switch (operation) {
    case Operation::add:
      return "+";
    case Operation::subtract:
      return "-";
    case Operation::multiply:
      return "*";
    case Operation::divide:
      return "/";
    case Operation::power:
      return "**";
    case Operation::equal:
    case Operation::item_equal:
      return "=";
    case Operation::unequal:
    case Operation::item_unequal:
      return "!=";
    case Operation::less:
    case Operation::item_less:
      return "<";
    case Operation::at_most:
    case Operation::item_at_most:
      return "<=";
    case Operation::greater:
    case Operation::item_greater:
      return ">";
    case Operation::at_least:
    case Operation::item_at_least:
      return ">=";
    default:
      return "in";
  }
}

bool is_equality(Operation operation) {
  return operation == Operation::equal || operation == Operation::unequal || operation == Operation::item_equal ||
         operation == Operation::item_unequal;
}

// The operations are tried on values of each kind: what they make of them is what evaluation makes.
class Telling {
 public:
  Telling(Expression const& expression, std::span<Type const> of_reads)
      : program_(expression.program()), of_reads_(of_reads), known_(program_.nodes.size()) {}

  Kinds whole(Index root) {
    auto type = of(root);
    return {std::move(type), std::move(faults_)};
  }

 private:
  // Depth is bounded by that of the text.
  Type const& of(Index at) {
    static Type const any;
    if (at == none) return any;
    if (!known_[at]) {
      auto type = told(program_.nodes[at]);
      known_[at] = std::move(type);
    }
    return *known_[at];
  }

  std::span<Index const> run(Index begin, Index count) const {
    return std::span{program_.operands}.subspan(begin, count);
  }

  Type fault(Node const& node, std::string found) {
    if (faults_.size() < limits::problems) faults_.push_back({node.at, std::move(found)});
    return Type::of(Kind::null);
  }

  Type told(Node const& node) {
    switch (node.operation) {
      case Operation::literal:
        return kind_of_value(program_.literals[node.first]);
      case Operation::read:
        return node.first < of_reads_.size() ? of_reads_[node.first] : Type{};
      case Operation::negate:
        return negated_kind(node);
      case Operation::add:
      case Operation::subtract:
      case Operation::multiply:
      case Operation::divide:
      case Operation::power:
        return reckoned(node);
      case Operation::path:
        return part(node);
      case Operation::choose:
        condition(node.first);
        return common(of(node.second), of(node.third));
      case Operation::call:
      case Operation::call_named:
      case Operation::call_builtin:
        return called(node);
      default:
        return node.operation >= Operation::equal && node.operation <= Operation::in ? truth_of(node) : made(node);
    }
  }

  Type truth_of(Node const& node) {
    switch (node.operation) {
      case Operation::both:
      case Operation::either:
        for (auto const each : run(node.first, node.second)) condition(each);
        break;
      case Operation::opposite:
        condition(node.first);
        break;
      case Operation::between:
        compared(node, Operation::less, of(node.first), of(node.second));
        compared(node, Operation::less, of(node.first), of(node.third));
        break;
      case Operation::in:
        for (auto const each : run(node.second, node.third)) tested(program_.nodes[each], of(node.first));
        break;
      default:
        compared(node, node.operation, of(node.first), of(node.second));
    }
    return Type::of(Kind::boolean);
  }

  // Values that are made of others: lists, contexts, ranges, and what goes through a list.
  Type made(Node const& node) {
    switch (node.operation) {
      case Operation::list:
        return Type::list_of(items(node));
      case Operation::context:
        return context(node);
      case Operation::range:
        return range(node);
      case Operation::filter:
        return filtered(node);
      case Operation::for_each:
        return Type::list_of(through(node));
      case Operation::some:
      case Operation::every:
        through(node);
        condition(node.third);
        return Type::of(Kind::boolean);
      case Operation::function:
        of(program_.definitions[node.first].body);
        return {};
      case Operation::instance_of:
        of(node.first);
        return Type::of(Kind::boolean);
      case Operation::no_value:
        return Type::of(Kind::null);
      default:
        return {};
    }
  }

  void condition(Index at) {
    auto const& type = of(at);
    if (is_open(type) || type.kind == Kind::boolean) return;
    fault(program_.nodes[at], text_of(type));
  }

  Type negated_kind(Node const& node) {
    auto const& type = of(node.first);
    if (is_open(type)) return type;
    for (auto const& each : samples_of(type)) {
      if (negated(each)) return type;
    }
    return fault(node, "- " + text_of(type));
  }

  Type reckoned(Node const& node) {
    auto const& left = of(node.first);
    auto const& right = of(node.second);
    if (is_open(left) || is_open(right)) return {};
    std::optional<Type> result;
    for (auto const& a : samples_of(left)) {
      for (auto const& b : samples_of(right)) {
        auto const calculation = calculated(node.operation, a, b);
        if (!calculation && calculation.error() == Trouble::kinds) continue;
        auto const kind = calculation ? kind_of_value(*calculation) : Type{};
        result = result ? common(*result, kind) : kind;
      }
    }
    if (result) return *result;
    return fault(node, text_of(left) + " " + std::string{sign_of(node.operation)} + " " + text_of(right));
  }

  void compared(Node const& node, Operation operation, Type const& left, Type const& right) {
    if (is_open(left) || is_open(right)) return;
    for (auto const& a : samples_of(left)) {
      for (auto const& b : samples_of(right)) {
        if (is_equality(operation) ? equal(a, b) != Truth::unknown : order(a, b).has_value()) return;
      }
    }
    fault(node, text_of(left) + " " + std::string{sign_of(operation)} + " " + text_of(right));
  }

  void tested(Node const& test, Type const& left) {
    if (test.operation == Operation::item_holds) return condition(test.first);
    auto const& right = of(test.first);
    if (test.operation != Operation::item_among) return compared(test, test.operation, left, right);
    auto const among = right.kind == Kind::range || right.kind == Kind::list;
    if (!among || left.kind == right.kind) return compared(test, Operation::equal, left, right);
    auto const part = part_of(right);
    if (part.kind == Kind::range) return compared(test, Operation::less, left, part_of(part));
    // A list that is looked into says no where nothing of it goes with the value: that is no answer either
    compared(test, right.kind == Kind::range ? Operation::less : Operation::equal, left, part);
  }

  Type part(Node const& node) {
    auto const& whole = of(node.first);
    auto const& name = program_.names[node.second];
    if (is_open(whole) || whole.kind == Kind::list || whole.kind == Kind::function) return {};
    if (whole.kind == Kind::context) {
      if (!whole.parts) return {};
      auto const found = std::ranges::find(*whole.parts, name, &NamedType::name);
      return found == whole.parts->end() ? Type{} : found->type;
    }
    for (auto const& each : samples_of(whole)) {
      auto const value = property(each, name);
      if (value && !value->is_null()) return whole.kind == Kind::range ? Type{} : kind_of_value(*value);
      if (value) return {};
    }
    return fault(node, text_of(whole) + "." + name);
  }

  Type called(Node const& node) {
    std::vector<Type> arguments;
    if (node.operation == Operation::call_named) {
      for (Index i = 0; i < node.third; ++i) of(program_.operands[node.second + 2 * i + 1]);
    } else {
      for (auto const each : run(node.second, node.third)) arguments.push_back(of(each));
    }
    if (node.operation != Operation::call_builtin) {
      auto const& callee = of(node.first);
      auto const says = callee.kind == Kind::function && callee.parts && !callee.parts->empty();
      return says ? callee.parts->back().type : Type{};
    }
    auto const name = builtins()[node.first].name;
    if (auto const wrong = first_not_taken(name, arguments)) {
      return fault(node, std::string{name} + "(" + text_of(arguments[*wrong]) + ")");
    }
    return result_of(name, arguments);
  }

  Type items(Node const& node) {
    auto all = Type::of(Kind::null);
    for (auto const each : run(node.first, node.second)) all = common(all, of(each));
    return all.kind == Kind::null ? Type{} : all;
  }

  Type context(Node const& node) {
    std::vector<NamedType> entries;
    for (Index i = 0; i < node.second; ++i) {
      auto const* const entry = &program_.operands[node.first + 3 * i];
      auto const& type = of(entry[1]);
      if (entry[0] != none) entries.push_back({program_.names[entry[0]], is_open(type) ? Type{} : type});
    }
    return Type::context_of(std::move(entries));
  }

  Type range(Node const& node) {
    auto const& low = of(node.first);
    auto const& high = of(node.second);
    if (!is_open(low) && !is_open(high) && low.kind != high.kind) {
      return fault(node, text_of(low) + " .. " + text_of(high));
    }
    auto const& end = is_open(low) ? high : low;
    return Type::range_of(is_open(end) ? Type{} : end);
  }

  Type filtered(Node const& node) {
    auto const& whole = of(node.first);
    auto const& predicate = of(node.second);
    if (predicate.kind == Kind::number && whole.kind == Kind::list) return part_of(whole);
    if (predicate.kind == Kind::boolean && whole.kind == Kind::list) return whole;
    return {};
  }

  Type through(Node const& node) {
    for (Index i = 0; i < node.second; ++i) {
      of(program_.operands[node.first + 3 * i + 1]);
      of(program_.operands[node.first + 3 * i + 2]);
    }
    auto const& body = of(node.third);
    return is_open(body) ? Type{} : body;
  }

  Program const& program_;
  std::span<Type const> of_reads_;
  std::vector<std::optional<Type>> known_;  // by operation
  std::vector<KindFault> faults_;
};

}  // namespace

std::vector<Value> samples_of(Type const& type) {
  auto const zoned = [](Time time) {
    time.zone = Zone::of_offset(0);
    return time;
  };
  auto const morning = Time{36'000};
  auto const day = *Date::of(2025, 6, 30);
  switch (type.kind) {
    case Kind::boolean:
      return {true, false};
    case Kind::number:
      return {2};
    case Kind::string:
      return {"a"};
    case Kind::date:
      return {day};
    case Kind::time:
      return {morning, zoned(morning)};
    case Kind::date_time:
      return {DateTime{day, morning}, DateTime{day, zoned(morning)}};
    case Kind::days_duration:
      return {DaysDuration{129'600}};
    case Kind::months_duration:
      return {MonthsDuration{14}};
    case Kind::list:
      return {List{}};
    case Kind::context:
      return {Context{}};
    case Kind::range:
      return {Range{{1, 2}}};
    default:
      return {};
  }
}

bool may_become(Type const& from, Type const& to) {
  if (is_open(from) || to.kind == Kind::any || from.kind == Kind::function || to.kind == Kind::function) return true;
  if (from.kind == to.kind || from.kind == Kind::list) return true;  // one item of a list may be had alone
  if (to.kind == Kind::list) return may_become(from, part_of(to));
  return from.kind == Kind::date && to.kind == Kind::date_time;
}

Kinds kinds_of(Expression const& expression, std::span<Type const> of_reads) {
  return Telling{expression, of_reads}.whole(expression.root());
}

}  // namespace congvu::feel
