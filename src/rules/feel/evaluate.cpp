#include <algorithm>

#include "rules/feel/arithmetic.h"
#include "rules/feel/evaluation.h"
#include "rules/feel/expression.h"
#include "rules/feel/limits.h"
#include "rules/feel/properties.h"

namespace congvu::feel {

Value const* Scope::find(std::string_view name) const {
  for (auto const& layer : layers) {
    if (auto const* value = layer.find(name)) return value;
  }
  return nullptr;
}

Expression::Expression(std::shared_ptr<Program const> program) : program_(std::move(program)), root_(program_->root) {}

Expression Expression::part(std::uint32_t root) const {
  auto part = *this;
  part.root_ = root;
  return part;
}

std::string const& Expression::text() const {
  return program_->text;
}

std::vector<std::string> const& Expression::reads() const {
  return program_->reads;
}

std::vector<Position> const& Expression::read_at() const {
  return program_->read_at;
}

Evaluated Expression::evaluate(Scope const& scope, Surroundings const& surroundings) const {
  std::vector<Value const*> values;
  values.reserve(program_->reads.size());
  for (auto const& name : program_->reads) values.push_back(scope.find(name));
  Evaluated evaluated;
  evaluated.value = evaluate(values, surroundings, evaluated.warnings);
  return evaluated;
}

Value Expression::evaluate(std::span<Value const* const> values, Surroundings const& surroundings,
                           std::vector<Warning>& warnings) const {
  return Evaluation{program_, values, surroundings, warnings}.whole(root_);
}

Evaluation::Evaluation(std::shared_ptr<Program const> const& program, std::span<Value const* const> values,
                       Surroundings const& surroundings, std::vector<Warning>& warnings)
    : program_(&program),
      values_(values),
      surroundings_(surroundings),
      warnings_(warnings),
      depth_(surroundings.depth) {
  spent_ = surroundings.steps == nullptr ? &steps_ : surroundings.steps;
}

Value Evaluation::whole(Index root) {
  auto const& program = **program_;
  if (program.places > 0) {
    outermost_.resize(program.places);
    frame_ = outermost_.data();
  }
  Value spare;
  auto const& value = at(root, spare);
  return &value == &spare ? std::move(spare) : value;
}

Value Evaluation::nothing(std::string_view key, Position place, std::string about) {
  if (warnings_.size() < most_warnings) warnings_.push_back({key, place, std::move(about)});
  return {};
}

bool Evaluation::spend(std::uint64_t steps) {
  *spent_ = std::min(*spent_ + steps, limits::steps + 1);
  return *spent_ <= limits::steps;
}

bool Evaluation::may_go_on(std::uint64_t steps, Position place) {
  if (spend(steps)) return true;
  nothing("feel.too_much", place, std::to_string(limits::steps));
  return false;
}

Value Evaluation::kept(Value value, Position place) {
  auto const extent = extent_of(value);
  if (extent.depth > limits::value_depth) return nothing("feel.too_deep", place, std::to_string(limits::value_depth));
  if (extent.weight > limits::value_weight)
    return nothing("feel.too_large", place, std::to_string(limits::value_weight));
  return value;
}

Value const& Evaluation::at(Index index, Value& spare) {
  auto const& node = (*program_)->nodes[index];
  switch (node.operation) {
    case Operation::literal:
      return (*program_)->literals[node.first];
    case Operation::local:
      return frame_[node.first];
    case Operation::read:
      return read(node, spare);
    default:
      break;
  }
  if (node.operation >= Operation::equal && node.operation <= Operation::in && node.operation != Operation::choose) {
    auto const said = truth_of(index);
    spare = said == Truth::unknown ? Value{} : Value{said == Truth::yes};
    return spare;
  }
  if (depth_ >= limits::depth) {
    spare = nothing("feel.too_deep", node.at, std::to_string(limits::depth));
    return spare;
  }
  ++depth_;
  auto const* value = &spare;
  if (node.operation == Operation::member) {
    value = &member(node, spare);
  } else if (node.operation == Operation::choose) {
    value = &chosen(node, spare);
  } else {
    spare = computed(node);
  }
  --depth_;
  return *value;
}

// Null chooses as false does; what is no condition at all chooses nothing.
Value const& Evaluation::chosen(Node const& node, Value& spare) {
  auto const& condition = at(node.first, spare);
  if (condition.is_true()) return at(node.second, spare);
  if (condition.is_null() || condition.as<bool>() != nullptr) return at(node.third, spare);
  spare = nothing("feel.wrong_kinds", node.at, std::string{kind_of(condition)});
  return spare;
}

Value Evaluation::computed(Node const& node) {
  switch (node.operation) {
    case Operation::negate:
    case Operation::add:
    case Operation::subtract:
    case Operation::multiply:
    case Operation::divide:
    case Operation::power:
      return arithmetic(node);
    case Operation::path:
      return path(node);
    case Operation::call:
      return call(node);
    case Operation::call_named:
      return call_named(node);
    case Operation::call_builtin:
      return call_builtin(node);
    case Operation::no_value:
      return no_value(node);
    default:
      return compound(node);
  }
}

Value Evaluation::no_value(Node const& node) {
  auto const& about = (*program_)->names[node.first];
  switch (NoValue{node.second}) {
    case NoValue::external:
      return nothing("feel.external", node.at, about);
    case NoValue::not_readable:
      return nothing("feel.not_readable", node.at, about);
    default:
      return nothing("feel.wrong_arguments", node.at, about);
  }
}

Value Evaluation::compound(Node const& node) {
  switch (node.operation) {
    case Operation::list:
      return list(node);
    case Operation::context:
      return context(node);
    case Operation::range:
      return range(node);
    case Operation::filter:
      return filter(node);
    case Operation::for_each:
      return for_each(node);
    case Operation::some:
    case Operation::every:
      return quantified(node);
    case Operation::function:
      return function(node);
    case Operation::builtin:
      return builtin_function(node.first);
    case Operation::instance_of: {
      Value spare;
      return conforms(at(node.first, spare), (*program_)->types[node.second]);
    }
    default:
      return {};  // item_* stand only to the right of `in`
  }
}

// A name that nothing has been given for may be that of a built-in function.
Value const& Evaluation::read(Node const& node, Value& spare) {
  auto const* value = node.first < values_.size() ? values_[node.first] : nullptr;
  if (value != nullptr) return *value;
  spare = node.second != none ? Value{builtin_function(node.second)}
                              : nothing("feel.unknown_name", node.at, (*program_)->reads[node.first]);
  return spare;
}

Value const& Evaluation::member(Node const& node, Value& spare) {
  if (auto const* item = frame_[node.first].as<Context>()) {
    if (auto const* value = item->find((*program_)->names[node.second])) return *value;
  }
  return at(node.third, spare);
}

Value Evaluation::arithmetic(Node const& node) {
  Value left_spare;
  Value right_spare;
  auto const& left = at(node.first, left_spare);
  auto const& right = node.operation == Operation::negate ? left : at(node.second, right_spare);
  auto result = node.operation == Operation::negate ? negated(left) : calculated(node.operation, left, right);
  if (result) {
    if (auto const* text = result->as<std::string>(); text != nullptr && !may_go_on(text->size() / 64, node.at))
      return {};
    return std::move(*result);
  }
  switch (result.error()) {
    case Trouble::kinds:
      return nothing("feel.wrong_kinds", node.at, std::string{kind_of(left)} + ", " + std::string{kind_of(right)});
    case Trouble::text_length:
      return nothing("feel.text_too_long", node.at, std::to_string(limits::string_bytes));
    default:
      return nothing("feel.no_number", node.at, shown(left) + ", " + shown(right));
  }
}

// Of a list, the list of its items' values (clause 10.3.2.5).
Value Evaluation::path(Node const& node) {
  Value spare;
  auto const& whole = at(node.first, spare);
  auto const& wanted = (*program_)->names[node.second];
  if (auto const* context = whole.as<Context>()) {
    auto const* value = context->find(wanted);
    return value == nullptr ? nothing("feel.unknown_name", node.at, wanted) : *value;
  }
  if (auto const* items = whole.as<List>()) {
    if (!may_go_on(items->items().size(), node.at)) return {};
    std::vector<Value> values;
    for (auto const& item : items->items()) {
      auto const* context = item.as<Context>();
      auto const* value = context == nullptr ? nullptr : context->find(wanted);
      values.push_back(value == nullptr ? property(item, wanted).value_or(Value{}) : *value);
    }
    return kept(List{std::move(values)}, node.at);
  }
  if (auto part = property(whole, wanted)) return std::move(*part);
  return whole.is_null() ? Value{} : nothing("feel.no_parts", node.at, wanted);
}

Value Evaluation::list(Node const& node) {
  if (!may_go_on(node.second, node.at)) return {};
  std::vector<Value> items;
  items.reserve(node.second);
  Value spare;
  for (Index i = 0; i < node.second; ++i) items.push_back(at((*program_)->operands[node.first + i], spare));
  return kept(List{std::move(items)}, node.at);
}

// Each entry is a name for those after it.
Value Evaluation::context(Node const& node) {
  if (!may_go_on(node.second, node.at)) return {};
  std::vector<Entry> entries;
  entries.reserve(node.second);
  auto const* const program = program_->get();
  for (Index i = 0; i < node.second; ++i) {
    auto const* const entry = &program->operands[node.first + 3 * i];
    Value spare;
    frame_[entry[2]] = at(entry[1], spare);
    entries.push_back({program->names[entry[0]], frame_[entry[2]]});
  }
  return kept(Context{std::move(entries)}, node.at);
}

namespace {

bool may_bound(Value const& value) {
  return value.is_null() || order(value, value).has_value();
}

}  // namespace

Value Evaluation::range(Node const& node) {
  Bounds bounds;
  Value spare;
  bounds.has_low = node.first != none;
  bounds.has_high = node.second != none;
  if (bounds.has_low) bounds.low = at(node.first, spare);
  if (bounds.has_high) bounds.high = at(node.second, spare);
  bounds.low_included = !node.open_low;
  bounds.high_included = !node.open_high;
  bool const alike = bounds.low.is_null() || bounds.high.is_null() || bounds.low.is.index() == bounds.high.is.index();
  if (!alike || !may_bound(bounds.low) || !may_bound(bounds.high)) {
    return nothing("feel.wrong_kinds", node.at,
                   std::string{kind_of(bounds.low)} + ", " + std::string{kind_of(bounds.high)});
  }
  return Range{std::move(bounds)};
}

}  // namespace congvu::feel
