// What the room of readings hands to the program.
#pragma once

namespace congvu {
class Registry;
}

namespace congvu::reading {

void register_room(Registry&);

}  // namespace congvu::reading
