// Tasks: they begin, wait for whoever does them, and are left by all their flows whose conditions hold. An activity may
// want several tokens to begin and give several when it is done (BPMN 2.0.2, 10.3 and 13.3).
#include <algorithm>

#include "rules/bpmn/step/run.h"

namespace congvu::bpmn {
namespace {

// Uses up so many tokens of those that have arrived at an activity, by whichever flows.
bool enough_to_begin(Run& run, Token token) {
  auto const wanted = run.node(token.node).start_quantity;
  if (wanted <= 1 || token.via == none) return true;
  arrive_at(run, token);
  std::uint32_t here = 0;
  auto const mine = [&](Arrived const& each) {
    return each.inside == token.inside && run.definition.flows[each.flow].target == token.node;
  };
  for (auto const& each : run.state.arrived) {
    if (mine(each)) here += each.count;
  }
  if (here < wanted) return false;
  auto left = wanted;
  for (auto const flow : run.definition.incoming_of(token.node)) {
    auto const found = std::ranges::find_if(
        run.state.arrived, [&](Arrived const& each) { return each.inside == token.inside && each.flow == flow; });
    if (found == run.state.arrived.end()) continue;
    auto const used = std::min(left, found->count);
    use_up(run, token.inside, flow, used);
    left -= used;
  }
  return true;
}

// What a task does once it is open.
void do_task(Run& run, Key key, Index node) {
  switch (run.node(node).kind) {
    case NodeKind::user_task:
      run.outputs.emplace_back(OpenTask{key, node});
      return;
    case NodeKind::service_task:
      run.outputs.emplace_back(RequestEffect{key, node});
      return;
    case NodeKind::script_task:
      return run_script(run, key);
    case NodeKind::send_task:
      for (auto const& trigger : run.definition.triggers_of(node)) send(run, node, trigger, key);
      return finish_activity(run, key);
    case NodeKind::receive_task:
      return;
    default:
      return finish_activity(run, key);
  }
}

bool passes_at_once(Run const& run, Index node) {
  auto const& at = run.node(node);
  bool const inside_here = at.kind == NodeKind::script_task && run.definition.scripts[at.details].expression != none;
  return inside_here || at.kind == NodeKind::manual_task || at.kind == NodeKind::send_task;
}

}  // namespace

void enter_activity(Run& run, Token token) {
  if (!enough_to_begin(run, token)) return;
  if (run.node(token.node).loop != none) return enter_loop(run, token);
  begin_activity(run, token);
}

void begin_activity(Run& run, Token token, feel::Context const& variables) {
  auto const& at = run.node(token.node);
  bool const is_scope = opens_scope(at.kind);
  auto const key = run.wait({.node = token.node,
                             .inside = token.inside,
                             .host = token.host,
                             .waits_for = is_scope ? Waiting::For::inside : Waiting::For::outside,
                             .marks = token.number});
  if (variables.size() > 0) set_local(run, key, variables);
  if (at.inputs.count > 0) {
    auto const given = mapped(run, at.inputs, token.inside, variables);
    set_local(run, key, variables.with(given));
  }
  bool const attaches = at.loop == none && at.boundaries.count > 0 && !passes_at_once(run, token.node);
  if (is_scope) {
    if (attaches) attach_events(run, token.node, key, token.inside);
    if (run.find(key) != nullptr) open_scope(run, key);
    return;
  }
  do_task(run, key, token.node);
  if (attaches) attach_events(run, token.node, key, token.inside);
}

// A script in FEEL is a value: a context's entries become variables, any other value becomes the one it is named for.
void run_script(Run& run, Key key) {
  auto const& visit = *run.state.find(key);
  auto const& script = run.definition.scripts[run.node(visit.node).details];
  if (script.expression == none) {
    run.outputs.emplace_back(RequestEffect{key, visit.node});
    return;
  }
  auto const value = evaluate(run, script.expression, key);
  feel::Context given;
  if (script.result != none) {
    given = feel::Context{{{run.definition.texts[script.result], value}}};
  } else if (auto const* entries = value.as<feel::Context>()) {
    given = *entries;
  }
  finish_activity(run, key, given);
}

// The visit ends: its variables go where they belong, what was attached to it is taken back, a token goes on.
void finish_activity(Run& run, Key key, feel::Context const& variables) {
  auto const visit = *run.state.find(key);
  auto const& at = run.node(visit.node);
  auto const* own = local(run, key);
  auto seen = own == nullptr ? variables : own->with(variables);
  auto const given = at.outputs.count > 0 ? mapped(run, at.outputs, key, variables) : variables;
  if (at.outputs.count > 0) seen = seen.with(given);
  bool const loops = at.loop != none;
  Done const done{key, visit.node, loops ? container_of(run, visit.inside) : visit.inside};
  bool const undoable = visit.host == 0 && can_be_undone(run, done);
  put(run, visit.inside, given);
  if (undoable) remember(run, done);
  std::erase_if(run.state.waiting, [&](Waiting const& each) {
    if (each.host != key) return false;
    run.take_back(each);
    return true;
  });
  run.forget(key);
  if (!undoable) std::erase_if(run.state.locals, [&](Local const& each) { return each.key == key; });
  if (visit.host != 0) return go_on_undoing(run, visit.host);
  if (loops) return instance_done(run, visit.inside, visit.marks, seen);
  leave_activity(run, visit.node, visit.inside);
}

// An activity's several flows are an implicit split: each without a condition and each whose condition holds is taken,
// the default one when no condition holds (8.3.13). Without any flow the token ends here.
void leave_activity(Run& run, Index node, Key inside) {
  auto const& drawn = run.node(node);
  std::vector<Index> chosen;
  bool a_condition_holds = false;
  for (auto i = drawn.outgoing.first; i < drawn.outgoing.first + drawn.outgoing.count; ++i) {
    if (i == drawn.default_flow) continue;
    auto const judged = judge(run, run.definition.flows[i], inside);
    if (judged.verdict == Verdict::undecided) {
      return stuck_at(run, {.node = node, .inside = inside, .waits_for = Waiting::For::exit}, *judged.expression);
    }
    if (judged.verdict != Verdict::holds) continue;
    chosen.push_back(i);
    a_condition_holds = a_condition_holds || run.definition.flows[i].condition != none;
  }
  if (!a_condition_holds && drawn.default_flow != none) chosen.push_back(drawn.default_flow);
  if (chosen.empty()) {
    if (drawn.outgoing.count == 0) return end(run, {node, none, inside});
    return run.stuck({.node = node, .inside = inside, .waits_for = Waiting::For::exit}, reasons::no_flow);
  }
  if (!run.has_room_for(chosen.size() * drawn.completion_quantity, node, inside)) return;
  for (Index i = 0; i < drawn.completion_quantity; ++i) {
    for (auto const flow : chosen) run.take(flow, inside);
  }
}

}  // namespace congvu::bpmn
