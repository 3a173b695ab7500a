// Every room of the program, in one list. What is not here does not exist; what is registered here is what /about/how
// prints and what the house checks read.
#pragma once

#include "pipeline/registry.h"

namespace congvu::app {

// Streams, commands, reactions, views and timers of all rooms, floor by floor.
void register_rooms(Registry&);

}  // namespace congvu::app
