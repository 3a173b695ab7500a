// Events that are thrown and events that are awaited, where they stand in the flow or on an activity; the end of the
// whole case by cancelling (BPMN 2.0.2, 10.5 and 13.5).
#include <algorithm>

#include "rules/bpmn/step/run.h"

namespace congvu::bpmn {
namespace {

bool throws(Run const& run, Index node, Trigger::Kind kind) {
  auto const all = run.definition.triggers_of(node);
  return std::ranges::find(all, kind, &Trigger::kind) != all.end();
}

std::string_view text_or_nothing(Run const& run, Index text) {
  return text == none ? std::string_view{} : std::string_view{run.definition.texts[text]};
}

void throw_one(Run& run, Token token, Trigger const& trigger) {
  auto const name = text_or_nothing(run, trigger.name);
  switch (trigger.kind) {
    case Trigger::Kind::message:
      return send(run, token.node, trigger, token.inside);
    case Trigger::Kind::signal: {
      auto const content = mapped(run, run.node(token.node).inputs, token.inside, {});
      run.outputs.emplace_back(ThrowSignal{token.node, std::string{name}, content});
      deliver_signal(run, name, content);
      return;
    }
    case Trigger::Kind::escalation:
      throw_escalation(run, token.inside, name);
      return;
    case Trigger::Kind::error:
      if (throw_error(run, 0, token.inside, name, {})) return;
      return run.stuck({.node = token.node, .inside = token.inside, .via = token.via, .waits_for = Waiting::For::entry},
                       reasons::error_uncaught, std::string{name});
    case Trigger::Kind::compensation:
      return compensate(run, token, trigger);
    case Trigger::Kind::cancel:
      return cancel_transaction(run, token);
    case Trigger::Kind::terminate:
      return run.end_contents(token.inside);
    default:
      return;
  }
}

bool waits_for_undoing(Run const& run, Index node) {
  return std::ranges::any_of(run.definition.triggers_of(node), [](Trigger const& each) {
    return each.kind == Trigger::Kind::compensation && each.waits;
  });
}

bool is_awaited(Trigger const& trigger) {
  return trigger.kind == Trigger::Kind::message || trigger.kind == Trigger::Kind::timer ||
         trigger.kind == Trigger::Kind::signal || trigger.kind == Trigger::Kind::conditional;
}

// The rest of the event's own flow first, so that whoever catches may still interrupt it.
void throw_all(Run& run, Token token) {
  auto const& at = run.node(token.node);
  if (at.link != none) return run.arrive({at.link, none, token.inside});
  if (at.kind == NodeKind::end) {
    end(run, token);
  } else if (!waits_for_undoing(run, token.node)) {
    take_all(run, token.node, token.inside);
  }
  for (auto const& trigger : run.definition.triggers_of(token.node)) {
    bool const lives = token.inside == 0 || run.state.find(token.inside) != nullptr;
    if (lives) throw_one(run, token, trigger);
  }
}

}  // namespace

// A token ends at an end event, and at any node without a way out (BPMN 2.0.2, 13.5.6).
void end(Run& run, Token token) {
  run.last_end = token.node;
  run.touch(token.inside);
}

void pass_throw_event(Run& run, Token token) {
  if (throws(run, token.node, Trigger::Kind::signal)) return run.arrive_to_publish(token);
  throw_all(run, token);
}

void publish(Run& run, Token token) {
  run.touch(token.inside);
  throw_all(run, token);
}

void send(Run& run, Index node, Trigger const& trigger, Key inside) {
  SendMessage message{node, std::string{text_or_nothing(run, trigger.name)}, {}, {}};
  if (trigger.expression != none) message.correlation = evaluate(run, trigger.expression, inside);
  message.variables = mapped(run, run.node(node).inputs, inside, {});
  run.outputs.emplace_back(std::move(message));
}

// What waits for nothing is passed; a link is where tokens come that were thrown to it.
void wait_for_event(Run& run, Token token) {
  auto const triggers = run.definition.triggers_of(token.node);
  if (std::ranges::none_of(triggers, is_awaited)) return take_all(run, token.node, token.inside);
  await(run, {.node = token.node, .inside = token.inside});
}

void await(Run& run, Waiting waiting) {
  auto const triggers = run.definition.triggers_of(waiting.node);
  if (std::ranges::none_of(triggers, is_awaited)) return;
  waiting.key = run.wait(waiting);
  for (Index i = 0; i < triggers.size(); ++i) {
    if (triggers[i].kind == Trigger::Kind::timer) start_timer(run, waiting, i);
  }
  look_at_condition(run, waiting.key);
}

void attach_events(Run& run, Index node, Key host, Key inside) {
  for (auto const boundary : run.definition.boundaries_of(node)) {
    if (run.state.find(host) == nullptr) return;
    await(run, {.node = boundary, .inside = inside, .host = host});
  }
}

// All its events are awaited; the first that occurs takes the token (10.6.6).
void enter_event_gateway(Run& run, Token token) {
  auto const key = run.wait({.node = token.node, .inside = token.inside});
  for (auto const& flow : run.definition.outgoing(token.node)) {
    if (run.state.find(key) == nullptr) return;
    Waiting const awaited{.node = flow.target, .inside = token.inside, .host = key};
    if (run.node(flow.target).kind == NodeKind::receive_task) {
      run.wait(awaited);
    } else {
      await(run, awaited);
    }
  }
}

void cancel(Run& run) {
  run.end_contents(0);
  run.state.done.clear();
  run.state.locals.clear();
  run.state.status = Status::cancelled;
}

}  // namespace congvu::bpmn
