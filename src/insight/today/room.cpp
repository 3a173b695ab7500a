#include "insight/today/room.h"

#include "insight/today/today_api.h"

namespace congvu::today {

std::vector<page::Route> routes(Connections const& connections) {
  auto all = page_routes(connections);
  for (auto& route : figure_page_routes(connections)) all.push_back(std::move(route));
  for (auto& route : api_routes(connections)) all.push_back(std::move(route));
  return all;
}

}  // namespace congvu::today
