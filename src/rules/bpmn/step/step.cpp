#include "rules/bpmn/step/step.h"

#include <array>

#include "rules/bpmn/limits.h"
#include "rules/bpmn/step/run.h"

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
    {"timer fired", false, true, false, false},
    {"retry", false, true, false, false},
    {"cancel", true, true, false, false},
}};

constexpr std::array<std::string_view, 4> status_names{"not_started", "running", "completed", "cancelled"};

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

std::optional<Refusal> put(feel::Context& variables, feel::Context const& given) {
  if (given.size() == 0) return std::nullopt;
  variables = variables.with(given);
  if (variables.size() > limits::variables) {
    return Refusal{codes::variables_too_large, {}, {{"limit", std::to_string(limits::variables)}}};
  }
  if (weight(variables) > limits::variables_bytes) {
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
    if (auto refusal = put(run.state.variables, start.variables)) return refusal;
    run.state.status = Status::running;
    run.arrive({run.definition.start, none});
    return {};
  }

  Answer operator()(CompleteTask const& done) const { return finish(done.key, NodeKind::user_task, done.variables); }
  Answer operator()(EffectDone const& done) const { return finish(done.key, NodeKind::service_task, done.variables); }

  Answer operator()(EffectFailed const& failed) const {
    auto const* waiting = awaited(failed.key, NodeKind::service_task);
    if (waiting == nullptr) return not_waiting(failed.key);
    auto const node = waiting->node;
    run.forget(failed.key);
    run.stuck({.node = node, .waits_for = Waiting::For::entry}, reasons::effect_failed, failed.reason);
    return {};
  }

  Answer operator()(TimerFired const& fired) const {
    auto const* waiting = awaited(fired.key, NodeKind::timer_boundary);
    if (waiting == nullptr) return not_waiting(fired.key);
    interrupt(run, *waiting);
    return {};
  }

  Answer operator()(Retry const& retry) const {
    auto const* found = run.state.find(retry.key);
    if (found == nullptr || !found->stuck()) return not_waiting(retry.key);
    if (auto refusal = put(run.state.variables, retry.variables)) return refusal;
    auto const waiting = *found;
    run.forget(retry.key);
    if (waiting.waits_for == Waiting::For::entry) {
      run.arrive({waiting.node, waiting.via});
    } else {
      leave(waiting.node);
    }
    return {};
  }

  Answer operator()(Cancel const&) const {
    cancel(run);
    return {};
  }

 private:
  Waiting const* awaited(Key key, NodeKind kind) const {
    auto const* waiting = run.state.find(key);
    bool const right = waiting != nullptr && !waiting->stuck() && run.definition.nodes[waiting->node].kind == kind;
    return right ? waiting : nullptr;
  }

  Refusal not_waiting(Key key) const {
    return Refusal{codes::not_waiting, {}, {{"key", std::to_string(key)}, {"input", std::string{input}}}};
  }

  Answer finish(Key key, NodeKind kind, feel::Context const& variables) const {
    auto const* waiting = awaited(key, kind);
    if (waiting == nullptr) return not_waiting(key);
    if (auto refusal = put(run.state.variables, variables)) return refusal;
    auto const node = waiting->node;
    run.forget(key);
    close_timers_of(run, key);
    leave_activity(run, node);
    return {};
  }

  void leave(Index node) const {
    auto const kind = run.definition.nodes[node].kind;
    bool const activity = kind == NodeKind::user_task || kind == NodeKind::service_task;
    activity ? leave_activity(run, node) : take_all(run, node);
  }
};

}  // namespace

Expected<Stepped> step(Definition const& definition, State state, Input const& input) {
  auto const& turn = turns.at(input.index());
  if (!is_in_turn(turn, state.status)) {
    auto const status = status_names.at(static_cast<std::size_t>(state.status));
    return refuse(codes::out_of_turn, {}, {{"status", std::string{status}}, {"input", std::string{turn.input}}});
  }
  Run run{definition, std::move(state)};
  if (auto refusal = std::visit(Taking{run, turn.input}, input)) return std::unexpected(std::move(*refusal));
  run.settle();
  return Stepped{std::move(run.state), std::move(run.outputs), std::move(run.taken)};
}

}  // namespace congvu::bpmn
