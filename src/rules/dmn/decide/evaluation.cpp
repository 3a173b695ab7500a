#include "rules/dmn/decide/evaluation.h"

#include <algorithm>
#include <ranges>
#include <utility>

#include "rules/dmn/limits.h"

namespace congvu::dmn {

using feel::Value;

// What is on the way while a step or an element is answered, and put back after.
template <class T>
class Within {
 public:
  Within(T& place, T value) : place_(place), before_(std::exchange(place, std::move(value))) {}
  ~Within() { place_ = std::move(before_); }
  Within(Within const&) = delete;
  Within& operator=(Within const&) = delete;

 private:
  T& place_;
  T before_;
};

void Evaluation::warn(std::string_view key, std::string about) {
  if (warnings.size() >= limits::warnings) return;
  warnings.push_back(
      {key, element_ == nullptr ? std::string{} : *element_, step_ == nullptr ? 0 : step_->line, {}, std::move(about)});
}

Value Evaluation::fit(Value value, TypePointer const& type, std::string_view key) {
  if (!type) return value;
  auto const was = feel::shown(value);
  auto fits = fitted(std::move(value), *type, surroundings_);
  if (fits) return std::move(*fits);
  warn(key, was + " ∉ " + (type->name.empty() ? feel::text_of(type->kind) : type->name));
  return {};
}

void Evaluation::know(Element element, Value value) {
  Within const inside{element_, &program_->name_of(element)};
  known_[element] = fit(std::move(value), program_->type_of(element));
}

Value Evaluation::value_of(Element element) {
  if (auto const known = known_.find(element); known != known_.end()) return known->second;
  Value value;
  switch (element.sort) {
    case Element::Sort::input:
      return {};
    case Element::Sort::decision:
      value = decided(program_->decisions[element.index]);
      break;
    case Element::Sort::knowledge:
    case Element::Sort::service:
      value = function_of(element);
      break;
  }
  known_[element] = value;
  return value;
}

Value Evaluation::decided(Unit const& unit) {
  Within const inside{element_, &unit.name};
  Within const step{step_, static_cast<Logic const*>(nullptr)};
  Within const items{items_, {}};
  if (depth_ >= limits::calls) {
    warn("dmn.too_deep", std::to_string(limits::calls));
    return {};
  }
  Within const deeper{depth_, depth_ + 1};
  Frame frame(unit.slots);
  fill(unit, frame);
  return fit(run(unit.logic, frame), unit.type);
}

void Evaluation::fill(Unit const& unit, Frame& frame) {
  for (auto const& need : unit.needs) frame[need.slot] = value_of(need.element);
  for (auto const& import : unit.imported) {
    std::vector<feel::Entry> entries;
    for (auto const& [name, element] : import.entries) entries.push_back({name, value_of(element)});
    frame[import.slot] = feel::Context{std::move(entries)};
  }
}

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
    Evaluation inner{program, surroundings, false};
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

Value Evaluation::serve(OfferedUnit const& service) {
  Within const inside{element_, &service.name};
  if (service.outputs.size() == 1) return fit(value_of(service.outputs.front()), service.type);
  std::vector<feel::Entry> entries;
  for (auto const& each : service.outputs) entries.push_back({program_->decisions[each.index].name, value_of(each)});
  return fit(feel::Context{std::move(entries)}, service.type);
}

Value Evaluation::run(Step const& step, Frame& frame) {
  if (!step) return {};
  Within const here{step_, step.get()};
  auto value = std::visit([&](auto const& logic) { return answer(logic, frame); }, step->is);
  return fit(std::move(value), step->type);
}

Value Evaluation::answer(Line const& line, Frame& frame) {
  if (line.constant) return *line.constant;
  if (line.name != no_slot) return frame[line.name];
  auto const& names = line.expression.reads();
  std::vector<Value const*> values(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    values[i] = line.reads[i] == no_slot ? nullptr : &frame[line.reads[i]];
    for (auto const* item : items_ | std::views::reverse) {
      if (auto const* entry = item->find(names[i])) {
        values[i] = entry;
        break;
      }
    }
  }
  std::vector<feel::Warning> heard;
  auto value = line.expression.evaluate(values, surroundings_, heard);
  for (auto& each : heard) {
    if (warnings.size() >= limits::warnings) break;
    warnings.push_back(
        {each.key, element_ == nullptr ? std::string{} : *element_, line.line, each.at, std::move(each.about)});
  }
  return value;
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

Value Evaluation::answer(ContextLogic const& logic, Frame& frame) {
  std::vector<feel::Entry> entries;
  for (auto const& [name, slot, type, value] : logic.entries) {
    auto found = fit(run(value, frame), type);
    if (name.empty()) return found;
    frame[slot] = found;
    entries.push_back({name, std::move(found)});
  }
  return feel::Context{std::move(entries)};
}

Value Evaluation::answer(ListLogic const& logic, Frame& frame) {
  std::vector<Value> items;
  for (auto const& each : logic.items) items.push_back(run(each, frame));
  return feel::List{std::move(items)};
}

Value Evaluation::answer(RelationLogic const& logic, Frame& frame) {
  std::vector<Value> rows;
  for (auto const& row : logic.rows) {
    std::vector<feel::Entry> entries;
    auto const width = std::min(row.size(), logic.columns.size());
    for (std::size_t i = 0; i < width; ++i) entries.push_back({logic.columns[i], run(row[i], frame)});
    rows.push_back(feel::Context{std::move(entries)});
  }
  return feel::List{std::move(rows)};
}

// The function keeps what its frame holds now. It may call itself: in its own frame its name means itself.
Value Evaluation::answer(FunctionLogic const& logic, Frame& frame) {
  if (logic.foreign) {
    warn("dmn.foreign_function", element_ == nullptr ? std::string{} : *element_);
    return {};
  }
  std::vector<feel::Parameter> parameters;
  for (auto const& each : logic.parameters) {
    parameters.push_back({each.name, each.type ? each.type->kind : feel::Type{}});
  }
  Frame captured{frame.begin(), frame.begin() + logic.captured};
  struct Closed {
    std::shared_ptr<Program const> program;
    FunctionLogic logic;
    Frame captured;
    std::string const* element;
    int depth;
  };
  auto const closed =
      std::make_shared<Closed const>(Closed{program_, logic, std::move(captured), element_, depth_ + 1});
  auto const call = [closed](std::span<Value const> arguments, feel::Surroundings const& surroundings,
                             std::vector<feel::Warning>& heard) -> Value {
    Evaluation inner{closed->program, surroundings, false};
    inner.depth_ = closed->depth;
    inner.element_ = closed->element;
    auto own = closed->captured;
    own.resize(closed->logic.slots);
    Value value;
    if (inner.take(arguments, closed->logic.parameters, own)) value = inner.run(closed->logic.body, own);
    for (auto const& each : inner.warnings) heard.push_back({each.key, each.at, each.about});
    return value;
  };
  return feel::host_function(std::move(parameters), {}, call);
}

Value Evaluation::answer(ChoiceLogic const& logic, Frame& frame) {
  auto const condition = run(logic.condition, frame);
  if (condition.as<bool>() == nullptr && !condition.is_null()) {
    warn("dmn.not_a_truth", feel::shown(condition));
    return {};
  }
  return run(condition.is_true() ? logic.then : logic.otherwise, frame);
}

namespace {

// What a walk goes over: the items of a list, the whole numbers or days of a range, or the one value there is.
std::optional<std::vector<Value>> items_of(Value const& in) {
  if (auto const* list = in.as<feel::List>()) return list->items();
  if (in.is_null()) return std::nullopt;
  return std::vector<Value>{in};
}

}  // namespace

Value Evaluation::answer(WalkLogic const& logic, Frame& frame) {
  auto const items = items_of(run(logic.in, frame));
  if (!items) {
    warn("dmn.nothing_to_walk", {});
    return {};
  }
  std::vector<Value> found;
  bool undecided = false;
  for (auto const& item : *items) {
    frame[logic.variable] = item;
    if (logic.partial != no_slot) frame[logic.partial] = feel::List{found};
    auto value = run(logic.body, frame);
    if (logic.kind == Iteration::Kind::each) {
      found.push_back(std::move(value));
      continue;
    }
    auto const* truth = value.as<bool>();
    if (truth == nullptr && !value.is_null()) {
      warn("dmn.not_a_truth", feel::shown(value));
      return {};
    }
    if (truth == nullptr) undecided = true;
    if (truth != nullptr && *truth == (logic.kind == Iteration::Kind::some)) return *truth;
  }
  if (logic.kind == Iteration::Kind::each) return feel::List{std::move(found)};
  if (undecided) return {};
  return logic.kind == Iteration::Kind::every;
}

Value Evaluation::answer(FilterLogic const& logic, Frame& frame) {
  auto const items = items_of(run(logic.in, frame));
  if (!items) return {};
  std::vector<Value> kept;
  for (std::size_t i = 0; i < items->size(); ++i) {
    auto const& item = (*items)[i];
    frame[logic.item] = item;
    auto const* context = item.as<feel::Context>();
    if (context != nullptr) items_.push_back(context);
    auto const match = run(logic.match, frame);
    if (context != nullptr) items_.pop_back();
    if (auto const* place = match.as<feel::Number>()) {  // [1] is the first, [-1] the last
      auto const at = place->whole().value_or(0);
      auto const count = static_cast<std::int64_t>(items->size());
      auto const index = at > 0 ? at - 1 : count + at;
      if (at == 0 || index < 0 || index >= count) return {};
      return (*items)[static_cast<std::size_t>(index)];
    }
    if (match.is_true()) kept.push_back(item);
  }
  return feel::List{std::move(kept)};
}

}  // namespace congvu::dmn
