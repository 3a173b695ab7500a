// What the room of notices hands to the program.
#pragma once

#include <vector>

#include "agency/notice/notice_pages.h"

namespace congvu {
class Registry;
}

namespace congvu::notice {

void register_room(Registry&);

// The pages of notices and /api/v1/notices.
std::vector<page::Route> routes(PageConnections const&);

}  // namespace congvu::notice
