// The list of extracts as rows.
#pragma once

#include "pipeline/registry.h"

namespace congvu::extract {

void add_views(Registry&);

}  // namespace congvu::extract
