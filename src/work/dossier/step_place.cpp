#include "work/dossier/step_place.h"

#include <algorithm>
#include <deque>

namespace congvu::dossier {

namespace {

using bpmn::Definition;
using bpmn::Index;
using bpmn::NodeKind;

// The user tasks on the meant way from a node on, itself included, nearest first.
std::vector<Index> way_from(Definition const& definition, Index start) {
  std::vector<Index> tasks;
  std::vector<bool> seen(definition.nodes.size(), false);
  std::deque<Index> next{start};
  while (!next.empty()) {
    Index const node = next.front();
    next.pop_front();
    if (seen[node]) continue;
    seen[node] = true;
    if (definition.nodes[node].kind == NodeKind::user_task) tasks.push_back(node);
    auto outgoing = definition.outgoing(node);
    if (definition.nodes[node].kind == NodeKind::exclusive_gateway && !outgoing.empty()) outgoing = outgoing.first(1);
    for (auto const& flow : outgoing) next.push_back(flow.target);
  }
  return tasks;
}

// Each step counts once, however often it was done again.
int steps_done(Definition const& definition, std::vector<std::string> const& done, std::string_view but) {
  std::vector<std::string_view> steps;
  for (auto const& id : done) {
    auto const node = definition.node(id);
    if (!node || definition.nodes[*node].kind != NodeKind::user_task || id == but) continue;
    if (std::ranges::find(steps, id) == steps.end()) steps.push_back(id);
  }
  return static_cast<int>(steps.size());
}

}  // namespace

std::optional<StepPlace> place_on_way(Definition const& definition, std::string_view step) {
  auto const node = definition.node(step);
  if (!node || definition.start == bpmn::none) return std::nullopt;
  auto const way = way_from(definition, definition.start);
  auto const at = std::ranges::find(way, *node);
  if (at == way.end()) return std::nullopt;
  return StepPlace{static_cast<int>(at - way.begin()) + 1, static_cast<int>(way.size())};
}

std::optional<StepPlace> place_of_step(Definition const& definition, std::string_view step,
                                       std::vector<std::string> const& done) {
  if (auto const on_way = place_on_way(definition, step)) return on_way;
  auto const node = definition.node(step);
  if (!node || definition.start == bpmn::none) return std::nullopt;
  int const before = steps_done(definition, done, step);
  return StepPlace{before + 1, before + static_cast<int>(way_from(definition, *node).size())};
}

}  // namespace congvu::dossier
