#include "agency/casework/running.h"

#include <deque>

#include "agency/casework/outputs.h"
#include "agency/document/document.h"
#include "agency/procedure/procedure.h"

namespace congvu::casework {

namespace {

// A case in the middle of an act: its state as the events decided so far have made it.
struct Running {
  Case state;
  bpmn::State engine;
  bpmn::Definition const& definition;
  Context const& context;
  States const& states;
  Events events;
  std::deque<Onward> onward;
};

Expected<procedure::Version const*> version_of(std::string const& code, int number, States const& states) {
  auto const* version = states.standing<procedure::Catalogue>().version(code, number);
  if (!version || !version->definition) {
    return refuse(codes::no_procedure, "procedure", {{"procedure", code}, {"version", std::to_string(number)}});
  }
  return version;
}

// What the engine said of one step, as events.
Expected<void> record_step(Running& running, bpmn::Stepped const& stepped, Onward const& input) {
  auto outcome = events_of(stepped, running.state, running.definition, running.context, running.states);
  if (!outcome) return std::unexpected(outcome.error());
  if (auto const* task = std::get_if<bpmn::CompleteTask>(&input.input)) outcome->closed.push_back(task->key);
  CaseStepped event{input.cause, input.element, bpmn::to_json(running.definition, stepped.state), outcome->opened,
                    outcome->closed};
  running.events.add(running.state.handle, running.state.matter, event).join(std::move(outcome->events));
  running.engine = stepped.state;
  for (auto const& [key, duty] : outcome->opened) running.state.duties[std::stoi(key)] = duty;
  for (auto const key : outcome->closed) running.state.duties.erase(key);
  if (!outcome->number.empty()) running.state.last_number = outcome->number;
  for (auto& next : outcome->onward) running.onward.push_back(std::move(next));
  return {};
}

// Goes on until the engine waits for somebody: a task, a timer, an effect of another room.
Expected<Events> run(Running running, Onward first) {
  running.onward.push_back(std::move(first));
  while (!running.onward.empty()) {
    Onward const input = std::move(running.onward.front());
    running.onward.pop_front();
    auto const stepped = bpmn::step(running.definition, running.engine, input.input);
    if (!stepped) return std::unexpected(stepped.error());
    if (auto done = record_step(running, *stepped, input); !done) return std::unexpected(done.error());
  }
  return std::move(running.events);
}

// What the conditions of the drawing read of the answers, so that the case can be replayed without them.
feel::Context variables_read(bpmn::Definition const& definition, json::object const& answers) {
  std::vector<feel::Entry> entries;
  for (auto const& condition : definition.conditions) {
    for (auto const& name : condition.reads()) {
      auto const* answer = answers.if_contains(name);
      if (!answer) continue;
      if (auto value = feel::value_from_json(*answer)) entries.push_back({name, std::move(*value)});
    }
  }
  return feel::Context{std::move(entries)};
}

}  // namespace

Expected<Events> begin(Beginning const& beginning, Context const& context, States const& states) {
  auto const version = version_of(beginning.procedure, beginning.procedure_version, states);
  if (!version) return std::unexpected(version.error());
  Case fresh;
  fresh.handle = case_of(beginning.matter);
  fresh.matter = beginning.matter;
  fresh.code = beginning.code;
  fresh.procedure = beginning.procedure;
  fresh.procedure_version = beginning.procedure_version;
  fresh.agency = beginning.agency;
  Running running{std::move(fresh), {}, *(*version)->definition, context, states, {}, {}};
  running.events.add(
      running.state.handle, beginning.matter,
      CaseStarted{beginning.matter, beginning.code, beginning.procedure, beginning.procedure_version, beginning.agency},
      (*version)->index);
  auto variables = variables_read(running.definition, beginning.answers);
  return run(std::move(running), {"start", {}, bpmn::Start{std::move(variables)}});
}

namespace {

Expected<Events> go_on(Handle handle, Onward input, Context const& context, States const& states) {
  Case const& each = states.load<Case>(handle);
  if (!each.begun || each.ended) return Events{};
  auto const version = version_of(each.procedure, each.procedure_version, states);
  if (!version) return std::unexpected(version.error());
  auto engine = bpmn::state_from_json(*(*version)->definition, each.engine);
  if (!engine) return std::unexpected(engine.error());
  return run(Running{each, std::move(*engine), *(*version)->definition, context, states, {}, {}}, std::move(input));
}

}  // namespace

Decision react(duty::DutyCompleted const& done, Recorded const&, Context const& context, States const& states) {
  if (done.task < 0 || !done.case_handle) return Events{};
  bpmn::CompleteTask input{done.task, feel::Context{{{"outcome", feel::Value{done.outcome}}}}};
  return go_on(done.case_handle, {"task", done.step, std::move(input)}, context, states);
}

Decision react(EffectDone const& done, Recorded const& recorded, Context const& context, States const& states) {
  if (is_own_effect(done.effect)) return Events{};
  return go_on(recorded.stream, {"effect", done.element, bpmn::EffectDone{done.key}}, context, states);
}

Expected<Question> question(FireTimer const&, Context const&, States const&) {
  Question question;
  question.act = "case.fire_timer";
  return question;
}

Decision decide(FireTimer const& command, Context const& context, States const& states) {
  Case const& each = states.load<Case>(command.case_handle);
  auto const timer = each.timers.find(command.key);
  if (timer == each.timers.end()) return refuse(codes::timer_gone);
  TimerFired const fired{command.key, timer->second.element, command.due};
  auto onward = go_on(each.handle, {"timer", timer->second.element, bpmn::TimerFired{command.key}}, context, states);
  if (!onward) return std::unexpected(onward.error());
  return Events{}.add(each.handle, each.matter, fired).join(std::move(*onward));
}

Events suspend(Handle matter, States const& states) {
  Events events;
  for (auto const& [key, handle] : states.load<Case>(case_of(matter)).duties) {
    auto const& duty = states.load<duty::Duty>(handle);
    if (duty.standing()) events.join(duty::suspend(duty));
  }
  return events;
}

Events resume(Handle matter, Instant paused_at, Context const& context, States const& states) {
  auto const& time = states.standing<procedure::WorkingTime>();
  Events events;
  for (auto const& [key, handle] : states.load<Case>(case_of(matter)).duties) {
    auto const& duty = states.load<duty::Duty>(handle);
    if (!duty.standing() || !duty.suspended) continue;
    std::optional<Instant> due = duty.due;
    // One that was late already stays as late as it was.
    auto const& calendar = time.of(duty.opened.unit);
    if (due && calendar && *due > paused_at) {
      due = calendar->add(context.claimed, calendar->working_time(paused_at, *due));
    }
    events.join(duty::resume(duty, due));
  }
  return events;
}

Events cancel(Handle matter, std::string const& reason, States const& states) {
  Case const& each = states.load<Case>(case_of(matter));
  if (!each.begun || each.ended) return {};
  Events events;
  for (auto const& [key, handle] : each.duties) {
    auto const& duty = states.load<duty::Duty>(handle);
    if (duty.standing()) events.join(duty::cancel(duty, reason));
  }
  for (auto const& [key, timer] : each.timers) events.add(each.handle, matter, TimerCancelled{key});
  return events.add(each.handle, matter, CaseEnded{matter, {}, reason});
}

Events effect_done(Handle matter, EffectRequested const& effect, std::string product) {
  return Events{}.add(case_of(matter), matter,
                      EffectDone{effect.key, effect.element, effect.effect, std::move(product)});
}

}  // namespace congvu::casework
