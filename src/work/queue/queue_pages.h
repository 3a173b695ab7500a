// The pages of the queue: the kiosk where a number is taken, the ticket, the clerk's desk with a key for each act, and
// the screen on the wall.
#pragma once

#include <vector>

#include "page/pages.h"
#include "work/queue/queue_api.h"

namespace congvu::queue {

struct PageConnections {
  Connections calls;
  page::Pages const& pages;
};

std::vector<page::Route> page_routes(PageConnections const&);

}  // namespace congvu::queue
