// Functions made and called: knowledge, services, and those that a model writes in its boxes. DMN 1.5, clause 10.4.
#include <algorithm>

#include "rules/dmn/decide/evaluation.h"
#include "rules/dmn/limits.h"
#include "rules/feel/limits.h"

namespace congvu::dmn {
namespace {

using feel::Value;

// A call from model to model weighs on the machine's stack as several operations of FEEL do.
feel::Surroundings deeper(feel::Surroundings surroundings) {
  surroundings.depth += feel::limits::depth / limits::calls;
  return surroundings;
}

}  // namespace

// A function as it stands in a model, with what its frame held where it was written.
struct Evaluation::Closed {
  std::shared_ptr<Program const> program;  // keeps the logic
  FunctionLogic const* logic;
  Slot self;  // where its own name stands, when it has one
  Frame captured;
  std::string const* element;
  int depth;
};

// Knowledge and services are functions of the decisions that need them (clauses 10.4 and 10.5). What one is called
// with is all that it sees, so each call is an asking of its own.
Value Evaluation::function_of(Element element) {
  std::vector<feel::Parameter> parameters;
  auto const kind = [](TypePointer const& type) { return type ? type->kind : feel::Type{}; };
  if (element.sort == Element::Sort::knowledge) {
    for (auto const& each : program_->knowledge[element.index].parameters) {
      parameters.push_back({each.name, kind(each.type)});
    }
  } else {
    for (auto const& each : program_->services[element.index].parameters) {
      parameters.push_back({program_->name_of(each), kind(program_->type_of(each))});
    }
  }
  auto const call = [program = program_, element, depth = depth_](std::span<Value const> arguments,
                                                                  feel::Surroundings const& surroundings,
                                                                  std::vector<feel::Warning>& heard) {
    Evaluation inner{program, deeper(surroundings), false};
    inner.depth_ = depth + 1;
    Value value;
    if (element.sort == Element::Sort::knowledge) {
      value = inner.call(program->knowledge[element.index], arguments);
    } else {
      auto const& service = program->services[element.index];
      for (std::size_t i = 0; i < service.parameters.size(); ++i) inner.know(service.parameters[i], arguments[i]);
      value = inner.serve(service);
    }
    for (auto const& each : inner.warnings) {
      heard.push_back({each.key, each.at, each.element + ": " + each.about});
    }
    return value;
  };
  return feel::host_function(std::move(parameters), kind(program_->type_of(element)), call);
}

Value Evaluation::call(Unit const& unit, std::span<Value const> arguments) {
  Within const inside{element_, &unit.name};
  if (!may_go_on(limits::steps_of_call)) return {};
  if (depth_ >= limits::calls) {
    warn("dmn.too_deep", std::to_string(limits::calls));
    return {};
  }
  if (unit.foreign) {
    warn("dmn.foreign_function", unit.name);
    return {};
  }
  Frame frame(unit.slots);
  fill(unit, frame);
  if (!take(arguments, unit.parameters, frame)) return {};
  return fit(run(unit.logic, frame), unit.type);
}

// A call with what does not fit is no call.
bool Evaluation::take(std::span<Value const> arguments, std::vector<ParameterLogic> const& parameters, Frame& frame) {
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    auto const& [name, slot, type] = parameters[i];
    auto fits = type ? fitted(arguments[i], *type, surroundings_) : std::optional{arguments[i]};
    if (!fits) {
      warn("dmn.wrong_argument", name);
      return false;
    }
    frame[slot] = std::move(*fits);
  }
  return true;
}

Value Evaluation::answer(CallLogic const& logic, Frame& frame) {
  auto const called = run(logic.called, frame);
  auto const* function = called.as<feel::Function>();
  if (function == nullptr) {
    warn("dmn.not_a_function", feel::shown(called));
    return {};
  }
  auto const& parameters = function->body().parameters;
  std::vector<Value> arguments(parameters.size());
  for (auto const& [name, value] : logic.bindings) {
    auto const found = std::ranges::find(parameters, name, &feel::Parameter::name);
    if (found == parameters.end()) {
      warn("dmn.unknown_parameter", name);
      return {};
    }
    arguments[static_cast<std::size_t>(found - parameters.begin())] = run(value, frame);
  }
  std::vector<feel::Warning> heard;
  auto value = feel::call(*function, std::move(arguments), surroundings_, heard);
  for (auto& each : heard) warn(each.key, std::move(each.about));
  return value;
}

// The function keeps what its frame holds now.
Value Evaluation::answer(FunctionLogic const& logic, Frame& frame, Slot self) {
  if (logic.foreign) {
    warn("dmn.foreign_function", element_ == nullptr ? std::string{} : *element_);
    return {};
  }
  Frame captured{frame.begin(), frame.begin() + logic.captured};
  return kept(
      made(std::make_shared<Closed const>(Closed{program_, &logic, self, std::move(captured), element_, depth_ + 1})));
}

// In its own frame its name means itself.
Value Evaluation::made(std::shared_ptr<Closed const> const& closed) {
  std::vector<feel::Parameter> parameters;
  for (auto const& each : closed->logic->parameters) {
    parameters.push_back({each.name, each.type ? each.type->kind : feel::Type{}});
  }
  auto const call = [closed](std::span<Value const> arguments, feel::Surroundings const& surroundings,
                             std::vector<feel::Warning>& heard) -> Value {
    Evaluation inner{closed->program, deeper(surroundings), false};
    inner.depth_ = closed->depth;
    inner.element_ = closed->element;
    auto own = closed->captured;
    own.resize(closed->logic->slots);
    if (closed->self != no_slot) own[closed->self] = made(closed);
    auto const called = inner.may_go_on(limits::steps_of_call) && inner.take(arguments, closed->logic->parameters, own);
    auto value = called ? inner.run(closed->logic->body, own) : Value{};
    for (auto const& each : inner.warnings) heard.push_back({each.key, each.at, each.about});
    return value;
  };
  return feel::host_function(std::move(parameters), {}, call, feel::extent_around(closed->captured));
}

}  // namespace congvu::dmn
