// The drawer as a table on the desk. A thing's name there is the hash of its label and its content is sealed under a
// key that follows from the label, so that a stolen disk opens nothing that a browser's secret leads to.
#pragma once

#include "base/randomness.h"
#include "record/store/desk.h"
#include "work/dossier/drawer.h"

namespace congvu::dossier {

// Lays its table if it is not there. Both must outlive it.
Drawer desk_drawer(record::Desk&, Randomness&);

}  // namespace congvu::dossier
