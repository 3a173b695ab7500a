// One table looked through: rules that meet where only one may hold, inputs that no rule covers, rules that can never
// be the answer, rules that say the same, cells that hold for nothing, outputs that their column does not have. Each
// comes with the rule and, where there is one, an input that shows it.
#pragma once

#include <string>
#include <vector>

#include "rules/dmn/check/plane.h"

namespace congvu::dmn {

// `element` is the decision that the table lies in.
std::vector<Problem> table_problems(TableLogic const&, Logic const& whole, std::string const& element, CheckBudget&);

}  // namespace congvu::dmn
