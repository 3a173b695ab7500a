// Ends, interruptions and the end of the whole case by cancelling.
#include <algorithm>

#include "rules/bpmn/step/run.h"

namespace congvu::bpmn {

// A token ends at an end event, and at any node without a way out (BPMN 2.0.2, 13.5.6).
void end(Run& run, Token token) {
  run.last_end = token.node;
}

// The task and its other timers go, and a token leaves by the boundary event (BPMN 2.0.2, 13.5.3).
void interrupt(Run& run, Waiting const& timer) {
  auto const fired = timer;
  run.forget(fired.key);
  auto const* task = run.state.find(fired.host);
  if (task != nullptr) {
    run.outputs.emplace_back(CloseTask{task->key, task->node});
    run.forget(fired.host);
  }
  close_timers_of(run, fired.host);
  run.arrive({fired.node, none});
}

void cancel(Run& run) {
  for (auto const& each : run.state.waiting) {
    if (each.stuck()) continue;
    switch (run.definition.nodes[each.node].kind) {
      case NodeKind::user_task:
        run.outputs.emplace_back(CloseTask{each.key, each.node});
        break;
      case NodeKind::service_task:
        run.outputs.emplace_back(CancelEffect{each.key, each.node});
        break;
      default:
        run.outputs.emplace_back(CancelTimer{each.key, each.node});
    }
  }
  run.state.waiting.clear();
  run.state.arrived.clear();
  run.state.status = Status::cancelled;
}

}  // namespace congvu::bpmn
