// What the room of procedures hands to the assembly of the program.
#pragma once

namespace congvu {
class Registry;
}

namespace congvu::procedure {

void register_room(Registry&);

}  // namespace congvu::procedure
