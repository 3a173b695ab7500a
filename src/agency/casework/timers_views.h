// Timers that run, in the order in which they fall due.
#pragma once

#include "pipeline/registry.h"

namespace congvu::casework {

void add_views(Registry&);
// Those that are due, the longest overdue first, as commands.
std::vector<AnyCommand> due_timers(Registry const&, record::Sql&, Instant now, std::size_t limit);

}  // namespace congvu::casework
