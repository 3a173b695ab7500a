#include "rules/dmn/decide/evaluation.h"

#include <algorithm>
#include <ranges>

#include "rules/dmn/limits.h"
#include "rules/feel/limits.h"

namespace congvu::dmn {

using feel::Value;

void Evaluation::warn(std::string_view key, std::string about) {
  if (warnings.size() >= limits::warnings) return;
  warnings.push_back(
      {key, element_ == nullptr ? std::string{} : *element_, step_ == nullptr ? 0 : step_->line, {}, std::move(about)});
}

bool Evaluation::may_go_on(std::uint64_t steps) {
  auto& spent = *surroundings_.steps;
  spent = std::min(spent + steps, feel::limits::steps + 1);
  if (spent <= feel::limits::steps) return true;
  warn("feel.too_much", std::to_string(feel::limits::steps));
  return false;
}

Value Evaluation::kept(Value value) {
  auto const extent = feel::extent_of(value);
  if (extent.depth > feel::limits::value_depth) {
    warn("feel.too_deep", std::to_string(feel::limits::value_depth));
    return {};
  }
  return extent.weight > feel::limits::value_weight ? too_large() : std::move(value);
}

Value Evaluation::too_large() {
  warn("feel.too_large", std::to_string(feel::limits::value_weight));
  return {};
}

Value Evaluation::fit(Value value, TypePointer const& type, std::string_view key) {
  if (!type || value.is_null()) return value;
  auto fits = fitted(value, *type, surroundings_);
  if (fits) return std::move(*fits);
  warn(key, feel::shown(value) + " ∉ " + (type->name.empty() ? feel::text_of(type->kind) : type->name));
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
  if (!may_go_on(limits::steps_of_call)) return {};
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
    frame[import.slot] = kept(feel::Context{std::move(entries)});
  }
}

Value Evaluation::serve(OfferedUnit const& service) {
  Within const inside{element_, &service.name};
  if (service.outputs.size() == 1) return fit(value_of(service.outputs.front()), service.type);
  std::vector<feel::Entry> entries;
  for (auto const& each : service.outputs) entries.push_back({program_->decisions[each.index].name, value_of(each)});
  return fit(kept(feel::Context{std::move(entries)}), service.type);
}

Value Evaluation::run(Step const& step, Frame& frame) {
  if (!step || !may_go_on(1)) return {};
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

Value Evaluation::answer(ContextLogic const& logic, Frame& frame) {
  std::vector<feel::Entry> entries;
  for (auto const& [name, slot, type, value] : logic.entries) {
    auto const* function = value ? std::get_if<FunctionLogic>(&value->is) : nullptr;
    auto found = fit(function != nullptr ? answer(*function, frame, slot) : run(value, frame), type);
    if (name.empty()) return found;
    frame[slot] = found;
    entries.push_back({name, std::move(found)});
  }
  return kept(feel::Context{std::move(entries)});
}

Value Evaluation::answer(ListLogic const& logic, Frame& frame) {
  std::vector<Value> items;
  for (auto const& each : logic.items) items.push_back(run(each, frame));
  return kept(feel::List{std::move(items)});
}

Value Evaluation::answer(RelationLogic const& logic, Frame& frame) {
  std::vector<Value> rows;
  for (auto const& row : logic.rows) {
    std::vector<feel::Entry> entries;
    auto const width = std::min(row.size(), logic.columns.size());
    for (std::size_t i = 0; i < width; ++i) entries.push_back({logic.columns[i], run(row[i], frame)});
    rows.push_back(feel::Context{std::move(entries)});
  }
  return kept(feel::List{std::move(rows)});
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

// What a walk goes over: the items of a list, or the one value there is.
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
  std::uint64_t weight = 0;
  bool undecided = false;
  for (auto const& item : *items) {
    constexpr std::size_t copied_in_one_step = 8;
    if (!may_go_on(1 + (logic.partial == no_slot ? 0 : found.size() / copied_in_one_step))) return {};
    frame[logic.variable] = item;
    if (logic.partial != no_slot) frame[logic.partial] = feel::List{found};
    auto value = run(logic.body, frame);
    if (logic.kind == Iteration::Kind::each) {
      weight += feel::extent_of(value).weight;  // each may hold all those before it
      if (weight > feel::limits::value_weight) return too_large();
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
  if (logic.kind == Iteration::Kind::each) return kept(feel::List{std::move(found)});
  if (undecided) return {};
  return logic.kind == Iteration::Kind::every;
}

Value Evaluation::answer(FilterLogic const& logic, Frame& frame) {
  auto const items = items_of(run(logic.in, frame));
  if (!items) return {};
  std::vector<Value> kept;
  for (std::size_t i = 0; i < items->size(); ++i) {
    auto const& item = (*items)[i];
    if (!may_go_on(1)) return {};
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
