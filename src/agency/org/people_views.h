// The people of the organisation, to be found by name.
#pragma once

#include "pipeline/registry.h"

namespace congvu::org {

void add_views(Registry&);

}  // namespace congvu::org
