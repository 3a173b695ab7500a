// Dossiers and the documents made in them, to be found by code, number, applicant, what they are about and procedure.
#pragma once

#include "pipeline/registry.h"

namespace congvu::dossier {

// After the view "dossiers", whose rows it reads.
void add_found_views(Registry&);

}  // namespace congvu::dossier
