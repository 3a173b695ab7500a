// What authority hands to the assembly of the program. Its Gate is gate.h.
#pragma once

#include <vector>

#include "agency/authority/authority_api.h"

namespace congvu {
class Registry;
}

namespace congvu::authority {

void register_room(Registry&);

std::vector<page::Route> routes(Connections const&);

}  // namespace congvu::authority
