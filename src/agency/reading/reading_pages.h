// The log of readings to those who may read it, as a page, as a file and by the API; and its lines to the person whose
// dossier was looked at, which the dossier's own page shows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agency/reading/queries.h"
#include "page/pages.h"
#include "pipeline/pipeline.h"

namespace congvu::org {
struct Organisation;
}

namespace congvu::reading {

struct Connections {
  Pipeline& pipeline;
  page::Pages const& pages;
};

// GET /readings, GET /api/v1/readings
std::vector<page::Route> routes(Connections const&);

// What is asked of ?code=&who=&unit=&from=&to=: "who" is a position's code, or a part of a name. Refused: a day that is
// none.
Expected<Filter> filter_asked(page::Request const&, org::Organisation const&);

// By which right, in words, with the ground where it has one.
std::string right_of(Row const&, page::Words const&, page::Language);

// For the person: [{at, who, unit, right}].
json::array lines_view(std::vector<Row> const&, org::Organisation const&, page::Words const&, page::Language);

}  // namespace congvu::reading
