// Taking over a pack's authority. A change of the matrix is never backward: a new line holds from the day it is stated,
// one that was dropped held to the day before, and no day is without one of them.
#include <algorithm>

#include "agency/authority/commands.h"
#include "agency/authority/events.h"

namespace congvu::authority {

namespace {

// Whether a line of the section is this one, whose first day may be the day it was stated.
bool same(Row const& in_section, Row const& standing) {
  if (in_section.from || !standing.from) return in_section == standing;
  Row dated = in_section;
  dated.from = standing.from;
  return dated == standing;
}

class Difference {
 public:
  Difference(LoadAuthority const& command, Date today, Authority const& standing, Supervisions const& supervisions)
      : command_(command),
        today_(today),
        standing_(standing),
        supervisions_(supervisions),
        stream_(stream_of(command.agency)),
        first_(!any_of_ours_stands()) {}

  Events events() {
    end_dropped_rows();
    state_new_rows();
    for (auto const& delegation : command_.authority.delegations) give(delegation);
    for (auto const& supervision : command_.authority.supervisions) give(supervision);
    return std::move(events_);
  }

 private:
  bool ours_and_open(Granted<Row> const& row) const { return row.agency == command_.agency && !row.ended; }

  bool any_of_ours_stands() const {
    return std::any_of(standing_.matrix.begin(), standing_.matrix.end(), [&](auto const& act) {
      return std::any_of(act.second.begin(), act.second.end(), [&](auto const& row) { return ours_and_open(row); });
    });
  }

  void end_dropped_rows() {
    for (auto const& [act, rows] : standing_.matrix) {
      for (auto const& row : rows) {
        if (!ours_and_open(row) || in_section(row.what)) continue;
        events_.add(stream_, Handle{}, MatrixRowEnded{row.index, previous_day(today_)});
      }
    }
  }

  void state_new_rows() {
    for (auto const& row : command_.authority.matrix) {
      if (stands(row)) continue;
      Row stated = row;
      if (!stated.from && !first_) stated.from = today_;
      events_.add(stream_, Handle{}, MatrixRowStated{command_.agency, std::move(stated)});
    }
  }

  void give(Delegation const& delegation) {
    for (auto const& given : standing_.delegations) {
      if (same_decision(given.what, delegation) && given.what == delegation) return;  // revoked or not
    }
    events_.add(stream_, Handle{}, DelegationGiven{command_.agency, delegation});
  }

  void give(Supervision const& supervision) {
    bool const stands = std::ranges::any_of(
        supervisions_.given, [&](Granted<Supervision> const& given) { return given.what == supervision; });
    if (!stands) events_.add(stream_, Handle{}, SupervisionGiven{command_.agency, supervision});
  }

  bool in_section(Row const& standing) const {
    auto const& matrix = command_.authority.matrix;
    return std::any_of(matrix.begin(), matrix.end(), [&](Row const& row) { return same(row, standing); });
  }

  bool stands(Row const& row) const {
    auto const rows = standing_.matrix.find(row.act);
    return rows != standing_.matrix.end() &&
           std::any_of(rows->second.begin(), rows->second.end(),
                       [&](Granted<Row> const& each) { return ours_and_open(each) && same(row, each.what); });
  }

  LoadAuthority const& command_;
  Date const today_;
  Authority const& standing_;
  Supervisions const& supervisions_;
  Handle const stream_;
  bool const first_;  // lines of the first matrix hold for all days, later ones from the day they are stated
  Events events_;
};

}  // namespace

Expected<Question> question(LoadAuthority const&, Context const&, States const&) {
  return Question{.act = std::string{acts::load}};
}

Decision decide(LoadAuthority const& command, Context const& context, States const& states) {
  if (auto faults = faults_of(command.authority, states.standing<org::Organisation>()); !faults.empty()) {
    Refusal refusal{codes::faults, "authority"};
    refusal.parts = std::move(faults);
    return std::unexpected<Refusal>(std::move(refusal));
  }
  return Difference{command, local_date(context.now), states.standing<Authority>(), states.standing<Supervisions>()}
      .events();
}

}  // namespace congvu::authority
