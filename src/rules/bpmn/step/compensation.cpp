// Undoing what was done: the activities of a scope that say how they are undone, the last first, each after the one
// before. A sub-process without a way of its own is undone by undoing what was done in it. A transaction that is
// cancelled is undone, then left by its cancel event (BPMN 2.0.2, 10.7 and 13.5.5).
#include <algorithm>

#include "rules/bpmn/limits.h"
#include "rules/bpmn/step/run.h"

namespace congvu::bpmn {
namespace {

Index event_sub_process_undoing(Run const& run, Index node) {
  auto const& at = run.node(node);
  return at.opens == none ? none : run.definition.scopes[at.opens].undoes;
}

// Takes out of the memory what was done directly in this scope, in the order in which it was done.
std::vector<Done> taken_from(Run& run, Key scope, Index only) {
  std::vector<Done> list;
  std::erase_if(run.state.done, [&](Done const& each) {
    if (each.inside != scope || (only != none && each.node != only)) return false;
    list.push_back(each);
    return true;
  });
  return list;
}

Undoing* undoing_of(Run& run, Key asker) {
  auto const found = std::ranges::find(run.state.undoing, asker, &Undoing::key);
  return found == run.state.undoing.end() ? nullptr : &*found;
}

void leave_cancelled(Run& run, Waiting const& transaction) {
  Index by = none;
  for (auto const boundary : run.definition.boundaries_of(transaction.node)) {
    for (auto const& trigger : run.definition.triggers_of(boundary)) {
      if (trigger.kind == Trigger::Kind::cancel) by = boundary;
    }
  }
  auto const* around = run.state.find(transaction.inside);
  bool const in_loop = around != nullptr && around->node == transaction.node;
  auto const inside = in_loop ? around->inside : transaction.inside;
  run.end_whole(in_loop ? around->key : transaction.key);
  if (by == none) return end(run, {transaction.node, none, inside});
  run.arrive({by, none, inside});
}

// All is undone: who asked goes on.
void undone(Run& run, Key asker) {
  auto const undoing = *undoing_of(run, asker);
  std::erase_if(run.state.undoing, [&](Undoing const& each) { return each.key == asker; });
  std::erase_if(run.state.locals, [&](Local const& local) {
    return std::ranges::find(undoing.begun, local.key, &Done::key) != undoing.begun.end();
  });
  auto const visit = *run.state.find(asker);
  if (run.node(visit.node).kind == NodeKind::transaction) return leave_cancelled(run, visit);
  run.forget(asker);
  bool const waited = visit.marks == 0;
  if (!waited) return;
  if (run.node(visit.node).kind == NodeKind::end) return end(run, {visit.node, none, visit.inside});
  take_all(run, visit.node, visit.inside);
}

void begin_handler(Run& run, Key asker, Done const& done) {
  auto const handler = run.node(done.node).handler;
  if (handler != none) return run.arrive({handler, none, done.inside, 0, asker});
  auto const sub_process = event_sub_process_undoing(run, done.node);
  auto const key =
      run.wait({.node = sub_process, .inside = done.key, .host = asker, .waits_for = Waiting::For::inside});
  run.touch(key);
  run.arrive({run.definition.scopes[run.node(sub_process).opens].start, none, key});
}

}  // namespace

bool can_be_undone(Run const& run, Done const& done) {
  auto const& at = run.node(done.node);
  if (at.handler != none || event_sub_process_undoing(run, done.node) != none) return true;
  return at.opens != none && std::ranges::find(run.state.done, done.key, &Done::inside) != run.state.done.end();
}

void remember(Run& run, Done done) {
  if (run.state.done.size() < limits::remembered) {
    run.state.done.push_back(done);
  } else {
    run.outputs.emplace_back(Incident{0, done.node, reasons::too_many_times});
  }
}

void compensate(Run& run, Token token, Trigger const& trigger) {
  auto const* around = run.state.find(token.inside);
  bool const in_event_sub_process = around != nullptr && run.node(around->node).kind == NodeKind::event_sub_process;
  auto const scope = in_event_sub_process ? around->inside : token.inside;
  auto const asker = run.wait({.node = token.node,
                               .inside = token.inside,
                               .waits_for = Waiting::For::compensation,
                               .marks = trigger.waits ? 0U : 1U});
  begin_undoing(run, asker, scope, trigger.activity);
}

void begin_undoing(Run& run, Key asker, Key scope, Index only) {
  auto const place = std::ranges::lower_bound(run.state.undoing, asker, {}, &Undoing::key);
  run.state.undoing.insert(place, {asker, taken_from(run, scope, only)});
  go_on_undoing(run, asker);
}

void go_on_undoing(Run& run, Key asker) {
  while (auto* undoing = undoing_of(run, asker)) {
    if (undoing->left.empty()) return undone(run, asker);
    auto const next = undoing->left.back();
    undoing->left.pop_back();
    undoing->begun.push_back(next);
    bool const of_its_own = run.node(next.node).handler != none || event_sub_process_undoing(run, next.node) != none;
    if (of_its_own) return begin_handler(run, asker, next);
    auto const within = taken_from(run, next.key, none);
    undoing->left.insert(undoing->left.end(), within.begin(), within.end());
  }
}

void cancel_transaction(Run& run, Token token) {
  for (auto key = token.inside; key != 0; key = container_of(run, key)) {
    auto* visit = run.find(key);
    if (visit == nullptr || run.node(visit->node).kind != NodeKind::transaction) continue;
    run.end_contents(key);
    run.find(key)->waits_for = Waiting::For::compensation;
    return begin_undoing(run, key, key, none);
  }
}

}  // namespace congvu::bpmn
