#include "rules/dmn/table/reach.h"

#include <algorithm>
#include <array>

#include "rules/feel/builtins.h"
#include "rules/feel/comparing.h"
#include "rules/feel/program.h"

namespace congvu::dmn {
namespace {

using feel::Index;
using feel::Node;
using feel::Operation;
using feel::Program;
using feel::Value;

// Functions that say a value by being given texts and numbers. Others may take long, and are asked when the table is.
bool makes_a_value(feel::Builtin const& function) {
  static constexpr std::array names{"date", "time", "date and time", "duration", "years and months duration", "number"};
  return std::ranges::find(names, function.name) != names.end();
}

// Operations that say a value by themselves, once what they are made of does.
bool is_constant(Program const& program, Index at, int depth = 0) {
  if (at == feel::none) return true;
  if (depth > 8) return false;
  auto const& node = program.nodes[at];
  switch (node.operation) {
    case Operation::literal:
      return true;
    case Operation::negate:
      return is_constant(program, node.first, depth + 1);
    case Operation::range:
      return is_constant(program, node.first, depth + 1) && is_constant(program, node.second, depth + 1);
    case Operation::call_builtin:
      if (!makes_a_value(feel::builtins()[node.first])) return false;
      for (Index i = 0; i < node.third; ++i) {
        if (!is_constant(program, program.operands[node.second + i], depth + 1)) return false;
      }
      return true;
    default:
      return false;
  }
}

std::optional<Value> constant(feel::Expression const& cell, Index at) {
  auto const& program = cell.program();
  auto const& node = program.nodes[at];
  if (node.operation == Operation::literal) return program.literals[node.first];
  if (!is_constant(program, at)) return std::nullopt;
  if (node.operation == Operation::range) {
    feel::Bounds bounds{{}, {}, node.first != feel::none, node.second != feel::none, !node.open_low, !node.open_high};
    auto const low = bounds.has_low ? constant(cell, node.first) : std::optional{Value{}};
    auto const high = bounds.has_high ? constant(cell, node.second) : std::optional{Value{}};
    if (!low || !high) return std::nullopt;
    bounds.low = *low;
    bounds.high = *high;
    return feel::Range{std::move(bounds)};
  }
  if (node.operation == Operation::negate) {
    auto const value = constant(cell, node.first);
    if (auto const* number = value ? value->as<feel::Number>() : nullptr) return feel::negate(*number);
  }
  std::vector<feel::Warning> warnings;
  std::vector<Value const*> const nothing(program.reads.size(), nullptr);
  auto value = cell.part(at).evaluate(nothing, {}, warnings);
  if (!warnings.empty()) return std::nullopt;
  return value;
}

Stretch only(Value value) {
  return {value, value, true, true};
}

// One test as stretches; absent when it is beyond them.
std::optional<Stretch> stretch_of(feel::Expression const& cell, Node const& test) {
  auto value = constant(cell, test.first);
  if (!value) return std::nullopt;
  switch (test.operation) {
    case Operation::item_equal:
      return only(*value);
    case Operation::item_less:
      return Stretch{{}, *value, false, false};
    case Operation::item_at_most:
      return Stretch{{}, *value, false, true};
    case Operation::item_greater:
      return Stretch{*value, {}, false, false};
    case Operation::item_at_least:
      return Stretch{*value, {}, true, false};
    case Operation::item_among:
      break;
    default:
      return std::nullopt;
  }
  auto const* range = value->as<feel::Range>();
  if (range == nullptr) return only(*value);
  auto const& bounds = range->bounds();
  Stretch stretch{{}, {}, bounds.low_included, bounds.high_included};
  if (bounds.has_low) stretch.low = bounds.low;
  if (bounds.has_high) stretch.high = bounds.high;
  return stretch;
}

// The axis that both ends lie on; absent where there is none, or where they lie on two.
std::optional<AxisKind> kind_of(Stretch const& stretch) {
  auto const low = stretch.low ? axis_kind(*stretch.low) : std::nullopt;
  auto const high = stretch.high ? axis_kind(*stretch.high) : std::nullopt;
  if ((stretch.low && !low) || (stretch.high && !high)) return std::nullopt;
  if (low && high && *low != *high) return std::nullopt;
  auto const kind = low ? low : high;
  auto const has_order = kind && *kind != AxisKind::texts && *kind != AxisKind::truths;
  auto const is_one = stretch.low && stretch.high && stretch.low_included && stretch.high_included &&
                      feel::equal(*stretch.low, *stretch.high) == feel::Truth::yes;
  return has_order || is_one ? kind : std::nullopt;
}

// The `in` of `?` that a cell is, if it is one.
Node const* tests_on_input(Program const& program, Index at) {
  auto const& node = program.nodes[at];
  if (node.operation != Operation::in) return nullptr;
  auto const& what = program.nodes[node.first];
  auto const is_input = what.operation == Operation::read && program.reads[what.first] == input_name;
  return is_input ? &node : nullptr;
}

}  // namespace

std::optional<AxisKind> axis_kind(Value const& value) {
  if (value.as<feel::Number>() != nullptr) return AxisKind::numbers;
  if (value.as<feel::Date>() != nullptr) return AxisKind::dates;
  if (auto const* time = value.as<feel::Time>(); time != nullptr && !time->zone.stated()) return AxisKind::times;
  if (auto const* moment = value.as<feel::DateTime>()) {
    return moment->time.zone.stated() ? AxisKind::zoned_moments : AxisKind::moments;
  }
  if (value.as<feel::DaysDuration>() != nullptr) return AxisKind::day_durations;
  if (value.as<feel::MonthsDuration>() != nullptr) return AxisKind::month_durations;
  if (value.as<std::string>() != nullptr) return AxisKind::texts;
  if (value.as<bool>() != nullptr) return AxisKind::truths;
  return std::nullopt;
}

bool holds(feel::Expression const& tests, Value const& value, feel::Surroundings const& surroundings) {
  std::vector<feel::Warning> unheard;
  std::vector<Value const*> values;
  for (auto const& name : tests.reads()) values.push_back(name == input_name ? &value : nullptr);
  return tests.evaluate(values, surroundings, unheard).is_true();
}

Reach reach_of(feel::Expression const& tests) {
  auto const& program = tests.program();
  auto const& root = program.nodes[tests.root()];
  if (root.operation == Operation::literal && program.literals[root.first].is_true()) return {};
  Reach reach{Reach::Sort::stretches};
  auto const* all = tests_on_input(program, tests.root());
  if (all == nullptr && root.operation == Operation::opposite) {
    all = tests_on_input(program, root.first);
    reach.sort = Reach::Sort::all_but;
  }
  if (all == nullptr) return {Reach::Sort::beyond};
  for (Index i = 0; i < all->third; ++i) {
    auto stretch = stretch_of(tests, program.nodes[program.operands[all->second + i]]);
    auto const kind = stretch ? kind_of(*stretch) : std::nullopt;
    if (!kind || (!reach.stretches.empty() && *kind != reach.kind)) return {Reach::Sort::beyond};
    reach.kind = *kind;
    reach.stretches.push_back(std::move(*stretch));
  }
  return reach;
}

std::vector<feel::Expression> single_tests(feel::Expression const& tests) {
  auto const& program = tests.program();
  auto const* all = tests_on_input(program, tests.root());
  if (all == nullptr) return {};
  auto const parts = std::make_shared<Program>(program);
  auto const first = static_cast<Index>(parts->nodes.size());
  for (Index i = 0; i < all->third; ++i) {
    auto one = *all;
    one.second += i;
    one.third = 1;
    parts->nodes.push_back(one);
  }
  feel::Expression const whole{parts};
  std::vector<feel::Expression> singles;
  for (Index i = 0; i < all->third; ++i) singles.push_back(whole.part(first + i));
  return singles;
}

}  // namespace congvu::dmn
