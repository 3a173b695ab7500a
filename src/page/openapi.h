// The API's description, /api/openapi.json, made from the very routes that answer: what is described is what exists.
// OpenAPI 3.1; an answer is the described reply of a route or a Problem, and nothing else.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "page/route.h"

namespace congvu::page {

struct ApiTitle {
  std::string title;
  std::string version;
  std::string description;
  std::string licence;  // SPDX identifier
};

// Routes without an operation are pages and are left out.
json::object openapi(std::vector<Route> const& routes, ApiTitle const& title);

}  // namespace congvu::page
