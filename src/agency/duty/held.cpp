#include "agency/duty/held.h"

#include <algorithm>

#include "agency/identity/identity.h"
#include "agency/org/org.h"

namespace congvu::duty {

namespace {

Decision nothing_held(std::string const& position, Date day, States const& states) {
  auto const count = states.standing<Held>().count(position);
  if (count == 0) return Events{};
  auto const& organisation = states.standing<org::Organisation>();
  auto const* stated = organisation.position_on(position, day);
  return refuse(
      codes::still_holds, "position",
      {{"position", stated ? organisation.full_title(*stated, day) : position}, {"count", std::to_string(count)}});
}

}  // namespace

std::size_t Held::count(std::string_view position) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(position_of, [&](auto const& each) { return each.second == position; }));
}

void apply(Held& held, DutyAccepted const& event, Recorded const& recorded) {
  held.position_of[recorded.stream] = event.holder;
}

void apply(Held& held, DutyHandedOver const& event, Recorded const& recorded) {
  if (event.to.empty()) {
    held.position_of.erase(recorded.stream);
  } else {
    held.position_of[recorded.stream] = event.to;
  }
}

void apply(Held& held, DutyCompleted const&, Recorded const& recorded) {
  held.position_of.erase(recorded.stream);
}

void apply(Held& held, DutyCancelled const&, Recorded const& recorded) {
  held.position_of.erase(recorded.stream);
}

// A term that is said to end today, by whoever leaves; one stated with its end beforehand is a pack's and leaves
// nobody.
Decision react(org::HoldingStated const& stated, Recorded const& recorded, Context const&, States const& states) {
  Date const today = local_date(recorded.recorded);
  if (stated.holding.to != today) return Events{};
  return nothing_held(stated.holding.position, today, states);
}

Decision react(identity::AccountClosed const& closed, Recorded const& recorded, Context const&, States const& states) {
  auto const& account = states.load<identity::Account>(closed.account);
  Date const today = local_date(recorded.recorded);
  if (!states.standing<org::Organisation>().holds(account.person, account.position, today)) return Events{};
  return nothing_held(account.position, today, states);
}

}  // namespace congvu::duty
