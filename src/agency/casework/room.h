// What the room of cases hands to the assembly of the program.
#pragma once

namespace congvu {
class Registry;
}

namespace congvu::casework {

void register_room(Registry&);

}  // namespace congvu::casework
