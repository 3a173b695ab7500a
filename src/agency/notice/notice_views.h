// The table of notices, filled from events.
#pragma once

#include "pipeline/registry.h"

namespace congvu::notice {

void add_views(Registry&);

}  // namespace congvu::notice
