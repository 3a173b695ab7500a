// The read log as rows.
#pragma once

#include "pipeline/registry.h"

namespace congvu::reading {

void add_views(Registry&);

}  // namespace congvu::reading
