// Exclusive gateways choose one flow, parallel ones wait for all and take all (BPMN 2.0.2, 13.4.1 and 13.4.2).
#include <algorithm>

#include "rules/bpmn/step/run.h"

namespace congvu::bpmn {

// The first flow whose condition holds, in the order of the file; else the default one.
void pass_exclusive_gateway(Run& run, Token token) {
  auto const& drawn = run.definition.nodes[token.node];
  for (auto i = drawn.outgoing.first; i < drawn.outgoing.first + drawn.outgoing.count; ++i) {
    if (i == drawn.default_flow) continue;
    auto const judged = judge(run, run.definition.flows[i]);
    if (judged.verdict == Verdict::undecided) {
      return stuck_at(run, {.node = token.node, .via = token.via, .waits_for = Waiting::For::entry},
                      *judged.expression);
    }
    if (judged.verdict == Verdict::holds) return run.take(i);
  }
  if (drawn.default_flow != none) return run.take(drawn.default_flow);
  if (drawn.outgoing.count == 0) return end(run, token);
  run.stuck({.node = token.node, .via = token.via, .waits_for = Waiting::For::entry}, reasons::no_flow);
}

namespace {

// Whether one token has arrived by each flow into the join; if so, one of each is used up.
bool joined(Run& run, Token token) {
  auto& arrived = run.state.arrived;
  auto const place = [&](Index flow) { return std::ranges::lower_bound(arrived, flow, {}, &Arrived::flow); };
  auto const here = [&](Index flow) {
    auto const at = place(flow);
    return at != arrived.end() && at->flow == flow;
  };
  if (here(token.via)) {
    ++place(token.via)->count;
  } else {
    arrived.insert(place(token.via), {token.via, 1});
  }
  auto const incoming = run.definition.incoming_of(token.node);
  if (!std::ranges::all_of(incoming, here)) return false;
  for (auto const flow : incoming) {
    auto const at = place(flow);
    if (--at->count == 0) arrived.erase(at);
  }
  return true;
}

}  // namespace

void pass_parallel_gateway(Run& run, Token token) {
  bool const joins = run.definition.nodes[token.node].incoming.count > 1;
  if (joins && !joined(run, token)) return;
  take_all(run, token.node);
}

void take_all(Run& run, Index node) {
  auto const& outgoing = run.definition.nodes[node].outgoing;
  if (outgoing.count == 0) return end(run, {node, none});
  if (!run.has_room_for(outgoing.count, node)) return;
  for (auto i = outgoing.first; i < outgoing.first + outgoing.count; ++i) run.take(i);
}

}  // namespace congvu::bpmn
