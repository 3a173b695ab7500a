// A case is a procedure being run for one matter: the engine says what comes next, and here that becomes duties,
// numbers, timers and events. It stays on the version of the procedure that it began on. What a dossier is, it does not
// know: the room of the matter hears of it by events.
//
// Table of contents: this page, events.h, commands.h (FireTimer) · running.cpp (engine outputs to events) ·
// casework.cpp (apply) · timers_views.cpp (what is due) · room.h.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "agency/casework/commands.h"
#include "agency/casework/events.h"
#include "agency/duty/duty.h"
#include "pipeline/act.h"

namespace congvu::casework {

struct Case {
  static constexpr std::string_view stream = "case";
  Handle handle;
  Handle matter;
  std::string code;
  std::string procedure;
  int procedure_version = 0;
  std::string agency;            // which of those that perform the procedure
  json::value engine;            // bpmn::State of the procedure's version, as last recorded; null before the start
  std::map<int, Handle> duties;  // open ones, by the engine's key of their task
  std::map<int, TimerStarted> timers;
  std::string last_number;        // the number taken last, for the document drawn up next
  std::vector<std::string> path;  // elements done, in order
  std::optional<IncidentRaised> incident;
  bool begun = false;
  bool ended = false;
};

void apply(Case&, CaseStarted const&, Recorded const&);
void apply(Case&, CaseStepped const&, Recorded const&);
void apply(Case&, EffectRequested const&, Recorded const&);
void apply(Case&, EffectDone const&, Recorded const&);
void apply(Case&, TimerStarted const&, Recorded const&);
void apply(Case&, TimerFired const&, Recorded const&);
void apply(Case&, TimerCancelled const&, Recorded const&);
void apply(Case&, IncidentRaised const&, Recorded const&);
void apply(Case&, CaseEnded const&, Recorded const&);

// The case of a matter: one each.
Handle case_of(Handle matter);

// Of the answers only those enter the case that a condition of the drawing reads: its state is not personal.
struct Beginning {
  Handle matter;
  std::string code;
  std::string procedure;
  int procedure_version = 0;
  std::string agency;
  json::object answers;
};

// For upper rooms, to be joined to their act's events.
Expected<Events> begin(Beginning const&, Context const&, States const&);
// Every open duty stands still, or goes on: what was left of each when it stopped is counted again from now.
Events suspend(Handle matter, States const&);
Events resume(Handle matter, Instant paused_at, Context const&, States const&);
// The matter is over before its end was reached; open duties and timers go with it.
Events cancel(Handle matter, std::string const& reason, States const&);
// What an effect asked for has been made.
Events effect_done(Handle matter, EffectRequested const&, std::string product);

namespace codes {
inline constexpr Code no_procedure{"case.no_procedure", Kind::unavailable};  // arguments: procedure, version
inline constexpr Code no_calendar{"case.no_calendar", Kind::unavailable};
inline constexpr Code timer_gone{"case.timer_gone", Kind::conflict};
inline constexpr Code bad_effect{"case.bad_effect", Kind::unavailable};  // arguments: effect, element
}  // namespace codes

}  // namespace congvu::casework
