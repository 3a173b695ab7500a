// What identity hands to the assembly of the program: the commands and events of accounts, and the routes of signing
// in and out and of managing accounts. Whoever serves them finds the visitor of a request with visitor_of
// (sign_in_api.h).
#pragma once

#include <vector>

#include "agency/identity/managing_api.h"

namespace congvu {
class Registry;
}

namespace congvu::identity {

void register_room(Registry&);

// Signing in and out: /sign-in, /sign-out, /api/v1/sessions, /api/v1/me.
std::vector<page::Route> routes(Connections const&, std::shared_ptr<Door>);
// These, and the accounts: /accounts, /positions, /my-account, /api/v1/accounts, /api/v1/passwords.
std::vector<page::Route> routes(Management const&);

}  // namespace congvu::identity
