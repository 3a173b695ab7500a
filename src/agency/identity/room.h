// What identity hands to the assembly of the program: the commands and events of accounts, and the routes of signing
// in and out.
#pragma once

namespace congvu {
class Registry;
}

namespace congvu::identity {

void register_room(Registry&);

}  // namespace congvu::identity
