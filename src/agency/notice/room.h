// What the room of notices hands to the program.
#pragma once

#include "agency/notice/notice.h"

namespace congvu {
class Registry;
}

namespace congvu::notice {

void register_room(Registry&);

}  // namespace congvu::notice
