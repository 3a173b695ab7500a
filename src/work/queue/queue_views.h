// The queue as rows: every number with where it stands.
#pragma once

#include "pipeline/registry.h"

namespace congvu::queue {

void add_views(Registry&);

}  // namespace congvu::queue
