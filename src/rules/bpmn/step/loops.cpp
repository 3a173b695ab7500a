// Activities that are done several times: a standard loop as long as its condition holds, a multi-instance one once
// for each number or item, all together or one after another. Instances that are together are begun in bounded
// numbers, more as others are done (BPMN 2.0.2, 10.3.8 and 13.3.6, 13.3.7).
#include <algorithm>

#include "rules/bpmn/limits.h"
#include "rules/bpmn/step/run.h"

namespace congvu::bpmn {
namespace {

Instances* instances_of(Run& run, Key key) {
  auto const found = std::ranges::lower_bound(run.state.instances, key, {}, &Instances::key);
  return found == run.state.instances.end() || found->key != key ? nullptr : &*found;
}

// What each instance may read of the loop, as BPMN names it.
feel::Context counts_of(Instances const& counted) {
  auto const active = counted.begun - counted.done;
  return feel::Context{{{"loopCounter", counted.begun},
                        {"numberOfInstances", counted.total},
                        {"numberOfActiveInstances", active},
                        {"numberOfCompletedInstances", counted.done},
                        {"numberOfTerminatedInstances", 0}}};
}

feel::Context variables_of(Run const& run, Loop const& loop, Instances const* counted, std::uint32_t number) {
  std::vector<feel::Entry> entries{{"loopCounter", number}};
  if (loop.item != none && counted != nullptr && counted->is_over_items) {
    entries.push_back({run.definition.texts[loop.item], counted->items.items()[number - 1]});
  }
  return feel::Context{std::move(entries)};
}

// Each by way of the queue of tokens, so that however many they are, they meet the bound on moves.
void begin_instances(Run& run, Key key) {
  auto const& visit = *run.state.find(key);
  auto const together = run.definition.loops[run.node(visit.node).loop].kind == Loop::Kind::parallel;
  auto* counted = instances_of(run, key);
  auto const most = together ? limits::loop_at_once : 1;
  while (counted->begun < counted->total && counted->begun - counted->done < most) {
    run.arrive({visit.node, none, key, ++counted->begun});
  }
}

// All are done, or a condition says that these are enough.
void finish_loop(Run& run, Key key) {
  auto const visit = *run.state.find(key);
  auto const& at = run.node(visit.node);
  auto const& loop = run.definition.loops[at.loop];
  auto const* counted = instances_of(run, key);
  feel::Context given;
  if (counted != nullptr && loop.collected != none) {
    given = feel::Context{{{run.definition.texts[loop.collected], feel::List{counted->results}}}};
  }
  run.end_whole(key);
  put(run, visit.inside, given);
  if (visit.host != 0) return go_on_undoing(run, visit.host);
  leave_activity(run, visit.node, visit.inside);
}

Waiting loop_of(Token token) {
  return {.node = token.node, .inside = token.inside, .host = token.host, .waits_for = Waiting::For::instances};
}

// A number of instances, or the items that each has one of; false where there is neither, or too many.
bool count_instances(Run& run, Token token, Instances& counted) {
  auto const& loop = run.definition.loops[run.node(token.node).loop];
  auto const times = evaluate(run, loop.times, token.inside);
  Waiting const here{.node = token.node, .inside = token.inside, .via = token.via, .waits_for = Waiting::For::entry};
  auto const& expression = run.definition.conditions[loop.times];
  std::optional<std::int64_t> count;
  if (auto const* list = times.as<feel::List>()) {
    counted.items = *list;
    counted.is_over_items = true;
    count = static_cast<std::int64_t>(list->items().size());
  } else if (auto const* number = times.as<feel::Number>()) {
    count = number->whole();
  }
  if (!count || *count < 0) {
    stuck_at(run, here, expression, reasons::times_undecided);
    return false;
  }
  if (*count > limits::loop_times) {
    stuck_at(run, here, expression, reasons::too_many_times);
    return false;
  }
  counted.total = static_cast<std::uint32_t>(*count);
  if (loop.collected != none) counted.results.resize(counted.total);
  return true;
}

void enter_multi_instance(Run& run, Token token) {
  Instances counted;
  if (!count_instances(run, token, counted)) return;
  auto const key = run.wait(loop_of(token));
  counted.key = key;
  bool const nothing = counted.total == 0;
  run.state.instances.push_back(std::move(counted));
  if (nothing) return finish_loop(run, key);
  attach_events(run, token.node, key, token.inside);
  if (run.state.find(key) != nullptr) begin_instances(run, key);
}

bool goes_on(Run const& run, Loop const& loop, Key key, std::uint32_t done) {
  feel::Context const own{{{"loopCounter", done}}};
  if (loop.maximum != none) {
    auto const most = evaluate(run, loop.maximum, container_of(run, key), own);
    auto const* number = most.as<feel::Number>();
    if (number == nullptr || number->whole().value_or(0) <= done) return false;
  }
  return loop.condition == none || holds(run, loop.condition, key, own);
}

void enter_standard_loop(Run& run, Token token) {
  auto const& loop = run.definition.loops[run.node(token.node).loop];
  auto const key = run.wait(loop_of(token));
  if (loop.test_before && !goes_on(run, loop, key, 0)) return finish_loop(run, key);
  attach_events(run, token.node, key, token.inside);
  if (run.state.find(key) != nullptr) run.arrive({token.node, none, key, 1});
}

void again(Run& run, Key key, std::uint32_t done) {
  auto const visit = *run.state.find(key);
  auto const& loop = run.definition.loops[run.node(visit.node).loop];
  if (!goes_on(run, loop, key, done)) return finish_loop(run, key);
  if (done >= limits::loop_times) {
    run.end_whole(key);
    return run.stuck({.node = visit.node, .inside = visit.inside, .waits_for = Waiting::For::exit},
                     reasons::too_many_times);
  }
  run.arrive({visit.node, none, key, done + 1});
}

// What the activity throws when one instance is done: caught by its own boundary events, which do not interrupt it, as
// the rest of its instances go on. A complex behaviour that holds ends the rest instead (10.3.8, table 10.31).
bool throw_behavior(Run& run, Key key, std::uint32_t done, feel::Context const& own) {
  auto const visit = *run.state.find(key);
  auto const& at = run.node(visit.node);
  auto const& loop = run.definition.loops[at.loop];
  if (loop.behavior == Loop::Behavior::all || (loop.behavior == Loop::Behavior::one && done != 1)) return false;
  bool enough = false;
  for (auto const& event : Definition::part(run.definition.behaviors, loop.events)) {
    if (event.condition != none && !holds(run, event.condition, key, own)) continue;
    enough = enough || loop.behavior == Loop::Behavior::complex;
    for (auto const boundary : run.definition.boundaries_of(visit.node)) {
      auto const caught = [&](Trigger const& each) {
        return each.kind == event.trigger.kind && (each.name == none || each.name == event.trigger.name);
      };
      if (!std::ranges::any_of(run.definition.triggers_of(boundary), caught)) continue;
      occur_on_boundary(run, boundary, key, {}, false);
    }
  }
  return enough;
}

}  // namespace

void enter_loop(Run& run, Token token) {
  auto const& loop = run.definition.loops[run.node(token.node).loop];
  if (token.number != 0) {
    return begin_activity(run, token, variables_of(run, loop, instances_of(run, token.inside), token.number));
  }
  loop.kind == Loop::Kind::standard ? enter_standard_loop(run, token) : enter_multi_instance(run, token);
}

void instance_done(Run& run, Key key, std::uint32_t number, feel::Context const& variables) {
  auto const visit = *run.state.find(key);
  auto const& loop = run.definition.loops[run.node(visit.node).loop];
  if (loop.kind == Loop::Kind::standard) return again(run, key, number);
  auto* counted = instances_of(run, key);
  ++counted->done;
  if (loop.collected != none && loop.result != none) {
    counted->results[number - 1] = evaluate(run, loop.result, key, variables);
  }
  auto const counts = counts_of(*counted);
  auto const own = variables.with(counts);
  bool const enough =
      (loop.condition != none && holds(run, loop.condition, key, own)) | throw_behavior(run, key, counted->done, own);
  counted = instances_of(run, key);
  if (enough || counted->done == counted->total) return finish_loop(run, key);
  begin_instances(run, key);
}

}  // namespace congvu::bpmn
