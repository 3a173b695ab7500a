// The rows that tell what became of each numbered blank, and which dossiers were entered after they were received.
#pragma once

#include "pipeline/registry.h"

namespace congvu::dossier {

void add_blank_views(Registry&);

}  // namespace congvu::dossier
