// User and service tasks: they open, wait, and are left by all their flows whose conditions hold (BPMN 2.0.2, 13.3.2).
#include "rules/bpmn/step/run.h"

namespace congvu::bpmn {

void enter_user_task(Run& run, Token token) {
  auto const key = run.wait({.node = token.node});
  run.outputs.emplace_back(OpenTask{key, token.node});
  for (auto const boundary : run.definition.boundaries_of(token.node)) {
    auto const timer = run.wait({.node = boundary, .host = key});
    run.outputs.emplace_back(StartTimer{timer, boundary, key});
  }
}

void enter_service_task(Run& run, Token token) {
  auto const key = run.wait({.node = token.node});
  run.outputs.emplace_back(RequestEffect{key, token.node});
}

// An activity's several flows are an implicit split: each without a condition and each whose condition holds is taken,
// the default one when there is no other. Without any flow the token ends here.
void leave_activity(Run& run, Index node) {
  auto const& drawn = run.definition.nodes[node];
  std::vector<Index> chosen;
  for (auto i = drawn.outgoing.first; i < drawn.outgoing.first + drawn.outgoing.count; ++i) {
    if (i == drawn.default_flow) continue;
    auto const judged = judge(run, run.definition.flows[i]);
    if (judged.verdict == Verdict::undecided) {
      return stuck_at(run, {.node = node, .waits_for = Waiting::For::exit}, *judged.expression);
    }
    if (judged.verdict == Verdict::holds) chosen.push_back(i);
  }
  if (chosen.empty() && drawn.default_flow != none) chosen.push_back(drawn.default_flow);
  if (chosen.empty()) {
    if (drawn.outgoing.count == 0) return end(run, {node, none});
    return run.stuck({.node = node, .waits_for = Waiting::For::exit}, reasons::no_flow);
  }
  if (!run.has_room_for(chosen.size(), node)) return;
  for (auto const flow : chosen) run.take(flow);
}

void close_timers_of(Run& run, Key task) {
  std::erase_if(run.state.waiting, [&](Waiting const& each) {
    if (each.host != task) return false;
    run.outputs.emplace_back(CancelTimer{each.key, each.node});
    return true;
  });
}

}  // namespace congvu::bpmn
