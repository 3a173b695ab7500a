#include "insight/search/room.h"

#include "insight/search/search_api.h"

namespace congvu::search {

std::vector<page::Route> routes(Connections const& connections) {
  auto all = page_routes(connections);
  for (auto& route : api_routes(connections)) all.push_back(std::move(route));
  return all;
}

}  // namespace congvu::search
