// What the organisation hands to the assembly of the program.
#pragma once

namespace congvu {
class Registry;
}

namespace congvu::org {

void register_room(Registry&);

}  // namespace congvu::org
