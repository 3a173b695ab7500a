// Which running dossiers' time is over without a result: found about once a second, and said once for each due time.
#pragma once

#include "pipeline/registry.h"

namespace congvu::dossier {

void add_missed_due_views(Registry&);

}  // namespace congvu::dossier
