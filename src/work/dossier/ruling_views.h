// Which table answered for which dossier, so that the dossiers of a table are found at once.
#pragma once

#include "pipeline/registry.h"

namespace congvu::dossier {

void add_ruling_views(Registry&);

}  // namespace congvu::dossier
