// What authority hands to the assembly of the program. Its Gate is gate.h.
#pragma once

namespace congvu {
class Registry;
}

namespace congvu::authority {

void register_room(Registry&);

}  // namespace congvu::authority
