// What the room of documents hands to the assembly of the program.
#pragma once

namespace congvu {
class Registry;
}

namespace congvu::document {

void register_room(Registry&);

}  // namespace congvu::document
