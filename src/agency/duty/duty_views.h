// Every duty as a row: the open ones are the worklist, the ended ones say who did what and when.
#pragma once

#include "pipeline/registry.h"

namespace congvu::duty {

void add_views(Registry&);

}  // namespace congvu::duty
