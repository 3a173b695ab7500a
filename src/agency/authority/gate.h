// The one Gate of the program: nothing is decided before it has been asked.
#pragma once

#include "agency/authority/authority.h"

namespace congvu::authority {

class AuthorityGate final : public Gate {
 public:
  // Staff must hold their position on the day of `when`. Refusals: authority.*, with `act` and `who`.
  Expected<Mandate> ask(Actor const&, Question const&, Instant when, States const&) const override;
};

}  // namespace congvu::authority
