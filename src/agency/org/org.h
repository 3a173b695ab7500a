// The organisation is agencies, their units, the positions in them and the people who hold those, every fact with the
// days it holds. Nothing is overwritten: a unit that ends keeps its name for the years it stood, so that a dossier of
// last year still says which division handled it and who answered for it that day. Everything here is asked with a
// date, and the answer is computed from what was stated.
//
// Table of contents: this page (types and questions), events.h, commands.h (LoadOrganisation), loading.cpp (decide),
// faults.cpp (what a section of a pack must keep), staffing.cpp (who takes up or leaves a position), statements.cpp
// (apply), standing.cpp (what stood on a day), line.cpp (who heads, who answers), candidates.cpp (whom a drawn step
// names), room.h.
#pragma once

#include <boost/describe.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/described.h"
#include "pipeline/act.h"

namespace congvu::org {

// Every dated thing has `from`, its first day, and `to`, its last: both days count, as decisions are written. Two terms
// of which one begins on the day after the other ends leave no day to nobody and no day to two.
template <class T>
bool covers(T const& dated, Date day) {
  return dated.from <= day && (!dated.to || day <= *dated.to);
}
template <class A, class B>
bool overlap(A const& a, B const& b) {
  return (!b.to || a.from <= *b.to) && (!a.to || b.from <= *a.to);
}

// A level of government: province, district until 30/06/2025, commune.
struct Level {
  std::string code;
  std::string name;
  Date from{};
  std::optional<Date> to;
  std::optional<std::string> citation, mark, note;
  friend bool operator==(Level const&, Level const&) = default;
};
BOOST_DESCRIBE_STRUCT(Level, (), (code, name, from, to, citation, mark, note))

struct Agency {
  std::string code;  // "H26.19"
  std::string name;
  std::optional<std::string> short_name;
  std::optional<std::string> symbol;  // in the numbers of its documents: "SGDĐT"
  std::optional<std::string> parent;
  std::string level;
  std::optional<std::string> place;  // before the date of a document
  Date from{};
  std::optional<Date> to;
  std::optional<std::string> citation, mark, note;
  friend bool operator==(Agency const&, Agency const&) = default;
};
BOOST_DESCRIBE_STRUCT(Agency, (),
                      (code, name, short_name, symbol, parent, level, place, from, to, citation, mark, note))

struct Unit {
  std::string code;  // "QLT"
  std::string name;
  std::string agency;
  std::optional<std::string> parent;     // the unit whose head answers for this one
  std::optional<std::string> successor;  // takes over its work when it ends
  Date from{};
  std::optional<Date> to;
  std::optional<std::string> citation, mark, note;
  friend bool operator==(Unit const&, Unit const&) = default;
};
BOOST_DESCRIBE_STRUCT(Unit, (), (code, name, agency, parent, successor, from, to, citation, mark, note))

enum class PositionKind { director, deputy_director, head, deputy_head, officer, clerk, administrator, supervisor };
BOOST_DESCRIBE_ENUM(PositionKind, director, deputy_director, head, deputy_head, officer, clerk, administrator,
                    supervisor)

struct Position {
  std::string code;  // "QLT-CV1"
  std::string title;
  std::string unit;
  PositionKind kind{};
  Date from{};
  std::optional<Date> to;
  std::optional<std::string> citation, mark, note;
  friend bool operator==(Position const&, Position const&) = default;
};
BOOST_DESCRIBE_STRUCT(Position, (), (code, title, unit, kind, from, to, citation, mark, note))

// `code` and `name` are absent once erased; the handle and what it held stay.
struct Person {
  Handle handle;
  std::optional<std::string> code;
  std::optional<std::string> name;
};

// One person in one position, for a time. A position has one holder on a day, or none.
struct Holding {
  std::string position;
  Handle person;
  Date from{};
  std::optional<Date> to;
  friend bool operator==(Holding const&, Holding const&) = default;
};
BOOST_DESCRIBE_STRUCT(Holding, (), (position, person, from, to))

// What stands, folded from the events of the whole record. Pointers that its questions give live as long as it does.
struct Organisation {
  static constexpr std::string_view standing = "org.organisation";
  template <class T>
  using Versions = std::map<std::string, std::vector<T>, std::less<>>;  // by code, each in the order of its first days
  using Positions = std::vector<Position const*>;

  Versions<Level> levels;
  Versions<Agency> agencies;
  Versions<Unit> units;
  Versions<Position> positions;
  Versions<Holding> holdings;  // by position
  std::map<Handle, Person> people;
  std::map<std::string, Handle, std::less<>> person_by_code;

  // As they stood on that day; null when there was none.
  Agency const* agency_on(std::string_view code, Date) const;
  Unit const* unit_on(std::string_view code, Date) const;
  Position const* position_on(std::string_view code, Date) const;
  Person const* person(Handle) const;
  Person const* person_coded(std::string_view code) const;
  // The newest term of it that is known, whether or not it still stands: for names on old dossiers.
  Unit const* last_known_unit(std::string_view code) const;
  Position const* last_known_position(std::string_view code) const;

  // Every position in force on the day, in the order of their codes.
  Positions positions_on(Date) const;
  Positions positions_of_unit(std::string_view unit, Date) const;
  Positions positions_of_person(Handle person, Date) const;
  std::optional<Handle> holder_of(std::string_view position, Date) const;
  bool holds(Handle person, std::string_view position, Date) const;

  // Whether `unit` is `above` or lies below it, on the day.
  bool lies_within(std::string_view unit, std::string_view above, Date) const;
  // The position that heads a unit (director or head), held or not; null when the unit has none.
  Position const* head_of(std::string_view unit, Date) const;
  // Who answers for what this position does: the heads up the line, nearest first, itself left out. A head whose
  // position is vacant answers for nothing that day and is passed over. Clear responsibility.
  Positions who_answers(std::string_view position, Date) const;
  // The same for a unit whose duty nobody has taken yet: its own head first.
  Positions who_answers_for_unit(std::string_view unit, Date) const;

  // Whom a drawn step names: "officer@QLT" (a kind in a unit), "director" (a kind anywhere), "@QLT" (all of a unit),
  // "QLT-TP" (one position), or several of these with commas between. Codes of positions in force on the day, none
  // twice; empty when it names nobody.
  std::vector<std::string> resolve(std::string_view candidates, Date) const;
  // Whether this position is one of those.
  bool is_named(std::string_view position, std::string_view candidates, Date) const;

  // The title with its unit's name, "Trưởng phòng, Phòng Giáo dục Phổ thông", as they stood on the day.
  std::string full_title(Position const&, Date) const;
  // The name of a position's holder on the day; absent when vacant or erased.
  std::optional<std::string> holder_name(std::string_view position, Date) const;
};

// Whether this can be the code of an agency, unit, position or person.
bool well_formed_code(std::string_view code);

// Whether candidates can be read at all, by their form alone.
bool well_formed_candidates(std::string_view candidates);

// The stream in which an agency states its organisation. Its state is only that it has been stated.
struct Statements {
  static constexpr std::string_view stream = "org";
  std::uint64_t count = 0;
};
Handle stream_of(std::string_view agency);

namespace codes {
inline constexpr Code faults{"org.faults"};                      // the parts say which
inline constexpr Code term_reversed{"org.term_reversed"};        // arguments: from, to
inline constexpr Code stated_twice{"org.stated_twice"};          // arguments: code
inline constexpr Code unknown_level{"org.unknown_level"};        // arguments: code
inline constexpr Code unknown_agency{"org.unknown_agency"};      // arguments: code
inline constexpr Code unknown_unit{"org.unknown_unit"};          // arguments: code
inline constexpr Code unknown_position{"org.unknown_position"};  // arguments: code
inline constexpr Code outside_term{"org.outside_term"};          // arguments: code: what it lies in does not stand then
inline constexpr Code already_held{"org.already_held"};          // arguments: position, from
inline constexpr Code circle{"org.circle"};                      // arguments: code: a unit above itself
inline constexpr Code two_heads{"org.two_heads"};                // arguments: unit
inline constexpr Code unknown_person{"org.unknown_person"};      // arguments: code
inline constexpr Code person_known{"org.person_known", Kind::conflict};  // arguments: code, name
inline constexpr Code day_past{"org.day_past"};                          // arguments: given
inline constexpr Code vacant{"org.vacant", Kind::conflict};              // arguments: position
inline constexpr Code bad_code{"org.bad_code"};                          // arguments: code
}  // namespace codes

}  // namespace congvu::org
