// What the room of decision tables hands to the assembly of the program: its commands and events, and the pages and
// calls by which tables are read, edited, tried and approved.
#pragma once

#include <vector>

#include "agency/decision/table_pages.h"

namespace congvu {
class Registry;
}

namespace congvu::decision {

void register_room(Registry&);

// /decision-tables… and /api/v1/decision-tables…
std::vector<page::Route> routes(Connections const&);

}  // namespace congvu::decision
