// What stood on a day: agencies, units, positions, and who held them.
#include <algorithm>

#include "agency/org/org.h"

namespace congvu::org {

namespace {

template <class T>
T const* on(Organisation::Versions<T> const& versions, std::string_view code, Date day) {
  auto const found = versions.find(code);
  if (found == versions.end()) return nullptr;
  // The latest term that has begun: a later statement wins over an older one that was left without an end.
  auto const& terms = found->second;
  auto const term = std::find_if(terms.rbegin(), terms.rend(), [&](T const& each) { return covers(each, day); });
  return term == terms.rend() ? nullptr : &*term;
}

template <class T>
T const* last_known(Organisation::Versions<T> const& versions, std::string_view code) {
  auto const found = versions.find(code);
  return found == versions.end() || found->second.empty() ? nullptr : &found->second.back();
}

}  // namespace

Agency const* Organisation::agency_on(std::string_view code, Date day) const {
  return on(agencies, code, day);
}

Unit const* Organisation::unit_on(std::string_view code, Date day) const {
  return on(units, code, day);
}

// A position stands only while its unit does.
Position const* Organisation::position_on(std::string_view code, Date day) const {
  Position const* position = on(positions, code, day);
  return position && unit_on(position->unit, day) ? position : nullptr;
}

Person const* Organisation::person(Handle handle) const {
  auto const found = people.find(handle);
  return found == people.end() ? nullptr : &found->second;
}

Person const* Organisation::person_coded(std::string_view code) const {
  auto const found = person_by_code.find(code);
  return found == person_by_code.end() ? nullptr : person(found->second);
}

Unit const* Organisation::last_known_unit(std::string_view code) const {
  return last_known(units, code);
}

Position const* Organisation::last_known_position(std::string_view code) const {
  return last_known(positions, code);
}

Organisation::Positions Organisation::positions_on(Date day) const {
  Positions standing_then;
  for (auto const& [code, terms] : positions) {
    if (auto const* position = position_on(code, day)) standing_then.push_back(position);
  }
  return standing_then;
}

Organisation::Positions Organisation::positions_of_unit(std::string_view unit, Date day) const {
  Positions of_unit;
  for (auto const* position : positions_on(day)) {
    if (position->unit == unit) of_unit.push_back(position);
  }
  return of_unit;
}

Organisation::Positions Organisation::positions_of_person(Handle person, Date day) const {
  Positions held;
  for (auto const* position : positions_on(day)) {
    if (holder_of(position->code, day) == person) held.push_back(position);
  }
  return held;
}

std::optional<Handle> Organisation::holder_of(std::string_view position, Date day) const {
  if (!position_on(position, day)) return std::nullopt;
  Holding const* holding = on(holdings, position, day);
  return holding ? std::optional{holding->person} : std::nullopt;
}

bool Organisation::holds(Handle person, std::string_view position, Date day) const {
  return person && holder_of(position, day) == person;
}

std::string Organisation::full_title(Position const& position, Date day) const {
  Unit const* unit = unit_on(position.unit, day);
  if (!unit) unit = last_known_unit(position.unit);
  return unit ? position.title + ", " + unit->name : position.title;
}

std::optional<std::string> Organisation::holder_name(std::string_view position, Date day) const {
  auto const handle = holder_of(position, day);
  Person const* holder = handle ? person(*handle) : nullptr;
  return holder ? holder->name : std::nullopt;
}

}  // namespace congvu::org
