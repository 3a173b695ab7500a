// The register of dossiers as a table: one row each, for lists, tracking and the leader's figures.
#pragma once

#include "pipeline/registry.h"

namespace congvu::dossier {

void add_views(Registry&);

}  // namespace congvu::dossier
