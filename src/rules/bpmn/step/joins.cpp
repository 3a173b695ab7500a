// Joins that wait for tokens that may still come, and only for those. An inclusive gateway is passed when no token
// elsewhere can reach a flow into it that has none; a complex one when its condition holds, and once more when the rest
// has come (BPMN 2.0.2, 13.4.3 and 13.4.5). From where each flow can be reached is known since compilation.
#include <algorithm>

#include "rules/bpmn/step/run.h"

namespace congvu::bpmn {
namespace {

// Where in this scope tokens are: at nodes that wait or contain, at other joins, and those that have yet to publish.
template <class Visit>
void each_token(Run const& run, Index gateway, Key inside, Visit visit) {
  for (auto const& each : run.state.waiting) {
    if (each.inside != inside || each.node == gateway) continue;
    auto const kind = run.node(each.node).kind;
    bool const beside = kind == NodeKind::start || kind == NodeKind::event_sub_process;
    if (!beside) visit(each.node);
  }
  for (auto const& each : run.state.arrived) {
    auto const target = run.definition.flows[each.flow].target;
    if (each.inside == inside && target != gateway) visit(target);
  }
  for (auto const& each : run.publishing()) {
    if (each.inside == inside) visit(each.node);
  }
}

// Whether a token may still come by a flow that has none. One that can come by a flow that has a token already holds
// nothing up: it would only queue behind that one.
bool is_waiting_for_more(Run const& run, Index gateway, Key inside, std::uint32_t ignored) {
  auto const& join = run.definition.joins[run.node(gateway).join];
  auto const incoming = run.definition.incoming_of(gateway);
  std::vector<bool> filled;
  for (std::size_t i = 0; i < incoming.size(); ++i) {
    filled.push_back(has_arrived(run, inside, incoming[i]) || (ignored >> std::min<std::size_t>(i, 31) & 1U) != 0);
  }
  bool more = false;
  each_token(run, gateway, inside, [&](Index at) {
    bool to_empty = false;
    bool to_filled = false;
    for (std::size_t i = 0; i < incoming.size(); ++i) {
      to_empty = to_empty || (!filled[i] && join.reached_from[i][at]);
      to_filled = to_filled || (filled[i] && join.reached_along[i][at]);
    }
    more = more || (to_empty && !to_filled);
  });
  return more;
}

void use_up_one_of_each(Run& run, Index gateway, Key inside) {
  for (auto const flow : run.definition.incoming_of(gateway)) {
    if (has_arrived(run, inside, flow)) use_up(run, inside, flow);
  }
}

Waiting* reset_of(Run& run, Index gateway, Key inside) {
  auto const found = std::ranges::find_if(run.state.waiting, [&](Waiting const& each) {
    return each.node == gateway && each.inside == inside && each.waits_for == Waiting::For::reset;
  });
  return found == run.state.waiting.end() ? nullptr : &*found;
}

feel::Context counts_at(Run const& run, Index gateway, Key inside, bool for_start) {
  std::uint32_t count = 0;
  for (auto const flow : run.definition.incoming_of(gateway)) {
    for (auto const& each : run.state.arrived) {
      if (each.inside == inside && each.flow == flow) count += each.count;
    }
  }
  return feel::Context{{{"activationCount", count}, {"waitingForStart", for_start}}};
}

// Every flow whose condition holds, else the default one. A reset may take none; and what has no condition was meant
// for the first passage.
void take_chosen(Run& run, Token token, feel::Context const& own, bool is_reset) {
  auto const& drawn = run.node(token.node);
  Waiting const here{.node = token.node, .inside = token.inside, .via = token.via, .waits_for = Waiting::For::entry};
  std::vector<Index> chosen;
  for (auto i = drawn.outgoing.first; i < drawn.outgoing.first + drawn.outgoing.count; ++i) {
    auto const& flow = run.definition.flows[i];
    if (i == drawn.default_flow || (is_reset && flow.condition == none)) continue;
    auto const judged = judge(run, flow, token.inside, own);
    if (judged.verdict == Verdict::undecided) return stuck_at(run, here, *judged.expression);
    if (judged.verdict == Verdict::holds) chosen.push_back(i);
  }
  if (chosen.empty() && is_reset) return run.touch(token.inside);
  if (chosen.empty() && drawn.default_flow != none) chosen.push_back(drawn.default_flow);
  if (chosen.empty()) return drawn.outgoing.count == 0 ? end(run, token) : run.stuck(here, reasons::no_flow);
  if (!run.has_room_for(chosen.size(), token.node, token.inside)) return;
  for (auto const flow : chosen) run.take(flow, token.inside);
}

// By which flows tokens came to a complex gateway that is passed now; with more flows than bits the last stand for all.
std::uint32_t came_by(Run const& run, Index gateway, Key inside) {
  std::uint32_t marks = 0;
  auto const incoming = run.definition.incoming_of(gateway);
  for (std::size_t i = 0; i < incoming.size(); ++i) {
    if (has_arrived(run, inside, incoming[i])) marks |= 1U << std::min<std::size_t>(i, 31);
  }
  return marks;
}

bool pass_inclusive_join(Run& run, Index gateway, Key inside) {
  if (is_waiting_for_more(run, gateway, inside, 0)) return false;
  use_up_one_of_each(run, gateway, inside);
  take_those_that_hold(run, {gateway, none, inside});
  return true;
}

bool reset_complex_join(Run& run, Waiting const& waiting) {
  if (is_waiting_for_more(run, waiting.node, waiting.inside, waiting.marks)) return false;
  auto const own = counts_at(run, waiting.node, waiting.inside, false);
  auto const here = waiting;
  run.forget(here.key);
  use_up_one_of_each(run, here.node, here.inside);
  take_chosen(run, {here.node, none, here.inside}, own, true);
  return true;
}

}  // namespace

void take_those_that_hold(Run& run, Token token) {
  take_chosen(run, token, {}, false);
}

void pass_inclusive_gateway(Run& run, Token token) {
  if (run.node(token.node).incoming.count <= 1 || token.via == none) return take_those_that_hold(run, token);
  arrive_at(run, token);  // pass_a_join sees to it when all others have come to rest
}

void pass_complex_gateway(Run& run, Token token) {
  auto const& drawn = run.node(token.node);
  if (token.via == none || (drawn.incoming.count <= 1 && drawn.condition == none)) {
    return take_those_that_hold(run, token);
  }
  arrive_at(run, token);
  if (reset_of(run, token.node, token.inside) != nullptr) return;
  auto const own = counts_at(run, token.node, token.inside, true);
  if (drawn.condition != none && !holds(run, drawn.condition, token.inside, own)) return;
  auto const marks = came_by(run, token.node, token.inside);
  use_up_one_of_each(run, token.node, token.inside);
  run.wait({.node = token.node, .inside = token.inside, .waits_for = Waiting::For::reset, .marks = marks});
  take_chosen(run, token, own, false);
}

bool pass_a_join(Run& run) {
  for (auto const& each : run.state.arrived) {
    auto const gateway = run.definition.flows[each.flow].target;
    if (run.node(gateway).kind != NodeKind::inclusive_gateway) continue;
    if (pass_inclusive_join(run, gateway, each.inside)) return true;
  }
  for (auto const& each : run.state.waiting) {
    if (each.waits_for == Waiting::For::reset && reset_complex_join(run, each)) return true;
  }
  return false;
}

}  // namespace congvu::bpmn
