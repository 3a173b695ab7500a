// What the room of extracts hands to the program.
#pragma once

namespace congvu {
class Registry;
}

namespace congvu::extract {

void register_room(Registry&);

}  // namespace congvu::extract
