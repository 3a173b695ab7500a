// What an organisation section must keep before it is stated: every name it uses is one it gives, every term lies
// within the term of what it belongs to, nobody sits on a taken chair. All faults are told at once, each with its
// place.
#include <algorithm>
#include <set>

#include "agency/org/commands.h"
#include "agency/org/limits.h"

namespace congvu::org {

namespace {

class Check {
 public:
  explicit Check(Section const& section) : section_(section) {}

  std::vector<Refusal> run() {
    each("levels", section_.levels, [&](Level const&, std::string const&) {});
    each("agencies", section_.agencies, [&](Agency const& agency, std::string const& path) {
      within(agency, agency.level, section_.levels, codes::unknown_level, path + ".level");
      if (agency.parent) within(agency, *agency.parent, section_.agencies, codes::unknown_agency, path + ".parent");
    });
    each("units", section_.units, [&](Unit const& unit, std::string const& path) { check(unit, path); });
    each("positions", section_.positions, [&](Position const& position, std::string const& path) {
      within(position, position.unit, section_.units, codes::unknown_unit, path + ".unit");
      check_single_head(position, path);
    });
    check_people();
    return std::move(faults_);
  }

 private:
  void fault(Code code, std::string path, std::vector<Argument> arguments) {
    faults_.emplace_back(code, std::move(path), std::move(arguments));
  }

  template <class T>
  void check_term(T const& dated, std::string const& path) {
    if (dated.to && *dated.to < dated.from) {
      fault(codes::term_reversed, path + ".to", {{"from", iso(dated.from)}, {"to", iso(*dated.to)}});
    }
  }

  // Code, term and no second statement for the same days; then what is particular to it.
  template <class T, class Particular>
  void each(std::string const& list, std::vector<T> const& entries, Particular particular) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
      T const& entry = entries[i];
      std::string const path = described::element_path(list, i);
      if (!well_formed_code(entry.code)) fault(codes::bad_code, path + ".code", {{"code", entry.code}});
      check_term(entry, path);
      for (std::size_t earlier = 0; earlier < i; ++earlier) {
        if (entries[earlier].code == entry.code && overlap(entries[earlier], entry)) {
          fault(codes::stated_twice, path + ".code", {{"code", entry.code}});
        }
      }
      particular(entry, path);
    }
  }

  // What `dated` belongs to is in the list, and its first and last day lie within days of it.
  template <class T, class Whole>
  void within(T const& dated, std::string const& code, std::vector<Whole> const& list, Code unknown,
              std::string const& path) {
    bool known = false;
    bool first = false;
    bool last = false;
    for (auto const& whole : list) {
      if (whole.code != code) continue;
      known = true;
      first = first || covers(whole, dated.from);
      last = last || (dated.to ? covers(whole, *dated.to) : !whole.to);
    }
    if (!known) return fault(unknown, path, {{"code", code}});
    if (!first || !last) fault(codes::outside_term, path, {{"code", code}});
  }

  void check(Unit const& unit, std::string const& path) {
    within(unit, unit.agency, section_.agencies, codes::unknown_agency, path + ".agency");
    if (unit.parent) {
      within(unit, *unit.parent, section_.units, codes::unknown_unit, path + ".parent");
      if (lies_above_itself(unit)) fault(codes::circle, path + ".parent", {{"code", unit.code}});
    }
    if (unit.successor && none_coded(section_.units, *unit.successor)) {
      fault(codes::unknown_unit, path + ".successor", {{"code", *unit.successor}});
    }
  }

  template <class T>
  static bool none_coded(std::vector<T> const& list, std::string const& code) {
    return std::none_of(list.begin(), list.end(), [&](T const& each) { return each.code == code; });
  }

  // On its first day; a parent changes only by a new term, which is checked as it comes.
  bool lies_above_itself(Unit const& unit) const {
    std::optional<std::string> above = unit.parent;
    for (std::size_t depth = 0; above && depth < limits::unit_depth; ++depth) {
      if (*above == unit.code) return true;
      auto const found = std::find_if(section_.units.begin(), section_.units.end(),
                                      [&](Unit const& each) { return each.code == *above && covers(each, unit.from); });
      above = found == section_.units.end() ? std::nullopt : found->parent;
    }
    return above.has_value();
  }

  void check_single_head(Position const& position, std::string const& path) {
    auto const heads = [](Position const& each) {
      return each.kind == PositionKind::head || each.kind == PositionKind::director;
    };
    if (!heads(position)) return;
    for (auto const& other : section_.positions) {
      if (&other == &position) return;  // the second of two is the one at fault
      if (heads(other) && other.unit == position.unit && other.code != position.code && overlap(other, position)) {
        fault(codes::two_heads, path + ".kind", {{"unit", position.unit}});
      }
    }
  }

  void check_people() {
    std::set<std::string, std::less<>> seen;
    std::vector<Held> all;
    for (std::size_t i = 0; i < section_.people.size(); ++i) {
      auto const& person = section_.people[i];
      std::string const path = described::element_path("people", i);
      if (!well_formed_code(person.code)) fault(codes::bad_code, path + ".code", {{"code", person.code}});
      if (!seen.insert(person.code).second) fault(codes::stated_twice, path + ".code", {{"code", person.code}});
      for (std::size_t held = 0; held < person.holds.size(); ++held) {
        check_holding(person.holds[held], all, described::element_path(path + ".holds", held));
      }
    }
  }

  void check_holding(Held const& held, std::vector<Held>& before, std::string const& path) {
    check_term(held, path);
    within(held, held.position, section_.positions, codes::unknown_position, path + ".position");
    for (auto const& other : before) {
      if (other.position == held.position && overlap(other, held)) {
        fault(codes::already_held, path + ".from", {{"position", held.position}, {"from", iso(held.from)}});
      }
    }
    before.push_back(held);
  }

  Section const& section_;
  std::vector<Refusal> faults_;
};

}  // namespace

// Codes stand in URLs, in drawings before and after '@', and between commas.
bool well_formed_code(std::string_view code) {
  return !code.empty() && code.size() <= limits::code_length && std::all_of(code.begin(), code.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c == '_';
  });
}

std::vector<Refusal> faults_of(Section const& section) {
  return Check{section}.run();
}

}  // namespace congvu::org
