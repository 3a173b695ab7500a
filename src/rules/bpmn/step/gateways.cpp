// Exclusive gateways choose one flow, parallel ones wait for all and take all (BPMN 2.0.2, 13.4.1 and 13.4.2).
#include <algorithm>

#include "rules/bpmn/step/run.h"

namespace congvu::bpmn {
namespace {

auto place_of(auto& arrived, Key inside, Index flow) {
  return std::ranges::lower_bound(arrived, std::pair{inside, flow}, {},
                                  [](Arrived const& each) { return std::pair{each.inside, each.flow}; });
}

}  // namespace

bool has_arrived(Run const& run, Key inside, Index flow) {
  auto const at = place_of(run.state.arrived, inside, flow);
  return at != run.state.arrived.end() && at->inside == inside && at->flow == flow;
}

void arrive_at(Run& run, Token token) {
  auto const at = place_of(run.state.arrived, token.inside, token.via);
  if (has_arrived(run, token.inside, token.via)) {
    ++at->count;
  } else {
    run.state.arrived.insert(at, {token.inside, token.via, 1});
  }
  run.touch(token.inside);
}

void use_up(Run& run, Key inside, Index flow, std::uint32_t count) {
  auto const at = place_of(run.state.arrived, inside, flow);
  at->count -= count;
  if (at->count == 0) run.state.arrived.erase(at);
}

// The first flow whose condition holds, in the order of the file; else the default one.
void pass_exclusive_gateway(Run& run, Token token) {
  auto const& drawn = run.node(token.node);
  Waiting const here{.node = token.node, .inside = token.inside, .via = token.via, .waits_for = Waiting::For::entry};
  for (auto i = drawn.outgoing.first; i < drawn.outgoing.first + drawn.outgoing.count; ++i) {
    if (i == drawn.default_flow) continue;
    auto const judged = judge(run, run.definition.flows[i], token.inside);
    if (judged.verdict == Verdict::undecided) return stuck_at(run, here, *judged.expression);
    if (judged.verdict == Verdict::holds) return run.take(i, token.inside);
  }
  if (drawn.default_flow != none) return run.take(drawn.default_flow, token.inside);
  if (drawn.outgoing.count == 0) return end(run, token);
  run.stuck(here, reasons::no_flow);
}

// One token of each flow into the join is used up.
void pass_parallel_gateway(Run& run, Token token) {
  auto const incoming = run.definition.incoming_of(token.node);
  if (incoming.size() > 1) {
    arrive_at(run, token);
    if (!std::ranges::all_of(incoming, [&](Index flow) { return has_arrived(run, token.inside, flow); })) return;
    for (auto const flow : incoming) use_up(run, token.inside, flow);
  }
  take_all(run, token.node, token.inside);
}

void take_all(Run& run, Index node, Key inside) {
  auto const& outgoing = run.node(node).outgoing;
  if (outgoing.count == 0) return end(run, {node, none, inside});
  if (!run.has_room_for(outgoing.count, node, inside)) return;
  for (auto i = outgoing.first; i < outgoing.first + outgoing.count; ++i) run.take(i, inside);
}

}  // namespace congvu::bpmn
