// Search: one box on every page of the staff, over everything the asker may see. Rooms bring their finders; here their
// answers are put together, and what was found as it was written comes before what was found only without marks.
#pragma once

#include <vector>

#include "page/finding.h"
#include "page/pages.h"

namespace congvu::search {

// In the order in which kinds are shown.
struct Connections {
  page::Pages const& pages;
  std::vector<page::Finder> finders;
};

// GET /search and GET /api/v1/search.
std::vector<page::Route> routes(Connections const&);

}  // namespace congvu::search
