// "Today" for other programs: the figures, what the catalogue counts, and the dossiers behind each figure.
#pragma once

#include <vector>

#include "insight/today/today_pages.h"

namespace congvu::today {

// GET /api/v1/today, GET /api/v1/today/{figure}
std::vector<page::Route> api_routes(Connections const&);

}  // namespace congvu::today
