#include "agency/casework/casework.h"

namespace congvu::casework {

void apply(Case& each, CaseStarted const& event, Recorded const& recorded) {
  each.handle = recorded.stream;
  each.matter = event.matter;
  each.code = event.code;
  each.procedure = event.procedure;
  each.procedure_version = event.procedure_version;
  each.agency = event.agency.value_or("");
  each.begun = true;
}

void apply(Case& each, CaseStepped const& event, Recorded const&) {
  each.engine = event.state;
  if (!event.element.empty()) each.path.push_back(event.element);
  for (auto const key : event.closed) each.duties.erase(key);
  for (auto const& [key, duty] : event.opened) each.duties[std::stoi(key)] = duty;
}

void apply(Case&, EffectRequested const&, Recorded const&) {}

void apply(Case& each, EffectDone const& event, Recorded const&) {
  if (event.effect == "take-number") each.last_number = event.product;
}

void apply(Case& each, TimerStarted const& event, Recorded const&) {
  each.timers[event.key] = event;
}

void apply(Case& each, TimerFired const& event, Recorded const&) {
  each.timers.erase(event.key);
}

void apply(Case& each, TimerCancelled const& event, Recorded const&) {
  each.timers.erase(event.key);
}

void apply(Case& each, IncidentRaised const& event, Recorded const&) {
  each.incident = event;
}

void apply(Case& each, CaseEnded const&, Recorded const&) {
  each.ended = true;
  each.duties.clear();
  each.timers.clear();
}

Handle case_of(Handle matter) {
  return handle_of("case", hex(matter));
}

}  // namespace congvu::casework
