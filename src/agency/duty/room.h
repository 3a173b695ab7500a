// What the room of duties hands to the program.
#pragma once

#include "pipeline/registry.h"

namespace congvu::duty {

void register_room(Registry&);

}  // namespace congvu::duty
