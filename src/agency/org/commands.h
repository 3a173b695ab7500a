// What may be asked of the organisation: to take over the organisation section of a pack, and to say who takes up or
// leaves a position.
#pragma once

#include <boost/describe.hpp>

#include "agency/org/org.h"

namespace congvu::org {

// A person's holding as a pack writes it, under the person.
struct Held {
  std::string position;
  Date from{};
  std::optional<Date> to;
};
BOOST_DESCRIBE_STRUCT(Held, (), (position, from, to))

struct PersonEntry {
  std::string code;
  std::string name;
  std::optional<std::string> mark, note;
  std::vector<Held> holds;
};
BOOST_DESCRIBE_STRUCT(PersonEntry, (), (code, name, mark, note, holds))

// organisation.yaml of a pack, whole.
struct Section {
  std::vector<Level> levels;
  std::vector<Agency> agencies;
  std::vector<Unit> units;
  std::vector<Position> positions;
  std::vector<PersonEntry> people;
};
BOOST_DESCRIBE_STRUCT(Section, (), (levels, agencies, units, positions, people))

// States what differs from what stands, and nothing else; loading the same pack twice states nothing the second time.
// What stands and is not in the section stays: a fact is ended by its last day, not by silence.
struct LoadOrganisation {
  static constexpr std::string_view name = "org.load";
  std::string agency;  // whose pack it is
  Section organisation;
};
BOOST_DESCRIBE_STRUCT(LoadOrganisation, (), (agency, organisation))

// A person takes up a position, from a day on. With a name it is somebody new, else the person of that code.
struct TakeUpPosition {
  static constexpr std::string_view name = "org.take_up_position";
  std::string position;
  std::string person;
  std::optional<Text<200, 1>> person_name;
  Date from{};
};
BOOST_DESCRIBE_STRUCT(TakeUpPosition, (), (position, person, person_name, from))

// Its holder leaves a position; the day on which this is stated is the last one.
struct LeavePosition {
  static constexpr std::string_view name = "org.leave_position";
  std::string position;
};
BOOST_DESCRIBE_STRUCT(LeavePosition, (), (position))

Expected<Question> question(TakeUpPosition const&, Context const&, States const&);
Expected<Question> question(LeavePosition const&, Context const&, States const&);
Decision decide(TakeUpPosition const&, Context const&, States const&);
Decision decide(LeavePosition const&, Context const&, States const&);

Expected<Question> question(LoadOrganisation const&, Context const&, States const&);
Decision decide(LoadOrganisation const&, Context const&, States const&);

// Every fault of a section by itself, each with its path: "positions[3].unit". Empty when it can be loaded.
std::vector<Refusal> faults_of(Section const&);

}  // namespace congvu::org
