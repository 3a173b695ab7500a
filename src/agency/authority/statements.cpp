// From what was given and taken back to what stands.
#include <algorithm>

#include "agency/authority/events.h"

namespace congvu::authority {

Handle stream_of(std::string_view agency) {
  return handle_of("authority", agency);
}

void apply(Authority& authority, MatrixRowStated const& event, Recorded const& recorded) {
  authority.matrix[event.row.act].push_back({event.row, recorded.index, event.agency, {}});
}

void apply(Authority& authority, MatrixRowEnded const& event, Recorded const&) {
  for (auto& [act, rows] : authority.matrix) {
    for (auto& row : rows) {
      if (row.index == event.stated) row.ended = event.to;
    }
  }
}

void apply(Authority& authority, DelegationGiven const& event, Recorded const& recorded) {
  auto& given = authority.delegations;
  std::erase_if(given, [&](Granted<Delegation> const& each) { return same_decision(each.what, event.delegation); });
  given.push_back({event.delegation, recorded.index, event.agency, {}});
}

void apply(Authority& authority, DelegationRevoked const& event, Recorded const&) {
  for (auto& given : authority.delegations) {
    if (given.what.number == event.number && given.what.delegate == event.delegate) given.ended = event.to;
  }
}

void apply(Authority& authority, SubstitutionNamed const& event, Recorded const& recorded) {
  authority.substitutions.push_back({event.substitution, recorded.index, event.agency, {}});
}

void apply(Authority& authority, SubstitutionEnded const& event, Recorded const&) {
  for (auto& given : authority.substitutions) {
    if (given.index == event.named) given.ended = event.to;
  }
}

void apply(Statements& statements, MatrixRowStated const&, Recorded const&) {
  ++statements.count;
}
void apply(Statements& statements, MatrixRowEnded const&, Recorded const&) {
  ++statements.count;
}
void apply(Statements& statements, DelegationGiven const&, Recorded const&) {
  ++statements.count;
}
void apply(Statements& statements, DelegationRevoked const&, Recorded const&) {
  ++statements.count;
}
void apply(Statements& statements, SubstitutionNamed const&, Recorded const&) {
  ++statements.count;
}
void apply(Statements& statements, SubstitutionEnded const&, Recorded const&) {
  ++statements.count;
}

void apply(Statements& statements, SupervisionGiven const&, Recorded const&) {
  ++statements.count;
}
void apply(Statements& statements, SupervisionRevoked const&, Recorded const&) {
  ++statements.count;
}

void apply(Supervisions& supervisions, SupervisionGiven const& event, Recorded const& recorded) {
  auto const same = [&](Granted<Supervision> const& each) {
    return each.what.number == event.supervision.number && each.what.supervisor == event.supervision.supervisor;
  };
  std::erase_if(supervisions.given, same);
  supervisions.given.push_back({event.supervision, recorded.index, event.agency, {}});
}

void apply(Supervisions& supervisions, SupervisionRevoked const& event, Recorded const&) {
  for (auto& given : supervisions.given) {
    if (given.what.number == event.number && given.what.supervisor == event.supervisor) given.ended = event.to;
  }
}

}  // namespace congvu::authority
