// What happens to those that wait when a message, a signal, a time or a fact comes: on the boundary of an activity, at
// the start of an event sub-process, after an event gateway, or in the flow (BPMN 2.0.2, 10.5.6 and 13.5).
#include <algorithm>

#include "rules/bpmn/compile/timer.h"
#include "rules/bpmn/step/run.h"

namespace congvu::bpmn {
namespace {

// Of the marks of a condition: whether it held when last looked at.
std::uint32_t held(Index at) {
  return 1U << (16 + at % 16);
}

bool is_named(Run const& run, Trigger const& trigger, Trigger::Kind kind, std::string_view name) {
  if (trigger.kind != kind) return false;
  return trigger.name == none ? name.empty() : run.definition.texts[trigger.name] == name;
}

// The events that lost against this one are awaited no longer; the flow to the winner is part of the path.
void win_against_others(Run& run, Waiting const& winner) {
  auto const gateway = *run.state.find(winner.host);
  for (auto i = run.node(gateway.node).outgoing.first;
       i < run.node(gateway.node).outgoing.first + run.node(gateway.node).outgoing.count; ++i) {
    if (run.definition.flows[i].target == winner.node) run.taken.push_back(i);
  }
  run.find(winner.key)->host = 0;
  run.end_whole(gateway.key);
}

void pass_catch_event(Run& run, Waiting const& visit, feel::Context const& variables, bool again) {
  if (visit.host != 0) win_against_others(run, visit);
  auto const& at = run.node(visit.node);
  if (at.kind == NodeKind::receive_task) return finish_activity(run, visit.key, variables);
  put(run, visit.inside, at.outputs.count > 0 ? mapped(run, at.outputs, visit.inside, variables) : variables);
  if (!again) run.forget(visit.key);
  take_all(run, visit.node, visit.inside);
}

std::optional<Timer> timer_from(feel::Value const& value) {
  if (auto const* exact = value.as<feel::DaysDuration>()) return parse_duration(feel::text_of(*exact));
  if (auto const* months = value.as<feel::MonthsDuration>()) return parse_duration(feel::text_of(*months));
  auto const text = feel::text_of(value);
  if (auto const duration = parse_duration(text)) return *duration;
  if (auto const instant = parse_instant(text)) return *instant;
  return std::nullopt;
}

}  // namespace

void start_timer(Run& run, Waiting const& waiting, Index at) {
  auto const& trigger = run.definition.triggers_of(waiting.node)[at];
  auto const place = run.node(waiting.node).triggers.first + at;
  auto const task = run.node(waiting.node).kind == NodeKind::boundary ? waiting.host : 0;
  if (trigger.expression == none) {
    run.outputs.emplace_back(StartTimer{waiting.key, waiting.node, task, trigger.timer, place});
    return;
  }
  if (auto const timer = timer_from(evaluate(run, trigger.expression, waiting.inside))) {
    run.outputs.emplace_back(StartTimer{waiting.key, waiting.node, task, *timer, place});
    return;
  }
  auto const& text = run.definition.conditions[trigger.expression].text();
  run.outputs.emplace_back(Incident{0, waiting.node, reasons::time_undecided, text});
}

void fire_timer(Run& run, Key key, Index at) {
  auto& visit = *run.find(key);
  auto const& trigger = run.definition.triggers_of(visit.node)[at];
  bool const counts = trigger.repeats != 1 && !run.node(visit.node).all_triggers;
  bool const again = counts && (trigger.repeats == 0 || visit.marks + 1 < trigger.repeats);
  if (counts) ++visit.marks;
  occur(run, key, at, {}, again);
  auto const* left = run.find(key);
  if (left == nullptr) return;
  if (again) return start_timer(run, *left, at);
  // Nothing else is awaited there.
  bool const only_timer = run.definition.triggers_of(left->node).size() == 1;
  if (only_timer) run.forget(key);
}

void occur(Run& run, Key key, Index at, feel::Context const& variables, bool again) {
  auto& waiting = *run.find(key);
  auto const& node = run.node(waiting.node);
  if (node.all_triggers) {
    waiting.marks |= 1U << at;
    if ((waiting.marks & 0xFFFFU) + 1 != 1U << node.triggers.count) return;
    waiting.marks &= ~0xFFFFU;
  }
  auto const visit = waiting;
  switch (node.kind) {
    case NodeKind::boundary:
      if (node.interrupting) run.forget(key);
      return occur_on_boundary(run, visit.node, visit.host, variables, node.interrupting);
    case NodeKind::start:
      if (node.interrupting) run.forget(key);
      return begin_event_sub_process(run, visit.node, visit.inside, variables);
    default:
      return pass_catch_event(run, visit, variables, again);
  }
}

// A condition occurs when it begins to hold, not as long as it does.
void look_at_condition(Run& run, Key key) {
  auto const* waiting = run.state.find(key);
  if (waiting == nullptr) return;
  auto const triggers = run.definition.triggers_of(waiting->node);
  for (Index i = 0; i < triggers.size(); ++i) {
    if (triggers[i].kind != Trigger::Kind::conditional) continue;
    auto* visit = run.find(key);
    if (visit == nullptr) return;
    bool const now = holds(run, triggers[i].expression, visit->inside);
    bool const before = (visit->marks & held(i)) != 0;
    visit->marks = now ? visit->marks | held(i) : visit->marks & ~held(i);
    if (now && !before) occur(run, key, i, {});
  }
}

bool deliver_message(Run& run, MessageCame const& message) {
  for (auto const& each : run.state.waiting) {
    if (each.waits_for != Waiting::For::outside) continue;
    auto const triggers = run.definition.triggers_of(each.node);
    if (run.node(each.node).kind == NodeKind::send_task) continue;
    for (Index i = 0; i < triggers.size(); ++i) {
      if (!is_named(run, triggers[i], Trigger::Kind::message, message.name)) continue;
      bool const any = triggers[i].expression == none || !message.correlation;
      if (!any && evaluate(run, triggers[i].expression, each.inside) != *message.correlation) continue;
      occur(run, each.key, i, message.variables);
      return true;
    }
  }
  return false;
}

bool deliver_signal(Run& run, std::string_view name, feel::Context const& variables) {
  std::vector<std::pair<Key, Index>> listening;
  for (auto const& each : run.state.waiting) {
    if (each.waits_for != Waiting::For::outside) continue;
    auto const triggers = run.definition.triggers_of(each.node);
    for (Index i = 0; i < triggers.size(); ++i) {
      if (is_named(run, triggers[i], Trigger::Kind::signal, name)) listening.emplace_back(each.key, i);
    }
  }
  for (auto const& [key, at] : listening) {
    if (run.state.find(key) != nullptr) occur(run, key, at, variables);
  }
  return !listening.empty();
}

namespace {

// An event after a gateway that instantiates has occurred; a parallel one awaits the others too.
void begin_after_gateway(Run& run, Index gateway, Index event) {
  if (run.node(gateway).all_events) {
    for (auto const& flow : run.definition.outgoing(gateway)) {
      if (flow.target != event) await(run, {.node = flow.target});
    }
  }
  take_all(run, event, 0);
}

}  // namespace

bool begin_with(Run& run, Trigger::Kind kind, std::string_view name, feel::Context const& variables) {
  auto const& nodes = run.definition.nodes;
  auto const matches = [&](Trigger const& each) { return is_named(run, each, kind, name); };
  for (Index i = 0; i < nodes.size(); ++i) {
    if (nodes[i].scope != 0 || std::ranges::none_of(run.definition.triggers_of(i), matches)) continue;
    if (nodes[i].kind == NodeKind::start) {
      put(run, 0, variables);
      begin_process(run, i);
      return true;
    }
    if (nodes[i].kind == NodeKind::receive_task && nodes[i].begins_process) {
      put(run, 0, variables);
      run.state.status = Status::running;
      leave_activity(run, i, 0);
      return true;
    }
    for (auto const flow : run.definition.incoming_of(i)) {
      auto const source = run.definition.flows[flow].source;
      if (nodes[source].kind != NodeKind::event_gateway || !nodes[source].begins_process) continue;
      put(run, 0, variables);
      run.state.status = Status::running;
      run.taken.push_back(flow);
      begin_after_gateway(run, source, i);
      return true;
    }
  }
  return false;
}

}  // namespace congvu::bpmn
