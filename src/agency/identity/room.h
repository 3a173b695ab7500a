// What identity hands to the assembly of the program: the commands and events of accounts, and the routes of signing
// in and out. Whoever serves them finds the visitor of a request with visitor_of (sign_in_api.h).
#pragma once

#include <vector>

#include "agency/identity/sign_in_api.h"

namespace congvu {
class Registry;
}

namespace congvu::identity {

void register_room(Registry&);

// Pages and API: /sign-in, /sign-out, /api/v1/sessions, /api/v1/me.
std::vector<page::Route> routes(Connections const&);

}  // namespace congvu::identity
