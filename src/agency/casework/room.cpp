#include "agency/casework/room.h"

#include "agency/casework/running.h"
#include "agency/casework/timers_views.h"

namespace congvu::casework {

void register_room(Registry& registry) {
  registry.stream<Case, CaseStarted, CaseStepped, EffectRequested, EffectDone, TimerStarted, TimerFired, TimerCancelled,
                  IncidentRaised, CaseEnded>();
  registry.command<FireTimer>(&question, &decide);
  registry.react<duty::DutyCompleted>(&react);
  registry.react<EffectDone>(&react);
  registry.timers(
      [&registry](record::Sql& sql, Instant now, std::size_t limit) { return due_timers(registry, sql, now, limit); });
  add_views(registry);
}

}  // namespace congvu::casework
