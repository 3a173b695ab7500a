#include "agency/casework/outputs.h"

#include "agency/document/document.h"
#include "agency/procedure/procedure.h"
#include "rules/calendar/due.h"

namespace congvu::casework {

namespace {

// Handles of duties are drawn by the engine's key, far above those that the rooms draw for themselves.
constexpr unsigned first_duty_handle = 1000;

// Acts of which the step alone says too little (to whom was it given?) are completed by the command of their own name.
bool has_command_of_its_own(std::string_view act) {
  return act.ends_with(".return_result");
}

// Turns the outputs of one step into events, one after another.
class Turning {
 public:
  Turning(Case const& each, bpmn::Definition const& definition, Context const& context, States const& states)
      : case_(each), definition_(definition), context_(context), states_(states) {}

  Expected<Outcome> all(std::vector<bpmn::Output> const& outputs) {
    if (!states_.standing<procedure::WorkingTime>().calendar) return refuse(codes::no_calendar);
    for (auto const& output : outputs) {
      auto turned = std::visit([this](auto const& each) { return turn(each); }, output);
      if (!turned) return std::unexpected(turned.error());
    }
    return std::move(outcome_);
  }

 private:
  template <class E>
  void add(E event) {
    outcome_.events.add(case_.handle, case_.matter, std::move(event));
  }

  // The units of the agency that this case lies with.
  procedure::Performer performer() const {
    auto const* version = states_.standing<procedure::Catalogue>().version(case_.procedure, case_.procedure_version);
    return version ? version->facts().performer(case_.agency) : procedure::Performer{};
  }

  // Who may do a step, as the drawing writes it, its roles put for units.
  std::string candidates_of(bpmn::UserTask const& task) const {
    std::string candidates;
    for (auto const& each : task.candidates) candidates += (candidates.empty() ? "" : ",") + each;
    return procedure::with_units(candidates.empty() ? task.assignee : candidates, performer());
  }

  // The unit that the first candidate names, else the one that handles the procedure.
  std::string unit_of(std::string const& candidates) const {
    if (auto const at = candidates.find('@'); at != std::string::npos) {
      return candidates.substr(at + 1, candidates.find(',', at) - at - 1);
    }
    return performer().handling_unit;
  }

  // By the calendar of the unit whose step it is.
  Instant after(bpmn::StepLimit limit, std::string const& unit) const {
    Instant const now = context_.claimed;
    Calendar const& calendar = *states_.standing<procedure::WorkingTime>().of(unit);
    switch (limit.unit) {
      case bpmn::StepLimit::Unit::working_minutes:
        return calendar.add(now, minutes{limit.amount});
      case bpmn::StepLimit::Unit::working_hours:
        return due_times(calendar, now, {limit.amount, LimitUnit::working_hours}).present;
      case bpmn::StepLimit::Unit::working_days:
        return due_times(calendar, now, {limit.amount, LimitUnit::working_days}).present;
    }
    return now;
  }

  // A timer that hangs on a step runs by the calendar of that step.
  Instant due_of(bpmn::Index node, bpmn::Timer const& timer) const {
    if (auto const* at = std::get_if<Instant>(&timer)) return *at;
    if (auto const* limit = std::get_if<bpmn::StepLimit>(&timer)) {
      auto const host = definition_.nodes[node].host;
      bool const on_step = host != bpmn::none && definition_.nodes[host].kind == bpmn::NodeKind::user_task;
      return after(*limit, unit_of(on_step ? candidates_of(definition_.user_task(host)) : std::string{}));
    }
    auto const& duration = std::get<bpmn::Duration>(timer);
    Date day = local_date(context_.claimed) + std::chrono::months{duration.months};
    if (!day.ok()) day = day.year() / day.month() / std::chrono::last;
    return congvu::at(day, local_time_of_day(context_.claimed)) + duration.exact;
  }

  Expected<void> turn(bpmn::OpenTask const& open) {
    auto const& task = definition_.user_task(open.node);
    std::string const candidates = candidates_of(task);
    std::string const unit = unit_of(candidates);
    duty::DutyOpened opened{.nature = duty::Nature::step,
                            .matter = case_.matter,
                            .code = case_.code,
                            .procedure = case_.procedure,
                            .procedure_version = case_.procedure_version,
                            .case_handle = case_.handle,
                            .task = open.key,
                            .step = definition_.id(open.node),
                            .work = definition_.name(open.node),
                            .act = task.act.empty() ? "duty.complete" : task.act,
                            .candidates = candidates,
                            .unit = unit,
                            .product = task.document.empty() ? task.product : task.document,
                            .outcomes = task.outcomes.empty() ? std::vector<std::string>{"done"} : task.outcomes,
                            .own_act = has_command_of_its_own(task.act) ? task.act : "",
                            .limit = {},
                            .due = {},
                            .personal = {}};
    if (task.limit) opened.due = after(*task.limit, unit);
    Handle const duty = context_.fresh_handle(first_duty_handle + static_cast<unsigned>(open.key));
    outcome_.opened[std::to_string(open.key)] = duty;
    outcome_.events.join(duty::open(duty, std::move(opened)));
    return {};
  }

  Expected<void> turn(bpmn::CloseTask const& close) {
    outcome_.closed.push_back(close.key);
    auto const found = case_.duties.find(close.key);
    if (found == case_.duties.end()) return {};
    auto const& duty = states_.load<duty::Duty>(found->second);
    if (duty.standing()) outcome_.events.join(duty::cancel(duty, "timer"));
    return {};
  }

  Expected<void> turn(bpmn::StartTimer const& start) {
    add(TimerStarted{start.key, definition_.id(start.node), due_of(start.node, start.timer)});
    return {};
  }

  Expected<void> turn(bpmn::CancelTimer const& cancelled) {
    add(TimerCancelled{cancelled.key});
    return {};
  }

  Expected<void> turn(bpmn::RequestEffect const& request) {
    auto const& task = definition_.service_task(request.node);
    std::string const element = definition_.id(request.node);
    if (task.effect == "take-number") return take_number(request, task, element);
    if (task.effect == "notify") {
      done_here(request, element, task.effect, task.parameter("notice"));
      return {};
    }
    std::string const number = outcome_.number.empty() ? case_.last_number : outcome_.number;
    add(EffectRequested{case_.matter, request.key, element, task.effect, task.parameter("document"), number});
    return {};
  }

  Expected<void> turn(bpmn::CancelEffect const&) { return {}; }

  // Diagrams with messages are refused at publishing; a signal has reached all of its own case that waits for it.
  Expected<void> turn(bpmn::SendMessage const&) { return {}; }
  Expected<void> turn(bpmn::ThrowSignal const&) { return {}; }

  Expected<void> turn(bpmn::Completed const& completed) {
    add(CaseEnded{case_.matter, definition_.id(completed.end), "completed"});
    return {};
  }

  Expected<void> turn(bpmn::Incident const& incident) {
    add(IncidentRaised{incident.key,
                       definition_.id(incident.node),
                       std::string{incident.reason},
                       incident.about,
                       {incident.values.begin(), incident.values.end()}});
    return {};
  }

  Expected<void> take_number(bpmn::RequestEffect const& request, bpmn::ServiceTask const& task,
                             std::string const& element) {
    int const year = static_cast<int>(local_date(context_.claimed).year());
    auto taken = document::take_number(states_, task.parameter("register"), year, case_.matter, 0, case_.agency);
    if (!taken) return std::unexpected(taken.error());
    outcome_.number = taken->text;
    outcome_.events.join(std::move(taken->events));
    done_here(request, element, task.effect, taken->text);
    return {};
  }

  void done_here(bpmn::RequestEffect const& request, std::string const& element, std::string const& effect,
                 std::string product) {
    add(EffectDone{request.key, element, effect, std::move(product)});
    outcome_.onward.push_back({"effect", element, bpmn::EffectDone{request.key}});
  }

  Case const& case_;
  bpmn::Definition const& definition_;
  Context const& context_;
  States const& states_;
  Outcome outcome_;
};

}  // namespace

Expected<Outcome> events_of(bpmn::Stepped const& stepped, Case const& each, bpmn::Definition const& definition,
                            Context const& context, States const& states) {
  return Turning{each, definition, context, states}.all(stepped.outputs);
}

bool is_own_effect(std::string_view effect) {
  return effect == "take-number" || effect == "notify";
}

}  // namespace congvu::casework
