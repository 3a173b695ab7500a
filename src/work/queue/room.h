// What the room of the queue hands to the program.
#pragma once

#include <vector>

#include "work/queue/queue_pages.h"

namespace congvu {
class Registry;
}

namespace congvu::queue {

void register_room(Registry&);

// /queue and below, /api/v1/queue and below
std::vector<page::Route> routes(PageConnections const&);

}  // namespace congvu::queue
