// Handing a list out as a file, for every page that has one; and the page on which those who may read the journal see
// what was taken away, by whom. A page asks `format_asked` of its request, makes its table whole instead of piece by
// piece, and gives it to `hand_out`.
#pragma once

#include <string_view>
#include <vector>

#include "page/pages.h"
#include "page/table.h"
#include "pipeline/pipeline.h"

namespace congvu::extract {

// The file, recorded first. `act` is the right by which the list is read. Refused: by the Gate; page::codes::
// table_too_long, before anything is recorded.
Expected<page::Reply> hand_out(Pipeline&, page::Request const&, page::Table const&, page::TableFormat,
                               std::string_view act);

struct PageConnections {
  Pipeline& pipeline;
  page::Pages const& pages;
};

// GET /extracts
std::vector<page::Route> page_routes(PageConnections const&);

}  // namespace congvu::extract
