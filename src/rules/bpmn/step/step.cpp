#include "rules/bpmn/step/step.h"

#include <algorithm>
#include <array>
#include <span>

#include "rules/bpmn/limits.h"
#include "rules/bpmn/step/run.h"
#include "rules/bpmn/step/state_names.h"

namespace congvu::bpmn {
namespace {

// In which status a case answers to what; where there is no mark, the input is out of turn.
struct Turn {
  std::string_view input;
  bool not_started, running, completed, cancelled;
};
constexpr std::array<Turn, std::variant_size_v<Input>> turns{{
    {"start", true, false, false, false},
    {"complete task", false, true, false, false},
    {"effect done", false, true, false, false},
    {"effect failed", false, true, false, false},
    {"effect threw", false, true, false, false},
    {"timer fired", false, true, false, false},
    {"message came", true, true, false, false},
    {"signal came", true, true, false, false},
    {"set variables", false, true, false, false},
    {"retry", false, true, false, false},
    {"cancel", true, true, false, false},
}};

bool is_in_turn(Turn const& turn, Status status) {
  switch (status) {
    case Status::not_started:
      return turn.not_started;
    case Status::running:
      return turn.running;
    case Status::completed:
      return turn.completed;
    case Status::cancelled:
      return turn.cancelled;
  }
  return false;
}

// What a value takes as JSON, roughly and cheaply.
std::size_t weight(feel::Value const& value) {
  constexpr std::size_t small = 8;
  if (auto const* text = std::get_if<std::string>(&value.is)) return text->size() + small;
  std::size_t sum = small;
  if (auto const* list = std::get_if<feel::List>(&value.is)) {
    for (auto const& item : list->items()) sum += weight(item);
  } else if (auto const* context = std::get_if<feel::Context>(&value.is)) {
    for (auto const& [name, member] : context->entries()) sum += name.size() + weight(member);
  }
  return sum;
}

// Whether the case's variables with these would still be within bounds.
std::optional<Refusal> too_large(feel::Context const& variables, feel::Context const& given) {
  if (given.size() == 0) return std::nullopt;
  auto const together = variables.with(given);
  if (together.size() > limits::variables) {
    return Refusal{codes::variables_too_large, {}, {{"limit", std::to_string(limits::variables)}}};
  }
  if (weight(together) > limits::variables_bytes) {
    return Refusal{codes::variables_too_large, {}, {{"limit", std::to_string(limits::variables_bytes)}}};
  }
  return std::nullopt;
}

// What each input does to a run that is in turn for it.
struct Taking {
  Run& run;
  std::string_view input;

  using Answer = std::optional<Refusal>;

  Answer operator()(Start const& start) const {
    if (auto refusal = too_large(run.state.variables, start.variables)) return refusal;
    auto const& process = run.definition.scopes.front();
    if (process.start == none && process.begins.count == 0) return Refusal{codes::begins_otherwise, {}, {}};
    put(run, 0, start.variables);
    begin_process(run, process.start);
    return {};
  }

  Answer operator()(CompleteTask const& done) const { return finish(done.key, people, done.variables); }
  Answer operator()(EffectDone const& done) const { return finish(done.key, effects, done.variables); }

  Answer operator()(EffectFailed const& failed) const {
    auto const* waiting = awaited(failed.key, effects);
    if (waiting == nullptr) return not_waiting(failed.key);
    fail(*waiting, reasons::effect_failed, failed.reason);
    return {};
  }

  Answer operator()(EffectThrew const& threw) const {
    auto const* waiting = awaited(threw.key, effects);
    if (waiting == nullptr) return not_waiting(threw.key);
    if (auto refusal = too_large(run.state.variables, threw.variables)) return refusal;
    auto const visit = *waiting;
    if (throw_error(run, visit.key, visit.inside, threw.error, threw.variables)) return {};
    fail(visit, reasons::error_uncaught, threw.error);
    return {};
  }

  Answer operator()(TimerFired const& fired) const {
    auto const* waiting = run.state.find(fired.key);
    if (waiting == nullptr || waiting->waits_for != Waiting::For::outside) return not_waiting(fired.key);
    auto const& range = run.node(waiting->node).triggers;
    for (Index at = 0; at < range.count; ++at) {
      bool const meant = fired.trigger == none || fired.trigger == range.first + at;
      if (!meant || run.definition.triggers[range.first + at].kind != Trigger::Kind::timer) continue;
      fire_timer(run, fired.key, at);
      return {};
    }
    return not_waiting(fired.key);
  }

  Answer operator()(MessageCame const& message) const {
    if (auto refusal = too_large(run.state.variables, message.variables)) return refusal;
    bool const running = run.state.status == Status::running;
    bool const taken = running ? deliver_message(run, message)
                               : begin_with(run, Trigger::Kind::message, message.name, message.variables);
    return taken ? Answer{} : not_waiting(0);
  }

  Answer operator()(SignalCame const& signal) const {
    if (auto refusal = too_large(run.state.variables, signal.variables)) return refusal;
    bool const running = run.state.status == Status::running;
    bool const taken = running ? deliver_signal(run, signal.name, signal.variables)
                               : begin_with(run, Trigger::Kind::signal, signal.name, signal.variables);
    return taken ? Answer{} : not_waiting(0);
  }

  Answer operator()(SetVariables const& known) const {
    if (auto refusal = too_large(run.state.variables, known.variables)) return refusal;
    put(run, 0, known.variables);
    return {};
  }

  Answer operator()(Retry const& retry) const {
    auto const* found = run.state.find(retry.key);
    if (found == nullptr || !found->stuck()) return not_waiting(retry.key);
    if (auto refusal = too_large(run.state.variables, retry.variables)) return refusal;
    auto const waiting = *found;
    put(run, waiting.inside, retry.variables);
    run.forget(retry.key);
    if (waiting.waits_for == Waiting::For::entry) {
      run.arrive({waiting.node, waiting.via, waiting.inside, waiting.marks, waiting.host});
    } else {
      leave(waiting);
    }
    return {};
  }

  Answer operator()(Cancel const&) const {
    cancel(run);
    return {};
  }

 private:
  static constexpr std::array people{NodeKind::user_task};
  static constexpr std::array effects{NodeKind::service_task, NodeKind::script_task};

  Waiting const* awaited(Key key, std::span<NodeKind const> kinds) const {
    auto const* waiting = run.state.find(key);
    bool const right = waiting != nullptr && waiting->waits_for == Waiting::For::outside &&
                       std::ranges::find(kinds, run.node(waiting->node).kind) != kinds.end();
    return right ? waiting : nullptr;
  }

  Refusal not_waiting(Key key) const {
    return Refusal{codes::not_waiting, {}, {{"key", std::to_string(key)}, {"input", std::string{input}}}};
  }

  Answer finish(Key key, std::span<NodeKind const> kinds, feel::Context const& variables) const {
    if (awaited(key, kinds) == nullptr) return not_waiting(key);
    if (auto refusal = too_large(run.state.variables, variables)) return refusal;
    finish_activity(run, key, variables);
    return {};
  }

  // The visit is over and what was attached to it gone; a retry begins it anew.
  void fail(Waiting const& failed, std::string_view reason, std::string const& about) const {
    auto const visit = failed;
    auto const attached = [&](Waiting const& each) { return each.host == visit.key; };
    for (auto found = std::ranges::find_if(run.state.waiting, attached); found != run.state.waiting.end();
         found = std::ranges::find_if(run.state.waiting, attached)) {
      run.end_whole(found->key);
    }
    run.forget(visit.key);
    run.stuck({.node = visit.node,
               .inside = visit.inside,
               .host = visit.host,
               .waits_for = Waiting::For::entry,
               .marks = visit.marks},
              reason, about);
  }

  void leave(Waiting const& waiting) const {
    if (is_activity(run.node(waiting.node).kind)) return leave_activity(run, waiting.node, waiting.inside);
    take_all(run, waiting.node, waiting.inside);
  }
};

}  // namespace

Expected<Stepped> step(Definition const& definition, State state, Input const& input) {
  auto const& turn = turns.at(input.index());
  if (!is_in_turn(turn, state.status)) {
    auto const status = name_of(statuses, state.status);
    return refuse(codes::out_of_turn, {}, {{"status", std::string{status}}, {"input", std::string{turn.input}}});
  }
  Run run{definition, std::move(state)};
  if (auto refusal = std::visit(Taking{run, turn.input}, input)) return std::unexpected(std::move(*refusal));
  run.settle();
  return Stepped{std::move(run.state), std::move(run.outputs), std::move(run.taken)};
}

}  // namespace congvu::bpmn
