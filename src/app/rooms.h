// Every room of the program, in one list. What is not here does not exist; what is registered here is what /about/how
// prints and what the house checks read.
#pragma once

#include "pipeline/registry.h"
#include "work/dossier/room.h"

namespace congvu::app {

// Streams, commands, reactions, views and timers of all rooms, floor by floor.
// `promise` signs for the log what a filing is answered.
void register_rooms(Registry&, dossier::Promise promise = {});

}  // namespace congvu::app
