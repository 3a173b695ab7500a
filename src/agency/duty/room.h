// What the room of duties hands to the program.
#pragma once

#include <vector>

#include "agency/duty/duty_api.h"

namespace congvu {
class Registry;
}

namespace congvu::duty {

void register_room(Registry&);

// /api/v1/duties
std::vector<page::Route> routes(Connections const&);

}  // namespace congvu::duty
