// From a typed name and password to an account. A wrong name takes as long as a wrong password and is answered in the
// same words, so that nobody can find out here who has an account.
#pragma once

#include <string>
#include <string_view>

#include "agency/identity/identity.h"

namespace congvu::identity {

struct Entered {
  Account account;
  bool by_code = false;  // with a one-time code: a password must be set before anything else
};

// Costs one Argon2id (about 32 ms), for unknown names too. Refused with identity.wrong_password; where the secret was
// right, with account_locked or code_expired.
Expected<Entered> sign_in(Accounts const&, std::string_view name, std::string_view secret, Instant now);

}  // namespace congvu::identity
