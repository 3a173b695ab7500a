// Which open duties a position holds. Nobody leaves a position, and no account of its holder is closed, while it holds
// any: this is looked at within the very act of leaving, so that a duty that is taken at the same moment still stops
// it. Responsibility is never left with nobody.
#pragma once

#include <map>
#include <string>

#include "agency/duty/events.h"
#include "agency/identity/events.h"
#include "agency/org/events.h"
#include "pipeline/act.h"

namespace congvu::duty {

// Of the whole record: open duties that somebody holds; those in a unit's pool are the unit's.
struct Held {
  static constexpr std::string_view standing = "duty.held";
  std::map<Handle, std::string> position_of;
  std::size_t count(std::string_view position) const;
};
void apply(Held&, DutyAccepted const&, Recorded const&);
void apply(Held&, DutyHandedOver const&, Recorded const&);
void apply(Held&, DutyCompleted const&, Recorded const&);
void apply(Held&, DutyCancelled const&, Recorded const&);

// Both refuse the whole act with codes::still_holds where open duties stand in its way.
Decision react(org::HoldingStated const&, Recorded const&, Context const&, States const&);
Decision react(identity::AccountClosed const&, Recorded const&, Context const&, States const&);

namespace codes {
inline constexpr Code still_holds{"duty.still_holds", Kind::conflict};  // arguments: position, count
}  // namespace codes

}  // namespace congvu::duty
