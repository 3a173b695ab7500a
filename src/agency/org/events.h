// What was stated about the organisation. A statement about a code and a first day that was stated before replaces it:
// that is how a last day, once known, is added.
#pragma once

#include <boost/describe.hpp>

#include "agency/org/org.h"

namespace congvu::org {

struct LevelStated {
  static constexpr std::string_view name = "org.level_stated";
  Level level;
};
BOOST_DESCRIBE_STRUCT(LevelStated, (), (level))

struct AgencyStated {
  static constexpr std::string_view name = "org.agency_stated";
  Agency agency;
};
BOOST_DESCRIBE_STRUCT(AgencyStated, (), (agency))

struct UnitStated {
  static constexpr std::string_view name = "org.unit_stated";
  Unit unit;
};
BOOST_DESCRIBE_STRUCT(UnitStated, (), (unit))

// A unit that stood without a last day now has one. Its open duties move to the successor; the duty room answers this.
struct UnitEnded {
  static constexpr std::string_view name = "org.unit_ended";
  std::string unit;
  Date from{};  // which of its terms
  Date to{};    // its last day
  std::optional<std::string> successor;
  std::optional<std::string> citation;
};
BOOST_DESCRIBE_STRUCT(UnitEnded, (), (unit, from, to, successor, citation))

struct PositionStated {
  static constexpr std::string_view name = "org.position_stated";
  Position position;
};
BOOST_DESCRIBE_STRUCT(PositionStated, (), (position))

struct PersonStated {
  static constexpr std::string_view name = "org.person_stated";
  Handle person;
  std::optional<std::string> mark;
  struct Personal {
    std::string code;
    std::string name;
    BOOST_DESCRIBE_CLASS(Personal, (), (code, name), (), ())
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(PersonStated, (), (person, mark, personal))

struct HoldingStated {
  static constexpr std::string_view name = "org.holding_stated";
  Holding holding;
};
BOOST_DESCRIBE_STRUCT(HoldingStated, (), (holding))

void apply(Statements&, LevelStated const&, Recorded const&);
void apply(Statements&, AgencyStated const&, Recorded const&);
void apply(Statements&, UnitStated const&, Recorded const&);
void apply(Statements&, UnitEnded const&, Recorded const&);
void apply(Statements&, PositionStated const&, Recorded const&);
void apply(Statements&, PersonStated const&, Recorded const&);
void apply(Statements&, HoldingStated const&, Recorded const&);

void apply(Organisation&, LevelStated const&, Recorded const&);
void apply(Organisation&, AgencyStated const&, Recorded const&);
void apply(Organisation&, UnitStated const&, Recorded const&);
void apply(Organisation&, UnitEnded const&, Recorded const&);
void apply(Organisation&, PositionStated const&, Recorded const&);
void apply(Organisation&, PersonStated const&, Recorded const&);
void apply(Organisation&, HoldingStated const&, Recorded const&);

}  // namespace congvu::org
