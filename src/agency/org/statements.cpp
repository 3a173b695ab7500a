// From what was stated to what stands. The same code and first day stated again replaces what was said before.
#include <algorithm>

#include "agency/org/events.h"

namespace congvu::org {

namespace {

template <class T>
void state(std::vector<T>& terms, T stated) {
  auto const place = std::find_if(terms.begin(), terms.end(), [&](T const& term) { return term.from >= stated.from; });
  if (place != terms.end() && place->from == stated.from) {
    *place = std::move(stated);
  } else {
    terms.insert(place, std::move(stated));
  }
}

}  // namespace

Handle stream_of(std::string_view agency) {
  return handle_of("org", agency);
}

void apply(Organisation& organisation, LevelStated const& event, Recorded const&) {
  state(organisation.levels[event.level.code], event.level);
}

void apply(Organisation& organisation, AgencyStated const& event, Recorded const&) {
  state(organisation.agencies[event.agency.code], event.agency);
}

void apply(Organisation& organisation, UnitStated const& event, Recorded const&) {
  state(organisation.units[event.unit.code], event.unit);
}

void apply(Organisation& organisation, UnitEnded const& event, Recorded const&) {
  for (auto& unit : organisation.units[event.unit]) {
    if (unit.from != event.from) continue;
    unit.to = event.to;
    if (event.successor) unit.successor = event.successor;
    if (event.citation) unit.citation = event.citation;
  }
}

void apply(Organisation& organisation, PositionStated const& event, Recorded const&) {
  state(organisation.positions[event.position.code], event.position);
}

void apply(Organisation& organisation, PersonStated const& event, Recorded const&) {
  Person& person = organisation.people[event.person];
  if (person.code) organisation.person_by_code.erase(*person.code);
  person = Person{event.person, {}, {}};
  if (!event.personal) return;  // erased: the handle stays for what it held
  person.code = event.personal->code;
  person.name = event.personal->name;
  organisation.person_by_code[event.personal->code] = event.person;
}

void apply(Organisation& organisation, HoldingStated const& event, Recorded const&) {
  state(organisation.holdings[event.holding.position], event.holding);
}

void apply(Statements& statements, LevelStated const&, Recorded const&) {
  ++statements.count;
}
void apply(Statements& statements, AgencyStated const&, Recorded const&) {
  ++statements.count;
}
void apply(Statements& statements, UnitStated const&, Recorded const&) {
  ++statements.count;
}
void apply(Statements& statements, UnitEnded const&, Recorded const&) {
  ++statements.count;
}
void apply(Statements& statements, PositionStated const&, Recorded const&) {
  ++statements.count;
}
void apply(Statements& statements, PersonStated const&, Recorded const&) {
  ++statements.count;
}
void apply(Statements& statements, HoldingStated const&, Recorded const&) {
  ++statements.count;
}

}  // namespace congvu::org
