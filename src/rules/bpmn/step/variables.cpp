// Where variables live: those of the case, those of a sub-process with data of its own, those of one instance in a
// loop. A name is looked up from the innermost outwards, but not out of a called process (BPMN 2.0.2, 10.4).
#include <algorithm>

#include "rules/bpmn/step/run.h"

namespace congvu::bpmn {

Key container_of(Run const& run, Key key) {
  if (auto const* visit = run.state.find(key)) return visit->inside;
  // What undoes something sees what that saw.
  auto const done = std::ranges::find(run.state.done, key, &Done::key);
  if (done != run.state.done.end()) return done->inside;
  for (auto const& undoing : run.state.undoing) {
    for (auto const* all : {&undoing.left, &undoing.begun}) {
      auto const found = std::ranges::find(*all, key, &Done::key);
      if (found != all->end()) return found->inside;
    }
  }
  return 0;
}

feel::Context* local(Run& run, Key key) {
  auto const found = std::ranges::lower_bound(run.state.locals, key, {}, &Local::key);
  return found == run.state.locals.end() || found->key != key ? nullptr : &found->variables;
}

void set_local(Run& run, Key key, feel::Context variables) {
  if (auto* there = local(run, key)) {
    *there = std::move(variables);
    return;
  }
  auto const place = std::ranges::lower_bound(run.state.locals, key, {}, &Local::key);
  run.state.locals.insert(place, {key, std::move(variables)});
}

namespace {

bool is_called_process(Run const& run, Key key) {
  auto const* visit = run.state.find(key);
  return visit != nullptr && run.node(visit->node).kind == NodeKind::call_activity &&
         visit->waits_for == Waiting::For::inside;
}

}  // namespace

feel::Context variables_at(Definition const& definition, State const& state, Key key) {
  return seen_within(Run{definition, state}, key);
}

feel::Context seen_within(Run const& run, Key inside) {
  auto const layers = layers_of(run, inside);
  feel::Context seen;
  for (auto i = layers.size(); i > 0; --i) seen = seen.with(layers[i - 1]);
  return seen;
}

std::vector<feel::Context> layers_of(Run const& run, Key inside) {
  std::vector<feel::Context> layers;
  for (auto key = inside; key != 0; key = container_of(run, key)) {
    auto const found = std::ranges::lower_bound(run.state.locals, key, {}, &Local::key);
    if (found != run.state.locals.end() && found->key == key) layers.push_back(found->variables);
    if (is_called_process(run, key)) return layers;
  }
  layers.push_back(run.state.variables);
  return layers;
}

// Each where it is already, from the innermost outwards; new ones belong to the process.
void put(Run& run, Key inside, feel::Context const& variables) {
  if (variables.size() == 0) return;
  run.changed(variables);
  std::vector<feel::Entry> left = variables.entries();
  for (auto key = inside; key != 0 && !left.empty(); key = container_of(run, key)) {
    bool const outermost = is_called_process(run, key);
    auto* const here = local(run, key);
    if (here != nullptr) {
      std::vector<feel::Entry> mine;
      std::erase_if(left, [&](feel::Entry const& each) {
        if (!outermost && here->find(each.name) == nullptr) return false;
        mine.push_back(each);
        return true;
      });
      if (!mine.empty()) *here = here->with(feel::Context{std::move(mine)});
    }
    if (outermost) {
      if (!left.empty()) set_local(run, key, feel::Context{std::move(left)});
      return;
    }
  }
  if (!left.empty()) run.state.variables = run.state.variables.with(feel::Context{std::move(left)});
}

// A mapping whose source is a variable that nobody gave leaves its target as it is.
feel::Context mapped(Run const& run, Range mappings, Key inside, feel::Context const& own) {
  std::vector<feel::Entry> entries;
  auto layers = layers_of(run, inside);
  layers.insert(layers.begin(), own);
  feel::Scope const scope{layers};
  for (auto const& each : Definition::part(run.definition.mappings, mappings)) {
    auto const& target = run.definition.texts[each.target];
    if (each.expression != none) {
      entries.push_back({target, run.definition.conditions[each.expression].evaluate(scope).value});
    } else if (auto const* value = scope.find(run.definition.texts[each.source])) {
      entries.push_back({target, *value});
    }
  }
  return feel::Context{std::move(entries)};
}

}  // namespace congvu::bpmn
