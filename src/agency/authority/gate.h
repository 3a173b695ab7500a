// The one Gate of the program: nothing is decided before it has been asked.
#pragma once

#include "agency/authority/supervision.h"

namespace congvu::authority {

class AuthorityGate final : public Gate {
 public:
  // Staff must hold their position on the day of `when`. Refusals: authority.*, with `act` and `who`.
  Expected<Mandate> ask(Actor const&, Question const&, Instant when, States const&) const override;
};

// The Gate's answer for a list of those who may by the matrix: supervisors only as far as their mandates go, and by
// these.
std::vector<Able> within_bounds(std::vector<Able>, Question const&, Date, Supervisions const&,
                                org::Organisation const&);

}  // namespace congvu::authority
