// What the agency's decision tables answer for a dossier: what is to be paid, how long the agency has, which papers are
// needed beside those that every dossier needs, and how its result is counted. They are asked when it is filed, when an
// answer of it changes, when it is accepted and when its result is there, and each answer goes into the record with the
// rules that led to it. A dossier stays on the tables that were in force when it was received.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agency/decision/answering.h"
#include "agency/decision/matter.h"
#include "work/dossier/dossier.h"

namespace congvu::dossier {

// As the tables see it: with the answers given, as it is handled in that unit.
struct Asking {
  Handle dossier;
  decision::Matter matter;
  std::string unit;  // whose calendar counts
  Instant now;
};
Asking asking(Dossier const&, json::object answers, std::string unit, Instant now);
// Of one that is being filed.
Asking asking(FileDossier const&, Channel, Handle dossier, std::string unit, Instant now);

// One event with what the tables of these uses answer; none where there is no table.
struct Ruled {
  Events events;
  std::vector<decision::Answer> answers;
  decision::Answer const* of(decision::Use) const;
};
Ruled ruled(Asking, std::vector<decision::Use> const&, States const&);

// What the table of this use answers, or would answer were it filed so now; nothing where there is none.
std::optional<decision::Told> told_by_table(decision::Tables const&, decision::Use, decision::Matter, Calendar const*,
                                            Instant now);

// What is asked when something is handed in, or handed in otherwise.
std::vector<decision::Use> const& uses_of_filing();

// Other answers may mean another fee and other papers: asked again where one has changed.
Events ruled_anew(Dossier const&, json::object const& changed, procedure::Version const&, Instant now, States const&);

// Whether this paper must be there: every dossier of the procedure has it, or this one by its table's answer.
bool needed(procedure::Component const&, decision::Answer const* of_components);
bool needs(Dossier const&, procedure::Component const&);

}  // namespace congvu::dossier
