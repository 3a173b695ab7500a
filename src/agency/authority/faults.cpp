// What an authority section must keep before it is stated: it gives to kinds and positions that there are, it gives a
// supervisor from outside nothing but reading, and nobody lends what is not theirs. All faults at once, each with its
// place.
#include <algorithm>
#include <array>

#include "agency/authority/commands.h"

namespace congvu::authority {

namespace {

class Check {
 public:
  Check(Section const& section, org::Organisation const& organisation)
      : section_(section), organisation_(organisation) {}

  std::vector<Refusal> run() {
    for (std::size_t i = 0; i < section_.matrix.size(); ++i) {
      check(section_.matrix[i], described::element_path("matrix", i));
    }
    for (std::size_t i = 0; i < section_.delegations.size(); ++i) {
      check(section_.delegations[i], described::element_path("delegations", i));
    }
    for (std::size_t i = 0; i < section_.supervisions.size(); ++i) {
      check(section_.supervisions[i], described::element_path("supervisions", i));
    }
    return std::move(faults_);
  }

 private:
  void fault(Code code, std::string path, std::vector<Argument> arguments = {}) {
    faults_.emplace_back(code, std::move(path), std::move(arguments));
  }

  void check(Row const& row, std::string const& path) {
    if (row.kinds.empty() && row.positions.empty()) fault(codes::nobody_named, path);
    for (auto const& kind : row.kinds) {
      auto const of_position = named<org::PositionKind>(kind);
      if (!of_position && kind != kinds::anyone && kind != kinds::citizen) {
        fault(codes::unknown_kind, path + ".kinds", {{"kind", kind}});
      }
      if (of_position == org::PositionKind::supervisor && !reads_only(row.act)) {
        fault(codes::supervisor_acts, path + ".kinds", {{"act", row.act}});
      }
    }
    for (auto const& position : row.positions) check_known(position, path + ".positions");
    if (row.from && row.to && *row.to < *row.from) reversed(*row.from, *row.to, path + ".to");
    check_manner(row.manner.value_or(""), path + ".manner");
  }

  void check(Delegation const& delegation, std::string const& path) {
    check_known(delegation.delegator, path + ".delegator");
    check_known(delegation.delegate, path + ".delegate");
    if (delegation.delegator == delegation.delegate) {
      fault(codes::to_themselves, path + ".delegate", {{"position", delegation.delegate}});
    }
    if (delegation.to && *delegation.to < delegation.from) reversed(delegation.from, *delegation.to, path + ".to");
    if (!delegation.no_subdelegation.value_or(true)) {
      fault(codes::lent_on, path + ".no_subdelegation", {{"delegator", delegation.delegator}});
    }
    check_manner(delegation.manner, path + ".manner");
    for (auto const& act : delegation.acts) {
      if (!theirs_by_matrix(delegation.delegator, act)) {
        fault(codes::not_theirs_to_lend, path + ".acts", {{"delegator", delegation.delegator}, {"act", act}});
      }
    }
  }

  void check(Supervision const& supervision, std::string const& path) {
    check_known(supervision.supervisor, path + ".supervisor");
    auto const* position = organisation_.last_known_position(supervision.supervisor);
    if (position && position->kind != org::PositionKind::supervisor) {
      fault(codes::not_a_supervisor, path + ".supervisor", {{"position", supervision.supervisor}});
    }
    for (auto const& unit : supervision.units) {
      if (!organisation_.last_known_unit(unit)) fault(codes::unknown_unit, path + ".units", {{"code", unit}});
    }
    if (supervision.to < supervision.from) reversed(supervision.from, supervision.to, path + ".to");
    if (supervision.filed_to < supervision.filed_from) {
      reversed(supervision.filed_from, supervision.filed_to, path + ".filed_to");
    }
  }

  void check_known(std::string const& position, std::string path) {
    if (!organisation_.last_known_position(position)) {
      fault(codes::unknown_position, std::move(path), {{"code", position}});
    }
  }

  void check_manner(std::string const& manner, std::string path) {
    if (!known_manner(manner)) fault(codes::bad_manner, std::move(path), {{"given", manner}});
  }

  void reversed(Date from, Date to, std::string path) {
    fault(codes::term_reversed, std::move(path), {{"from", iso(from)}, {"to", iso(to)}});
  }

  bool theirs_by_matrix(std::string const& code, std::string const& act) const {
    auto const* position = organisation_.last_known_position(code);
    if (!position) return true;  // said already
    std::string const kind{name_of(position->kind)};
    return std::any_of(section_.matrix.begin(), section_.matrix.end(), [&](Row const& row) {
      auto const has = [](std::vector<std::string> const& list, std::string const& value) {
        return std::find(list.begin(), list.end(), value) != list.end();
      };
      return row.act == act && (has(row.kinds, kind) || has(row.positions, code));
    });
  }

  Section const& section_;
  org::Organisation const& organisation_;
  std::vector<Refusal> faults_;
};

}  // namespace

bool known_manner(std::string_view manner) {
  static constexpr std::array<std::string_view, 6> all{"", "KT.", "TL.", "TUQ.", "TM.", "Q."};
  return std::find(all.begin(), all.end(), manner) != all.end();
}

std::vector<Refusal> faults_of(Section const& section, org::Organisation const& organisation) {
  return Check{section, organisation}.run();
}

}  // namespace congvu::authority
