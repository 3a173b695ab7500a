// The calls of the queue: taking a number, calling, calling again, finishing, sending on, and the display as data. The
// next of the queue is chosen here, from the rows, and called by its handle: where another desk was quicker, the one
// after it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "page/route.h"
#include "page/throttle.h"
#include "pipeline/pipeline.h"

namespace congvu::queue {

// Held for as long as the routes are served.
struct Connections {
  Pipeline& pipeline;
  page::Throttle& takings;  // by address
};

// The number taken. Refused when an address takes too many.
struct Taken {
  Handle ticket;
  std::string number;
};
Expected<Taken> take(Connections const&, page::Request const&, std::string line, std::optional<std::string> priority);
// The next for this desk; nobody_waits where there is none. `after` as in CallTicket.
Expected<Handle> call_next(Connections const&, page::Request const&, std::string const& desk,
                           std::optional<Handle> after);

std::vector<page::Route> call_routes(Connections const&);

}  // namespace congvu::queue
