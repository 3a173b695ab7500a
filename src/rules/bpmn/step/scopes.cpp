// Sub-processes, called processes and event sub-processes: what they contain begins when they do, and they end when
// nothing in them moves or waits any more (BPMN 2.0.2, 10.3.5, 10.3.6 and 13.3.4).
#include <algorithm>

#include "rules/bpmn/limits.h"
#include "rules/bpmn/step/run.h"

namespace congvu::bpmn {
namespace {

void await_event_starts(Run& run, Index scope, Key inside) {
  for (auto const start : run.definition.event_starts_of(scope)) {
    run.touch(inside);
    await(run, {.node = start, .inside = inside});
  }
}

// Data objects and properties of a sub-process are its own, and empty at first.
void declare(Run& run, Index scope, Key key) {
  auto const names = Definition::part(run.definition.names, run.definition.scopes[scope].variables);
  if (names.empty() || key == 0) return;
  std::vector<feel::Entry> entries;
  for (auto const name : names) entries.push_back({run.definition.texts[name], {}});
  auto const* there = local(run, key);
  feel::Context const declared{std::move(entries)};
  set_local(run, key, there == nullptr ? declared : declared.with(*there));
}

// With a start event there; without one everything begins that nothing leads into.
void begin_contents(Run& run, Index scope, Key inside) {
  auto const& opened = run.definition.scopes[scope];
  if (opened.start != none) return run.arrive({opened.start, none, inside});
  auto const begins = Definition::part(run.definition.places, opened.begins);
  if (!run.has_room_for(begins.size(), opened.node, inside)) return;
  for (auto const each : begins) run.arrive({each, none, inside});
}

// An event that was awaited may have interrupted the scope before it began.
bool was_interrupted(Run const& run, Key inside) {
  return std::ranges::any_of(run.state.waiting, [&](Waiting const& each) {
    auto const& at = run.node(each.node);
    if (each.inside != inside || at.kind != NodeKind::event_sub_process) return false;
    auto const start = run.definition.scopes[at.opens].start;
    return run.node(start).interrupting;
  });
}

}  // namespace

std::size_t depth_of(Run const& run, Key key) {
  std::size_t depth = 0;
  for (; key != 0; key = container_of(run, key)) ++depth;
  return depth;
}

void begin_process(Run& run, Index start) {
  run.state.status = Status::running;
  auto const& process = run.definition.scopes.front();
  await_event_starts(run, 0, 0);
  if (was_interrupted(run, 0)) return;
  if (start != none) return run.arrive({start, none, 0});
  for (auto const each : Definition::part(run.definition.places, process.begins)) run.arrive({each, none, 0});
}

void open_scope(Run& run, Key key) {
  auto const visit = *run.state.find(key);
  auto const& at = run.node(visit.node);
  if (depth_of(run, key) > limits::depth) {
    run.end_whole(key);
    return run.stuck({.node = visit.node, .inside = visit.inside, .waits_for = Waiting::For::entry}, reasons::too_deep);
  }
  // What a called process sees is what it is given; where nothing is said, all that its caller sees.
  if (at.kind == NodeKind::call_activity && at.inputs.count == 0) {
    set_local(run, key, seen_within(run, key));
  }
  declare(run, at.opens, key);
  run.touch(key);
  await_event_starts(run, at.opens, key);
  if (run.state.find(key) == nullptr || was_interrupted(run, key)) return;
  if (at.kind == NodeKind::ad_hoc) return go_on_ad_hoc(run, key);
  begin_contents(run, at.opens, key);
}

// The sub-process has run out of tokens: what it awaited beside its flow goes, and its own flow goes on.
void close_scope(Run& run, Key key) {
  auto const visit = *run.state.find(key);
  auto const& at = run.node(visit.node);
  run.end_contents(key);
  feel::Context given;
  // Of a called process that is not told what to give back, everything comes back.
  if (at.kind == NodeKind::call_activity && at.outputs.count == 0) {
    if (auto const* own = local(run, key)) given = *own;
  }
  if (at.kind == NodeKind::event_sub_process) {
    auto const host = visit.host;
    run.end_whole(key);
    if (host != 0) go_on_undoing(run, host);
    return;
  }
  finish_activity(run, key, given);
}

void begin_event_sub_process(Run& run, Index start, Key inside, feel::Context const& variables) {
  auto const& at = run.node(start);
  auto const sub_process = run.definition.scopes[at.scope].node;
  if (at.interrupting) run.end_contents(inside);
  auto const key = run.wait({.node = sub_process, .inside = inside, .waits_for = Waiting::For::inside});
  declare(run, at.scope, key);
  put(run, key, variables);
  run.touch(key);
  await_event_starts(run, at.scope, key);
  if (was_interrupted(run, key)) return;
  run.arrive({start, none, key});
}

bool is_enough(Run const& run, Waiting const& visit) {
  auto const& at = run.node(visit.node);
  return at.kind == NodeKind::ad_hoc && at.cancels_rest && visit.marks > 0 && at.condition != none &&
         holds(run, at.condition, visit.key);
}

// Nothing leads into the activities of an ad-hoc sub-process, so that each may be done; it ends when its condition
// holds, or when nothing of it is left (10.3.5, table 10.22). `marks` counts those that have begun.
void go_on_ad_hoc(Run& run, Key key) {
  auto& visit = *run.find(key);
  auto const& at = run.node(visit.node);
  auto const all = Definition::part(run.definition.places, run.definition.scopes[at.opens].begins);
  bool const enough = visit.marks > 0 && at.condition != none && holds(run, at.condition, key);
  if (enough || visit.marks == all.size()) return close_scope(run, key);
  auto const from = visit.marks;
  auto const until = at.one_by_one ? from + 1 : static_cast<std::uint32_t>(all.size());
  if (!run.has_room_for(until - from, visit.node, visit.inside)) return;
  visit.marks = until;
  for (auto i = from; i < until; ++i) run.arrive({all[i], none, key});
}

}  // namespace congvu::bpmn
