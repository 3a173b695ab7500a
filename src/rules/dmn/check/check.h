// What is wrong with a model before anybody relies on it: rules that meet where only one may hold, inputs that no rule
// covers, rules that can never be the answer or say the same twice, kinds of values that never go together. Each comes
// with the rule, the column and an input that shows it. Exact for numbers, days, times, durations, texts, yes and no
// and listed values; a cell that asks anything else is named, and what depends on it is left open.
#pragma once

#include <vector>

#include "rules/dmn/compile/compile.h"

namespace congvu::dmn {

struct Report {
  std::vector<Problem> problems;  // of reading, compiling and the tables, in the order of the file
  std::size_t tables = 0;         // looked at
};

// The first model is the one that is checked; the others are there to be imported.
Report check(std::vector<Model> const& models);

}  // namespace congvu::dmn
