#include "rules/bpmn/rehearse/rehearsal.h"

#include <algorithm>

namespace congvu::bpmn {
namespace {

constexpr std::size_t nobody = std::numeric_limits<std::size_t>::max();

// Working time is counted as time of the clock here: a rehearsal has no calendar.
Instant due_at(Timer const& timer, Instant from) {
  if (auto const* instant = std::get_if<Instant>(&timer)) return std::max(*instant, from);
  if (auto const* limit = std::get_if<StepLimit>(&timer)) {
    switch (limit->unit) {
      case StepLimit::Unit::working_minutes:
        return from + std::chrono::minutes{limit->amount};
      case StepLimit::Unit::working_hours:
        return from + std::chrono::hours{limit->amount};
      case StepLimit::Unit::working_days:
        return from + std::chrono::days{limit->amount};
    }
  }
  auto const& duration = std::get<Duration>(timer);
  auto const day = std::chrono::floor<std::chrono::days>(from);
  std::chrono::year_month_day date{day};
  date += std::chrono::months{duration.months};
  if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
  return std::chrono::sys_days{date} + (from - day) + duration.exact;
}

}  // namespace

Expected<void> Rehearsal::add(Model const& model, Surroundings const& surroundings,
                              std::vector<std::string> const& processes) {
  auto names = processes;
  if (names.empty()) {
    for (auto const& process : model.processes) {
      if (process.executable) names.push_back(process.id);
    }
    if (names.empty() && model.processes.size() == 1) names.push_back(model.processes.front().id);
  }
  for (auto const& name : names) {
    auto place = surroundings;
    place.process = name;
    auto definition = compile(model, place);
    if (!definition) return std::unexpected(definition.error());
    definitions_.insert_or_assign(name, std::move(*definition));
  }
  return {};
}

std::size_t Rehearsal::new_case(Definition const& definition) {
  cases_.push_back({.definition = &definition});
  return cases_.size() - 1;
}

Expected<std::size_t> Rehearsal::start(std::string const& process, feel::Context const& variables) {
  auto const found = definitions_.find(process);
  if (found == definitions_.end()) return refuse(codes::unknown_process, {}, {{"process", process}});
  auto const of = new_case(found->second);
  if (auto const begun = step_of(of, Start{variables}); !begun) return std::unexpected(begun.error());
  settle();
  return of;
}

Expected<void> Rehearsal::give(std::size_t of, Input const& input) {
  if (auto const taken = step_of(of, input); !taken) return taken;
  settle();
  return {};
}

Expected<void> Rehearsal::step_of(std::size_t of, Input const& input) {
  auto stepped = step(*cases_[of].definition, cases_[of].state, input);
  if (!stepped) return std::unexpected(stepped.error());
  cases_[of].state = std::move(stepped->state);
  events_.push_back({now_, of, input});
  for (auto const& output : stepped->outputs) {
    events_.push_back({now_, of, output});
    take_in(of, output);
  }
  ask(of, stepped->outputs);
  return {};
}

void Rehearsal::take_in(std::size_t of, Output const& output) {
  if (auto const* cancelled = std::get_if<CancelEffect>(&output)) forget_due(of, cancelled->key, false);
  if (auto const* cancelled = std::get_if<CancelTimer>(&output)) forget_due(of, cancelled->key, true);
  if (auto const* timer = std::get_if<StartTimer>(&output)) {
    due_.push_back(
        {due_at(timer->timer, now_), ++order_, of, timer->key, true, TimerFired{timer->key, timer->trigger}});
  }
  if (auto const* message = std::get_if<SendMessage>(&output)) {
    posted_.push_back({{message->name, message->correlation, message->variables}, of});
  }
  if (auto const* thrown = std::get_if<ThrowSignal>(&output)) {
    raised_.push_back({{thrown->name, thrown->variables}, of});
  }
}

void Rehearsal::forget_due(std::size_t of, Key key, bool timer) {
  std::erase_if(due_, [&](Due const& each) { return each.of == of && each.key == key && each.timer == timer; });
}

// Those that were requested and taken back in one step are not asked for at all.
void Rehearsal::ask(std::size_t of, std::vector<Output> const& outputs) {
  if (!on_effect) return;
  for (auto const& output : outputs) {
    auto const* request = std::get_if<RequestEffect>(&output);
    if (request == nullptr || cases_[of].state.find(request->key) == nullptr) continue;
    if (auto const answer = on_effect(of, *request)) {
      due_.push_back({now_ + answer->after, ++order_, of, request->key, false, answer->input});
    }
  }
}

// Answers that are due now, then messages and signals; a message that nobody takes waits for somebody who does.
void Rehearsal::settle() {
  bool moved = true;
  while (moved) {
    moved = fire_next(now_);
    if (moved) continue;
    auto raised = std::exchange(raised_, {});
    for (auto const& each : raised) broadcast(each.signal, each.sender);
    moved = !raised.empty();
    for (std::size_t i = 0; i < posted_.size() && !moved; ++i) {
      auto const posted = posted_[i];
      if (!deliver(posted.message, posted.sender)) continue;
      posted_.erase(posted_.begin() + static_cast<std::ptrdiff_t>(i));
      moved = true;
    }
  }
}

bool Rehearsal::fire_next(Instant until) {
  auto const next = std::ranges::min_element(due_, {}, [](Due const& each) { return std::pair{each.at, each.order}; });
  if (next == due_.end() || next->at > until) return false;
  auto const due = *next;
  due_.erase(next);
  now_ = std::max(now_, due.at);
  // What it answers may be over by now: then there is nothing to do.
  (void)step_of(due.of, due.input);
  return true;
}

void Rehearsal::advance(seconds by) {
  auto const until = now_ + by;
  settle();
  while (fire_next(until)) settle();
  now_ = until;
}

bool Rehearsal::deliver(MessageCame const& message, std::size_t sender) {
  for (std::size_t i = 0; i < cases_.size(); ++i) {
    if (i != sender && cases_[i].state.status == Status::running && step_of(i, message)) return true;
  }
  for (auto const& [name, definition] : definitions_) {
    auto const of = new_case(definition);
    if (step_of(of, message)) return true;
    cases_.pop_back();
  }
  return sender != nobody && !cases_[sender].state.over() && step_of(sender, message).has_value();
}

bool Rehearsal::broadcast(SignalCame const& signal, std::size_t sender) {
  bool taken = false;
  auto const there = cases_.size();
  for (std::size_t i = 0; i < there; ++i) {
    if (i != sender && cases_[i].state.status == Status::running) taken |= step_of(i, signal).has_value();
  }
  for (auto const& [name, definition] : definitions_) {
    auto const of = new_case(definition);
    if (step_of(of, signal))
      taken = true;
    else
      cases_.pop_back();
  }
  return taken;
}

bool Rehearsal::send(MessageCame const& message) {
  bool const taken = deliver(message, nobody);
  if (!taken) posted_.push_back({message, nobody});
  settle();
  return taken;
}

bool Rehearsal::signal(SignalCame const& signal) {
  bool const taken = broadcast(signal, nobody);
  settle();
  return taken;
}

}  // namespace congvu::bpmn
