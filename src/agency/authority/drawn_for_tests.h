// An agency drawn by lot: units below one another, positions held or vacant, a matrix, delegations and substitutions.
// For laws that must hold whatever the organisation is: what a list shows is what the Gate lets through.
#pragma once

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "agency/authority/gate.h"
#include "agency/authority/supervision.h"

namespace congvu::authority {

class DrawnAgency final : public States {
 public:
  inline static Date const day = *parse_date("2025-03-03");
  inline static Instant const now = *parse_instant("2025-03-03T09:00+07:00");
  inline static std::vector<std::string> const procedures{"1.000001", "2.000002", "3.000003"};

  // `acts` are given to kinds of position by lot; `of_citizens` also to citizens and anyone, on their own matters.
  DrawnAgency(std::vector<std::string> const& acts, std::vector<std::string> const& of_citizens) {
    draw_organisation();
    for (auto const& act : acts) draw_rows(act, false);
    for (auto const& act : of_citizens) draw_rows(act, true);
    for (int i = 0; i < 3; ++i) draw_delegation(acts);
    for (int i = 0; i < 2; ++i) draw_substitution();
    for (auto const& code : positions_) draw_supervisions(code);
  }

  std::string unit() const { return one_of(units_); }
  std::string position() const { return one_of(positions_); }
  std::vector<std::string> const& positions() const { return positions_; }
  static Handle account_of(std::string const& position) { return handle_of("account", position); }
  static Handle person_of(std::string const& position) { return handle_of("person", position); }

  // Everybody who might ask: each position's holder, a citizen, nobody known.
  std::vector<Actor> actors() const {
    std::vector<Actor> all{{}, {Actor::Nature::citizen, account_of("citizen"), person_of("citizen"), {}}};
    for (auto const& code : positions_) {
      all.push_back({Actor::Nature::staff, account_of(code), person_of(code), code});
    }
    return all;
  }

  template <class Value>
  void hold(Value const* value) {
    held_ = value;
    held_type_ = typeid(Value);
  }

  static std::string one_of(std::vector<std::string> const& values) { return *rc::gen::elementOf(values); }
  static bool once_in(int times) { return *rc::gen::inRange(0, times) == 0; }

 protected:
  void const* find(std::type_index, Handle) const override { throw std::logic_error("no stream is drawn"); }
  std::uint64_t version_of(std::type_index, Handle) const override { return 0; }
  void const* find_standing(std::type_index type) const override {
    if (type == typeid(Authority)) return &authority_;
    if (type == typeid(org::Organisation)) return &organisation_;
    if (type == typeid(Supervisions)) return &supervisions_;
    if (type == held_type_) return held_;
    throw std::logic_error("this standing value is not drawn");
  }

 private:
  void draw_organisation() {
    organisation_.agencies["A"].push_back({.code = "A", .name = "A", .level = "province", .from = Date{}});
    for (auto const* code : {"U0", "U1", "U2", "U3"}) {
      org::Unit unit{.code = code, .name = code, .agency = "A"};
      if (!units_.empty()) unit.parent = unit_drawn();
      organisation_.units[code].push_back(unit);
      units_.push_back(code);
    }
    using org::PositionKind;
    for (int number = 0; number < 8; ++number) {
      std::string const code = "P" + std::to_string(number);
      auto const kind = *rc::gen::element(PositionKind::director, PositionKind::deputy_director, PositionKind::head,
                                          PositionKind::officer, PositionKind::clerk, PositionKind::supervisor);
      organisation_.positions[code].push_back({.code = code, .title = code, .unit = unit_drawn(), .kind = kind});
      if (!once_in(6)) organisation_.holdings[code].push_back({.position = code, .person = person_of(code)});
      organisation_.people[person_of(code)] = {person_of(code), code, code};
      positions_.push_back(code);
    }
  }

  void draw_rows(std::string const& act, bool of_citizens) {
    static std::vector<std::string> const kinds{"director", "deputy_director", "head",
                                                "officer",  "clerk",           "supervisor"};
    for (int i = *rc::gen::inRange(0, 3); i > 0; --i) {
      Row row{.act = act, .kinds = {one_of(kinds), one_of(kinds)}, .article = "art"};
      if (once_in(4)) row.positions.push_back(one_of(positions_));
      row.scope = once_in(2) ? Scope::any : Scope::own;
      if (once_in(3)) row.procedures.push_back(one_of(procedures));
      authority_.matrix[act].push_back({row, 1, "A", {}});
    }
    if (!of_citizens || once_in(4)) return;
    authority_.matrix[act].push_back(
        {{.act = act, .kinds = {"anyone", "citizen"}, .scope = Scope::own, .article = "art"}, 1, "A", {}});
  }

  void draw_delegation(std::vector<std::string> const& acts) {
    Delegation given{.number = "1/QD", .delegator = one_of(positions_), .delegate = one_of(positions_)};
    given.acts = {one_of(acts), one_of(acts)};
    if (once_in(3)) given.procedures.push_back(one_of(procedures));
    if (once_in(3)) given.units.push_back(unit_drawn());
    if (once_in(4)) given.to = *parse_date("2025-03-02");  // over since yesterday
    authority_.delegations.push_back({given, 2, "A", {}});
  }

  void draw_substitution() {
    authority_.substitutions.push_back(
        {{one_of(positions_), one_of(positions_), day, once_in(4) ? Date{} : day, "KT.", "art"}, 3, "A", {}});
  }

  static Date days_before(int days) { return Date{std::chrono::sys_days{day} - std::chrono::days{days}}; }

  // Of any position; the Gate asks only those of supervisors.
  void draw_supervisions(std::string const& code) {
    for (int i = *rc::gen::inRange(0, 3); i > 0; --i) {
      Supervision given{.number = std::to_string(i) + "/QD", .supervisor = code, .article = "art"};
      if (once_in(2)) given.units.push_back(unit_drawn());
      if (once_in(2)) given.procedures.push_back(one_of(procedures));
      int const until = *rc::gen::inRange(-2, 120);
      given.filed_to = days_before(until);
      given.filed_from = days_before(until + *rc::gen::inRange(0, 500));
      given.from = days_before(*rc::gen::inRange(-1, 10));
      given.to = once_in(4) ? days_before(1) : day;
      supervisions_.given.push_back({given, 4, "A", {}});
    }
  }

  std::string unit_drawn() const { return one_of(units_); }

  org::Organisation organisation_;
  Authority authority_;
  Supervisions supervisions_;
  std::vector<std::string> units_, positions_;
  void const* held_ = nullptr;
  std::type_index held_type_ = typeid(void);
};

}  // namespace congvu::authority
