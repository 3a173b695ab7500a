// Taking over a pack's organisation: what differs from what stands is stated, and nothing else.
#include <algorithm>

#include "agency/org/commands.h"
#include "agency/org/events.h"

namespace congvu::org {

namespace {

// The term of this code that began on that day, if it was stated.
template <class T>
T const* stated(Organisation::Versions<T> const& versions, std::string const& code, Date from) {
  auto const found = versions.find(code);
  if (found == versions.end()) return nullptr;
  auto const term =
      std::find_if(found->second.begin(), found->second.end(), [&](T const& each) { return each.from == from; });
  return term == found->second.end() ? nullptr : &*term;
}

// Whether the only news about a unit is its last day, with what goes with an end.
bool only_ended(Unit const& before, Unit after) {
  if (before.to || !after.to) return false;
  after.to = before.to;
  if (!before.successor) after.successor.reset();
  if (after.citation) after.citation = before.citation;
  return after == before;
}

class Difference {
 public:
  Difference(LoadOrganisation const& command, Context const& context, Organisation const& standing)
      : section_(command.organisation), context_(context), standing_(standing), stream_(stream_of(command.agency)) {}

  Events events() {
    state_all<LevelStated>(section_.levels, standing_.levels);
    state_all<AgencyStated>(section_.agencies, standing_.agencies);
    for (auto const& unit : section_.units) state_unit(unit);
    state_all<PositionStated>(section_.positions, standing_.positions);
    for (auto const& person : section_.people) state_person(person);
    return std::move(events_);
  }

 private:
  template <class Event, class T>
  void state_all(std::vector<T> const& entries, Organisation::Versions<T> const& versions) {
    for (auto const& entry : entries) {
      T const* before = stated(versions, entry.code, entry.from);
      if (!before || *before != entry) events_.add(stream_, Handle{}, Event{entry});
    }
  }

  void state_unit(Unit const& unit) {
    Unit const* before = stated(standing_.units, unit.code, unit.from);
    if (before && *before == unit) return;
    if (before && only_ended(*before, unit)) {
      events_.add(stream_, Handle{}, UnitEnded{unit.code, unit.from, *unit.to, unit.successor, unit.citation});
    } else {
      events_.add(stream_, Handle{}, UnitStated{unit});
    }
  }

  void state_person(PersonEntry const& entry) {
    Person const* before = standing_.person_coded(entry.code);
    Handle const person = before ? before->handle : context_.fresh_handle(fresh_++);
    if (!before || before->name != entry.name) {
      events_.add(stream_, person, PersonStated{person, entry.mark, PersonStated::Personal{entry.code, entry.name}});
    }
    for (auto const& held : entry.holds) {
      Holding const holding{held.position, person, held.from, held.to};
      Holding const* known = stated(standing_.holdings, held.position, held.from);
      // Whoever left since the pack was written has left: the pack's silence about it brings nobody back.
      if (known && known->to && !holding.to && known->person == person) continue;
      if (!known || *known != holding) events_.add(stream_, person, HoldingStated{holding});
    }
  }

  Section const& section_;
  Context const& context_;
  Organisation const& standing_;
  Handle const stream_;
  unsigned fresh_ = 0;
  Events events_;
};

}  // namespace

Expected<Question> question(LoadOrganisation const&, Context const&, States const&) {
  return Question{.act = "pack.load"};
}

Decision decide(LoadOrganisation const& command, Context const& context, States const& states) {
  if (auto faults = faults_of(command.organisation); !faults.empty()) {
    Refusal refusal{codes::faults, "organisation"};
    refusal.parts = std::move(faults);
    return std::unexpected<Refusal>(std::move(refusal));
  }
  return Difference{command, context, states.standing<Organisation>()}.events();
}

}  // namespace congvu::org
