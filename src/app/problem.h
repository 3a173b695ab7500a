// What is wrong with a file that somebody wrote: which file, which line, and what as a refusal whose words everybody's
// room keeps. All faults of a pack are gathered this way before anything is said, so that its owner mends them in one
// sitting.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/refusal.h"

namespace congvu::app {

struct Problem {
  std::string file;  // relative to the pack: "procedures/1.005092/procedure.yaml"
  std::uint32_t line = 1;
  Refusal refusal;  // its subject is the path within the file, or the element of a diagram
};
using Problems = std::vector<Problem>;

}  // namespace congvu::app
