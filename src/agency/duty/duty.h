// A duty is one thing somebody owes: a step of a dossier, an intake to answer, a supplement to bring. It always has the
// six clear points: who (one holder of one position, or the pool of a unit until one of its people takes it), what (the
// drawn step), by when, who answers for it, by which authority, and what it must leave. Open -> accepted -> done,
// returned or cancelled; handing over is an event, not an end, and taking a duty from the pool is its acceptance.
//
// Table of contents: this page (state and the pure functions upper rooms call), commands.h, events.h, handling.cpp
// (decide), duty.cpp (apply), duty_views and queries.h, duty_pages.h (the worklist), time_left_pages.h, room.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agency/duty/events.h"
#include "pipeline/act.h"

namespace congvu::duty {

enum class Phase { none, open, accepted, done, cancelled };
BOOST_DESCRIBE_ENUM(Phase, none, open, accepted, done, cancelled)

struct Ending {
  std::string outcome;
  std::string position;  // of who ended it; empty for the citizen and the system
  Instant at;
};

struct Duty {
  static constexpr std::string_view stream = "duty";
  Handle handle;
  Phase phase = Phase::none;
  DutyOpened opened;
  Instant opened_at;
  std::string holder;  // position; empty while it lies in the unit's pool
  std::optional<Instant> held_since;
  std::optional<Instant> due;  // moves when a pause ends
  bool suspended = false;      // the clock of its matter stands still
  std::optional<Ending> ending;

  bool standing() const { return phase == Phase::open || phase == Phase::accepted; }
};

void apply(Duty&, DutyOpened const&, Recorded const&);
void apply(Duty&, DutyAccepted const&, Recorded const&);
void apply(Duty&, DutyHandedOver const&, Recorded const&);
void apply(Duty&, DutySuspended const&, Recorded const&);
void apply(Duty&, DutyResumed const&, Recorded const&);
void apply(Duty&, DutyCompleted const&, Recorded const&);
void apply(Duty&, DutyCancelled const&, Recorded const&);

namespace codes {
inline constexpr Code unknown{"duty.unknown", Kind::not_found};
inline constexpr Code already_taken{"duty.already_taken", Kind::conflict};     // arguments: who, when
inline constexpr Code already_done{"duty.already_done", Kind::conflict};       // arguments: who, when, outcome
inline constexpr Code cancelled{"duty.cancelled", Kind::conflict};             // arguments: when
inline constexpr Code moved_on{"duty.moved_on", Kind::conflict};               // it is no longer as its asker saw it
inline constexpr Code bad_outcome{"duty.bad_outcome", Kind::invalid};          // arguments: allowed, given
inline constexpr Code needs_ground{"duty.needs_ground", Kind::invalid};        // arguments: outcome
inline constexpr Code unknown_ground{"duty.unknown_ground", Kind::invalid};    // arguments: given
inline constexpr Code needs_note{"duty.needs_note", Kind::invalid};            // arguments: outcome
inline constexpr Code has_own_act{"duty.has_own_act", Kind::conflict};         // arguments: act
inline constexpr Code suspended{"duty.suspended", Kind::conflict};             // the clock of its matter stands still
inline constexpr Code not_a_candidate{"duty.not_a_candidate", Kind::invalid};  // arguments: to
inline constexpr Code same_holder{"duty.same_holder", Kind::invalid};
inline constexpr Code none_chosen{"duty.none_chosen", Kind::invalid};
}  // namespace codes

// What the Gate is asked about an act on this duty.
Question question_about(Duty const&, std::string act);

// Still open to be acted on; else a refusal that says who was first, and when.
Expected<void> must_stand(Duty const&);
// What whoever comes second is told: who holds it, and since when.
Refusal already_taken(Duty const&);
// A refusal of authority about a duty that somebody else has or had, turned into who was first.
Refusal who_was_first(Refusal, Duty const&, std::string_view position);

// For upper rooms: events that open, complete, cancel, suspend or resume a duty. Completing one from the pool takes
// it first: taking is acceptance.
Events open(Handle duty, DutyOpened);
Expected<Events> complete(Duty const&, std::string const& outcome, std::string const& ground, std::string const& note,
                          Context const&);
Events cancel(Duty const&, std::string reason);
Events suspend(Duty const&);
Events resume(Duty const&, std::optional<Instant> due);

}  // namespace congvu::duty
