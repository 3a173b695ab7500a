// What "today" hands to the program: pages and calls. It has no events of its own; it only reads.
#pragma once

#include <vector>

#include "insight/today/today_pages.h"

namespace congvu::today {

// /today, /today/{figure}, /api/v1/today, /api/v1/today/{figure}
std::vector<page::Route> routes(Connections const&);

}  // namespace congvu::today
