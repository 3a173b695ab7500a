// Functions made and called. DMN 1.5, clauses 10.3.2.13 and 10.3.4.
#include <algorithm>

#include "rules/feel/evaluation.h"
#include "rules/feel/limits.h"

namespace congvu::feel {

// What stands before the brackets. A name that was told but is given something else than a function may still be meant
// for the built-in function of that name.
Value Evaluation::callee(Node const& node) {
  auto const& named = (*program_)->nodes[node.first];
  Value spare;
  auto const& value = at(node.first, spare);
  bool const is_function = value.as<Function>() != nullptr;
  if (!is_function && named.operation == Operation::read && named.second != none) return builtin_function(named.second);
  return value;
}

Value Evaluation::call(Node const& node) {
  auto const called = callee(node);
  std::vector<Value> arguments;
  arguments.reserve(node.third);
  Value spare;
  for (Index i = 0; i < node.third; ++i) arguments.push_back(at((*program_)->operands[node.second + i], spare));
  if (auto const* function = called.as<Function>()) return apply(*function, std::move(arguments), node.at);
  return nothing("feel.not_a_function", node.at, std::string{kind_of(called)});
}

Value Evaluation::call_named(Node const& node) {
  auto const called = callee(node);
  auto const* function = called.as<Function>();
  if (function == nullptr) return nothing("feel.not_a_function", node.at, std::string{kind_of(called)});
  std::vector<std::string> names;
  std::vector<Value> given;
  Value spare;
  for (Index i = 0; i < node.third; ++i) {
    auto const* const pair = &(*program_)->operands[node.second + 2 * i];
    names.push_back((*program_)->names[pair[0]]);
    given.push_back(at(pair[1], spare));
  }
  auto const wrong = [&] { return nothing("feel.wrong_arguments", node.at, "(" + names.front() + ": …)"); };
  auto const& parameters = function->body().parameters;
  if (parameters.size() != names.size()) return wrong();
  std::vector<Value> arguments;
  for (auto const& parameter : parameters) {
    auto const there = std::ranges::find(names, parameter.name);
    if (there == names.end()) return wrong();
    arguments.push_back(std::move(given[static_cast<std::size_t>(there - names.begin())]));
  }
  return apply(*function, std::move(arguments), node.at);
}

Value Evaluation::call_builtin(Node const& node) {
  constexpr Index few = 4;
  auto const* const operands = (*program_)->operands.data() + node.second;  // none for a call without arguments
  if (node.third <= few) {
    std::array<Value, few> arguments;
    Value spare;
    for (Index i = 0; i < node.third; ++i) arguments[i] = at(operands[i], spare);
    return apply_builtin(node.first, {arguments.data(), node.third}, node.at);
  }
  std::vector<Value> arguments;
  Value spare;
  for (Index i = 0; i < node.third; ++i) arguments.push_back(at(operands[i], spare));
  return apply_builtin(node.first, arguments, node.at);
}

Value Evaluation::function(Node const& node) {
  auto const& definition = (*program_)->definitions[node.first];
  Closure closure{*program_, node.first, {}};
  closure.captured.reserve(definition.captures.size());
  Value spare;
  for (auto const& capture : definition.captures) closure.captured.push_back(at(capture.source, spare));
  FunctionBody body{definition.parameters, {}, std::move(closure)};
  return kept(Function{std::make_shared<FunctionBody const>(std::move(body))}, node.at);
}

// Arguments become what the parameters ask for, where the standard has a conversion for it; else null.
Value Evaluation::apply(Function const& function, std::vector<Value> arguments, Position place) {
  auto const& body = function.body();
  if (auto const* builtin = std::get_if<BuiltinFunction>(&body.is)) {
    auto const entry = entry_taking(builtin->index, arguments.size());
    if (entry) return apply_builtin(*entry, arguments, place);
    return nothing("feel.wrong_arguments", place, std::string{builtins()[builtin->index].name});
  }
  if (arguments.size() != body.parameters.size()) {
    return nothing("feel.wrong_arguments", place, std::to_string(arguments.size()));
  }
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    auto fitting = coerced(std::move(arguments[i]), body.parameters[i].type);
    if (!fitting) {
      return nothing("feel.wrong_type", place, body.parameters[i].name + ": " + text_of(body.parameters[i].type));
    }
    arguments[i] = std::move(*fitting);
  }
  if (!may_go_on(1, place)) return {};
  if (auto const* closure = std::get_if<Closure>(&body.is)) {
    return apply_closure(function, *closure, std::move(arguments), place);
  }
  auto surroundings = surroundings_;
  surroundings.depth = depth_ + 1;
  surroundings.steps = spent_;
  if (surroundings.depth >= limits::depth) return nothing("feel.too_deep", place, std::to_string(limits::depth));
  auto result = std::get<HostFunction>(body.is)(arguments, surroundings, warnings_);
  auto fitting = coerced(std::move(result), body.result);
  return fitting ? std::move(*fitting) : nothing("feel.wrong_type", place, text_of(body.result));
}

Value Evaluation::apply_closure(Function const& function, Closure const& closure, std::vector<Value> arguments,
                                Position) {
  auto const kept_alive = closure.program;
  auto const& definition = kept_alive->definitions[closure.function];
  auto frame = std::move(arguments);
  frame.resize(definition.places);
  if (definition.self != none) frame[definition.self] = function;
  for (std::size_t i = 0; i < definition.captures.size(); ++i) {
    frame[definition.captures[i].place] = closure.captured[i];
  }
  auto const* const caller_program = std::exchange(program_, &kept_alive);
  auto const caller_values = std::exchange(values_, {});
  auto* const caller_frame = std::exchange(frame_, frame.data());
  Value spare;
  auto result = at(definition.body, spare);
  program_ = caller_program;
  values_ = caller_values;
  frame_ = caller_frame;
  return result;
}

namespace {

bool is_list_of_one(Value const& value) {
  auto const* list = value.as<List>();
  return list != nullptr && list->items().size() == 1;
}

}  // namespace

// Where a function does not take its arguments, it is tried with the items of those that are lists of one.
Value Evaluation::apply_builtin(Index entry, std::span<Value const> arguments, Position place) {
  auto const& builtin = builtins()[entry];
  auto const warned = warnings_.size();
  auto const told_more = [&] { return warnings_.size() > warned || warned >= most_warnings; };
  auto answer = builtin.apply(Call{arguments, *this, place});
  if (!answer && !told_more() && std::ranges::any_of(arguments, is_list_of_one)) {
    std::vector<Value> items(arguments.begin(), arguments.end());
    for (auto& item : items) {
      if (is_list_of_one(item)) item = Value{item.as<List>()->items().front()};
    }
    answer = builtin.apply(Call{items, *this, place});
  }
  if (answer) return kept(std::move(*answer), place);
  return told_more() ? Value{} : nothing("feel.wrong_arguments", place, std::string{builtin.name});
}

Value const& Call::argument(std::size_t place) const {
  static Value const null;
  return place < arguments.size() ? arguments[place] : null;
}

Surroundings const& Call::surroundings() const {
  return evaluation.surroundings();
}

Answer Call::warn(std::string_view key, std::string about) const {
  evaluation.nothing(key, at, std::move(about));
  return std::nullopt;
}

bool Call::spend(std::uint64_t steps) const {
  return evaluation.may_go_on(steps, at);
}

Value Call::apply(Function const& function, std::vector<Value> given) const {
  return evaluation.apply(function, std::move(given), at);
}

Value call(Function const& function, std::vector<Value> arguments, Surroundings const& surroundings,
           std::vector<Warning>& warnings) {
  static auto const nothing_written = std::make_shared<Program const>();
  return Evaluation{nothing_written, {}, surroundings, warnings}.apply(function, std::move(arguments), {});
}

}  // namespace congvu::feel
