// What deciding about accounts rests on, whichever act it is: that the account stands, that a secret came hashed, and
// that nobody shuts themselves or the last administrator out.
#pragma once

#include <string_view>

#include "agency/identity/identity.h"

namespace congvu::identity {

// The question of every act of an administrator on accounts.
Question managing(Handle account = {});

// The account as it stands open, or why not.
Expected<Account const*> standing(Handle account, States const&);

// Whether a secret was hashed as it must be.
bool hashed(std::string_view secret_hash);

// Refused where it is the actor's own account, or that of the last administrator who can come in.
Expected<void> may_be_shut(Account const&, Context const&, States const&);

}  // namespace congvu::identity
