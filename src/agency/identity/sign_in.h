// From a typed name and password to an account. A wrong name takes as long as a wrong password and is answered in the
// same words, so that nobody can find out here who has an account.
#pragma once

#include <string>
#include <string_view>

#include "agency/identity/identity.h"

namespace congvu::identity {

// Costs one Argon2id (about 32 ms), for unknown names too. Refused with identity.wrong_password.
Expected<Account> sign_in(Accounts const&, std::string_view name, std::string_view password);

}  // namespace congvu::identity
