// What a list's page shows of its reader's preferences, and the forms that change them: chips of kept filters, boxes
// for columns, the sheet of keyboard shortcuts. A list hands its name and what it was asked for; the parts of the page
// work without script.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "agency/preference/queries.h"
#include "page/pages.h"
#include "page/table.h"

namespace congvu::preference {

struct PageConnections {
  Shelf& shelf;
  page::Pages const& pages;
  std::map<std::string, page::Url, std::less<>> lists;  // that have filters or columns, with their pages
};

// Of whoever is signed in; nothing set for anybody else.
Preferences of(Shelf const&, page::Request const&);

// For agency/preference/pages/saved_filters.html: the filters kept of this list, and the one that is asked for now.
json::object filters_view(Preferences const&, std::string_view list, page::Url const& at, page::Request const&);

// For agency/preference/pages/columns.html: `offered` may be shown, `shown` are.
json::object columns_view(std::string_view list, std::vector<page::Column> const& offered,
                          std::vector<std::string> const& shown, page::Request const&);

// GET /shortcuts; POST /preferences/filters, /preferences/filters/removals, /preferences/columns
std::vector<page::Route> page_routes(PageConnections const&);

}  // namespace congvu::preference
