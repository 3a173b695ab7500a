// Errors and escalations go outwards until somebody catches them: an event sub-process beside the flow, or an event on
// the boundary of what contains it (BPMN 2.0.2, 10.5.1 and 13.5.3).
#include <algorithm>

#include "rules/bpmn/step/run.h"

namespace congvu::bpmn {
namespace {

struct Catcher {
  Index node = none;  // a boundary event, or the start of an event sub-process
  Key at = 0;         // the visit it is attached to, or within which the sub-process begins
};

// One that asks for this code goes before one that takes any.
Index catching(Run const& run, std::span<Index const> events, Trigger::Kind kind, std::string_view code) {
  Index any = none;
  for (auto const event : events) {
    for (auto const& trigger : run.definition.triggers_of(event)) {
      if (trigger.kind != kind) continue;
      if (trigger.name == none && any == none) any = event;
      if (trigger.name != none && run.definition.texts[trigger.name] == code) return event;
    }
  }
  return any;
}

// Events are attached to a loop as a whole, not to each of its instances.
bool is_instance(Run const& run, Waiting const& visit) {
  auto const* around = run.state.find(visit.inside);
  return around != nullptr && around->node == visit.node && around->waits_for == Waiting::For::instances;
}

std::optional<Catcher> catcher_of(Run const& run, Key activity, Key inside, Trigger::Kind kind, std::string_view code) {
  auto key = activity;
  auto container = inside;
  bool from_event_sub_process = false;
  while (true) {
    if (auto const* visit = run.state.find(key)) {
      auto const boundary = catching(run, run.definition.boundaries_of(visit->node), kind, code);
      if (boundary != none && !is_instance(run, *visit)) return Catcher{boundary, key};
      from_event_sub_process = run.node(visit->node).kind == NodeKind::event_sub_process;
    }
    auto const* around = run.state.find(container);
    bool const is_scope = container == 0 || (around != nullptr && around->waits_for == Waiting::For::inside);
    if (is_scope && !from_event_sub_process) {
      auto const scope = container == 0 ? 0 : run.node(around->node).opens;
      auto const start = catching(run, run.definition.event_starts_of(scope), kind, code);
      if (start != none) return Catcher{start, container};
    }
    if (container == 0) return std::nullopt;
    key = container;
    container = container_of(run, container);
  }
}

void caught(Run& run, Catcher const& by, feel::Context const& variables) {
  auto const& at = run.node(by.node);
  if (at.kind == NodeKind::start) return begin_event_sub_process(run, by.node, by.at, variables);
  occur_on_boundary(run, by.node, by.at, variables, at.interrupting);
}

}  // namespace

bool throw_error(Run& run, Key activity, Key inside, std::string_view code, feel::Context const& variables) {
  auto const by = catcher_of(run, activity, inside, Trigger::Kind::error, code);
  if (by) caught(run, *by, variables);
  return by.has_value();
}

bool throw_escalation(Run& run, Key inside, std::string_view code) {
  auto const by = catcher_of(run, 0, inside, Trigger::Kind::escalation, code);
  if (by) caught(run, *by, {});
  return by.has_value();
}

// The activity and its other events go when it interrupts, and a token leaves by the boundary event (13.5.3).
void occur_on_boundary(Run& run, Index boundary, Key host, feel::Context const& variables, bool interrupts) {
  auto const* found = run.state.find(host);
  if (found == nullptr) return;
  auto const inside = found->inside;
  auto const& at = run.node(boundary);
  auto const given = at.outputs.count > 0 ? mapped(run, at.outputs, inside, variables) : variables;
  if (interrupts) run.end_whole(host);
  put(run, inside, given);
  run.arrive({boundary, none, inside});
}

}  // namespace congvu::bpmn
