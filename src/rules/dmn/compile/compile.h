// From models to a program: references resolved across files, types and names found, FEEL read, tables cut into pieces.
// Everything that hinders use is told at once, with file, line and element.
#pragma once

#include <memory>
#include <vector>

#include "rules/dmn/compile/program.h"

namespace congvu::dmn {

struct Compilation {
  // Answers what can be answered: a text that cannot be read is null. Null itself where decisions go in a circle.
  std::shared_ptr<Program const> program;
  std::vector<Problem> problems;  // of all models
  bool usable() const;            // no problem but warnings: what is published must be
};

// The first model is the one that is asked; the others are there to be imported, in any order.
Compilation compile(std::vector<Model> const& models);

}  // namespace congvu::dmn
