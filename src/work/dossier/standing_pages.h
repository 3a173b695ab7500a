// How a deadline looks: green, amber and red are for time alone; what stands still or has ended is neither.
#pragma once

#include <string_view>

#include "work/dossier/clocks.h"

namespace congvu::dossier {

// The class of its colour; a word always stands beside it.
std::string_view look_of(Standing);

}  // namespace congvu::dossier
