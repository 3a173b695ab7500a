// Who may: a line of the matrix held against a position and a question, then powers lent and powers used in another's
// absence. Everything else in this room asks here.
#include <algorithm>

#include "agency/authority/gate.h"

namespace congvu::authority {

namespace {

using org::Organisation;
using org::Position;

bool contains(std::vector<std::string> const& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// An empty list limits nothing, and an empty field of the question is not asked about.
bool within_limits(std::vector<std::string> const& limits, std::string_view asked) {
  return limits.empty() || asked.empty() || contains(limits, asked);
}

bool lies_in(Row const& row, Date day) {
  return (!row.from || *row.from <= day) && (!row.to || day <= *row.to);
}
bool lies_in(Delegation const& delegation, Date day) {
  return org::covers(delegation, day);
}
bool lies_in(Substitution const& substitution, Date day) {
  return substitution.from <= day && day <= substitution.to;
}
template <class T>
bool in_force(Granted<T> const& granted, Date day) {
  return lies_in(granted.what, day) && (!granted.ended || day <= *granted.ended);
}

Mandate by_row(Granted<Row> const& row) {
  return Mandate{row.index, row.what.article, {}, row.what.manner.value_or("")};
}

// A question on a day, with what need be found out only once however many positions it is asked of.
class Asking {
 public:
  Asking(Question const& question, Date day, Authority const& authority, Organisation const& organisation)
      : question_(question), day_(day), authority_(authority), organisation_(organisation) {
    if (question.act == acts::hand_over) {
      answering_ = question.holder.empty() ? organisation.who_answers_for_unit(question.unit, day)
                                           : organisation.who_answers(question.holder, day);
    }
  }

  std::optional<Mandate> of(Position const& position) const {
    if (reaches(position, {})) {
      if (auto const* row = row_for(position)) return by_row(*row);
    }
    if (auto mandate = lent_to(position)) return mandate;
    return in_stead_by(position);
  }

 private:
  // Whether the duty in question is this position's to touch: its holder's, a candidate's, or, for handing it over, the
  // heads'. `stead` is the position whose power is used, empty when one's own.
  bool reaches(Position const& position, std::string_view stead) const {
    auto const is_one_of_us = [&](std::string_view code) { return code == position.code || code == stead; };
    bool const holds = !question_.holder.empty() && is_one_of_us(question_.holder);
    if (question_.act == acts::hand_over) {
      bool const about_no_duty = question_.holder.empty() && question_.unit.empty();
      return about_no_duty || holds || std::any_of(answering_.begin(), answering_.end(), [&](Position const* head) {
               return is_one_of_us(head->code);
             });
    }
    if (!question_.holder.empty() && !holds) return false;
    return question_.candidates.empty() || organisation_.is_named(position.code, question_.candidates, day_) ||
           organisation_.is_named(stead, question_.candidates, day_);
  }

  Granted<Row> const* row_for(Position const& position) const {
    auto const rows = authority_.matrix.find(question_.act);
    if (rows == authority_.matrix.end()) return nullptr;
    for (auto const& row : rows->second) {
      if (in_force(row, day_) && gives_to(row, position)) return &row;
    }
    return nullptr;
  }

  bool gives_to(Granted<Row> const& row, Position const& position) const {
    bool const from_outside = position.kind == org::PositionKind::supervisor;
    if (from_outside && !reads_only(question_.act)) return false;  // whatever a matrix may say
    bool const named = contains(row.what.positions, position.code);
    bool const of_kind =
        contains(row.what.kinds, name_of(position.kind)) && (from_outside || row.agency == agency_of(position));
    return (named || of_kind) && within_limits(row.what.procedures, question_.procedure) &&
           lies_in_scope(row.what.scope, position);
  }

  bool lies_in_scope(Scope scope, Position const& position) const {
    if (scope == Scope::any || question_.unit.empty()) return true;
    if (scope == Scope::own) return organisation_.lies_within(question_.unit, position.unit, day_);
    // What a unit that has ended left behind is still its agency's.
    auto const* asked = organisation_.last_known_unit(question_.unit);
    return asked && asked->agency == agency_of(position);
  }

  std::string agency_of(Position const& position) const {
    auto const* unit = organisation_.unit_on(position.unit, day_);
    return unit ? unit->agency : std::string{};
  }

  // Only what the delegator has from the matrix: row_for, never `of`, so that nothing lent is lent on.
  std::optional<Mandate> lent_to(Position const& position) const {
    for (auto const& given : authority_.delegations) {
      auto const& delegation = given.what;
      if (delegation.delegate != position.code || !in_force(given, day_)) continue;
      if (!contains(delegation.acts, question_.act) || !within_limits(delegation.procedures, question_.procedure) ||
          !within_limits(delegation.units, question_.unit)) {
        continue;
      }
      // What the delegator has taken into their own hands is theirs again.
      if (!question_.holder.empty() && question_.holder == delegation.delegator) continue;
      auto const* delegator = organisation_.position_on(delegation.delegator, day_);
      if (delegator && row_for(*delegator) && reaches(position, delegation.delegator)) {
        return Mandate{given.index, delegation.article, delegation.delegator, delegation.manner};
      }
    }
    return std::nullopt;
  }

  std::optional<Mandate> in_stead_by(Position const& position) const {
    for (auto const& given : authority_.substitutions) {
      auto const& substitution = given.what;
      if (substitution.substitute != position.code || !in_force(given, day_)) continue;
      auto const* absent = organisation_.position_on(substitution.absent, day_);
      if (absent && row_for(*absent) && reaches(position, substitution.absent)) {
        return Mandate{given.index, substitution.article, substitution.absent, substitution.manner};
      }
    }
    return std::nullopt;
  }

  Question const& question_;
  Date day_;
  Authority const& authority_;
  Organisation const& organisation_;
  Organisation::Positions answering_;
};

// The first line in force that gives the act to `kind`, for the procedure asked about.
template <class Fits>
std::optional<Mandate> open_row(Question const& question, Date day, Authority const& authority, Fits fits) {
  auto const rows = authority.matrix.find(question.act);
  if (rows == authority.matrix.end()) return std::nullopt;
  for (auto const& row : rows->second) {
    if (in_force(row, day) && within_limits(row.what.procedures, question.procedure) && fits(row.what)) {
      return by_row(row);
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Mandate> mandate_of(Position const& position, Question const& question, Date day,
                                  Authority const& authority, Organisation const& organisation) {
  return Asking{question, day, authority, organisation}.of(position);
}

std::vector<Able> who_may(Question const& question, Date day, Authority const& authority,
                          Organisation const& organisation) {
  std::vector<Able> able;
  Asking const asking{question, day, authority, organisation};
  for (auto const* position : organisation.positions_on(day)) {
    if (!organisation.holder_of(position->code, day)) continue;
    if (auto mandate = asking.of(*position)) able.push_back({position, std::move(*mandate)});
  }
  return able;
}

std::vector<Able> who_may(Question const& question, Date day, States const& states) {
  auto const& organisation = states.standing<Organisation>();
  return within_bounds(who_may(question, day, states.standing<Authority>(), organisation), question, day,
                       states.standing<Supervisions>(), organisation);
}

std::vector<std::string> hands_of(std::string_view position, Date day, Authority const& authority) {
  std::vector<std::string> hands{std::string{position}};
  for (auto const& given : authority.delegations) {
    if (given.what.delegate == position && in_force(given, day)) hands.push_back(given.what.delegator);
  }
  for (auto const& given : authority.substitutions) {
    if (given.what.substitute == position && in_force(given, day)) hands.push_back(given.what.absent);
  }
  return hands;
}

std::optional<Mandate> mandate_of_anyone(Question const& question, Date day, Authority const& authority) {
  return open_row(question, day, authority, [](Row const& row) { return contains(row.kinds, kinds::anyone); });
}

std::optional<Mandate> mandate_of_account(Handle account, Question const& question, Date day,
                                          Authority const& authority) {
  bool const own = account && question.owner == account;
  return open_row(question, day, authority, [&](Row const& row) {
    // A matter filed without an account is nobody's by account; whose it is, its secret proves.
    bool const theirs = row.scope == Scope::any || own;
    if (contains(row.kinds, kinds::anyone)) return theirs || question.owner.none();
    return contains(row.kinds, kinds::citizen) && theirs;
  });
}

bool systems_own(std::string_view act, Authority const& authority) {
  auto const rows = authority.matrix.find(act);
  return rows == authority.matrix.end() || rows->second.empty();
}

bool reads_only(std::string_view act) {
  return act.ends_with(".read") || act.ends_with(".track");
}

std::string titles(std::vector<Able> const& able, Date day, Organisation const& organisation) {
  std::vector<std::string> each_once;
  std::string line;
  for (auto const& one : able) {
    std::string title = organisation.full_title(*one.position, day);
    if (contains(each_once, title)) continue;
    line += (line.empty() ? "" : "; ") + title;
    each_once.push_back(std::move(title));
  }
  return line;
}

}  // namespace congvu::authority
