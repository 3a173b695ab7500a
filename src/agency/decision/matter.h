// What is known of a matter when a table is asked about it, by the names that tables use: procedure, channel,
// applicant, delivery, filed, filed on, accepted, accepted on, after cut off; of a result also late, days late, days
// early, intake late, apologised; and every field of the procedure's form by its own name. A table asks for some of
// these and nothing else.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agency/decision/decision.h"
#include "rules/calendar/calendar.h"

namespace congvu::decision {

// A result that has been given: how it stands to its due time. Days are working days, a part of one counts as one.
struct Timeliness {
  bool late = false;
  int days_late = 0;
  int days_early = 0;
  bool intake_late = false;  // the intake before it had already taken longer than it may
  bool apologised = false;   // with a new appointment
};
Timeliness timeliness(Calendar const&, Instant due, Instant ready);

struct Matter {
  std::string procedure;
  std::string channel;    // counter, post, online
  std::string applicant;  // person, organisation
  std::string delivery;   // counter, post, electronic
  Instant filed;
  std::optional<Instant> accepted;
  bool after_cut_off = false;  // of the day of acceptance; before it, of the day of filing
  json::object answers;
  std::optional<Timeliness> result;
};

std::vector<dmn::Given> given_of(Matter const&);
// Whether a table of this use may ask for it without a form that has such a field.
bool known_input(Use, std::string_view name);

}  // namespace congvu::decision
