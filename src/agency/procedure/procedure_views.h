// The names of procedures as rows, and the procedures to be found by name, field, keyword and code.
#pragma once

#include "pipeline/registry.h"

namespace congvu::procedure {

void add_views(Registry&);

}  // namespace congvu::procedure
