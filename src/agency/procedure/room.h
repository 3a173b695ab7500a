// What the room of procedures hands to the assembly of the program: the commands and events of the catalogue, and the
// routes by which anybody reads it.
#pragma once

#include <vector>

#include "agency/procedure/catalogue_api.h"

namespace congvu {
class Registry;
}

namespace congvu::procedure {

void register_room(Registry&);

// Pages and API: /procedures, /procedures/{code}, /api/v1/procedures…
std::vector<page::Route> routes(Connections const&);

}  // namespace congvu::procedure
