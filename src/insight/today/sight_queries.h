// How far a reader of "today" sees: a head of division the work of their own unit and of those below it, a leader and
// all of it, a supervisor what their mandate takes in. It is asked of the Gate, unit by unit, so that a page never
// shows what an act would refuse.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "pipeline/act.h"
#include "work/dossier/queries.h"

namespace congvu::today {

inline constexpr std::string_view read_act = "today.read";

struct Sight {
  std::vector<std::string> procedures;  // "CODE@AGENCY", whose unit in sight takes in or handles the dossiers
  std::set<std::string, std::less<>> units;
  bool whole = false;                   // every unit that stands today
  std::optional<dossier::Reach> reach;  // a supervisor's: only these dossiers
};

Sight sight_of(Actor const&, Gate const&, Instant now, States const&);

}  // namespace congvu::today
