// What kinds of values a decision's logic works on, told beforehand: a cell that compares a text with a number, a
// number added to a day, an answer that is never of its type. Each is told with the piece of FEEL that it is in, the
// kinds that do not go together, and an input that shows it.
#pragma once

#include <string>
#include <vector>

#include "rules/dmn/compile/program.h"

namespace congvu::dmn {

std::vector<Problem> kind_problems(Program const&, Unit const&);

}  // namespace congvu::dmn
