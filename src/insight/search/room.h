// Search: one box on every page of the staff, over everything the asker may see. Rooms bring their finders; here their
// answers are put together, and what was found as it was written comes before what was found only without marks.
#pragma once

#include <vector>

#include "agency/preference/queries.h"
#include "page/finding.h"
#include "page/pages.h"
#include "pipeline/pipeline.h"

namespace congvu::search {

// In the order in which kinds are shown.
struct Connections {
  Pipeline& pipeline;
  page::Pages const& pages;
  page::Finders finders;
  preference::Shelf const& shelf;
};

// GET /search and GET /api/v1/search.
std::vector<page::Route> routes(Connections const&);

}  // namespace congvu::search
