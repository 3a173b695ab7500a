// How a list leaves as a file, for rooms that stand below the one that records it: whoever assembles the program hands
// them this. The file is recorded first, then given; `act` is the right by which the list is read. A list beside others
// on one page is named in the address, so that each leads to its own file.
#pragma once

#include <functional>
#include <string_view>

#include "page/table.h"

namespace congvu::page {

using HandOut = std::function<Expected<Reply>(Request const&, Table const&, TableFormat, std::string_view act)>;

// For layout/exports.html: as exports_view, of the list called `table` among several.
json::object exports_view_of(Request const&, std::string_view table);

}  // namespace congvu::page
