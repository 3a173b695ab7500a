// A procedure's diagram held against the pack around it: whether it can run at all, whether somebody may take each of
// its steps on the first day it is in force, whether what its steps name exists, and whether the steps of its longest
// path fit into the time that the law gives for the whole.
#pragma once

#include "agency/org/org.h"
#include "app/pack.h"

namespace congvu::app {

// A diagram that cannot be compiled is refused by the room itself, and has no problems here.
Problems problems_of_diagram(PackReading const&, procedure::PublishProcedure const&, org::Organisation const&);

}  // namespace congvu::app
