// A table's cells as fields of a plain form: what was typed goes back into the model that its owner wrote, and nothing
// else of the file changes. It is how a table is edited where no script runs.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "agency/decision/decision.h"

namespace congvu::decision {

// A cell of the table that is asked: row and column counted from 1; columns are inputs, outputs, annotations in turn.
struct TypedCell {
  std::size_t row = 0;
  std::size_t column = 0;
  std::string text;
};

// The cells as they stand, row by row; empty where the decision is no table.
std::vector<std::vector<std::string>> cells_of(dmn::Model const&, std::string const& decision);
// The file with these cells; cells that it does not have are passed over.
std::string with_cells(dmn::Model const&, std::string const& decision, std::vector<TypedCell> const&);

}  // namespace congvu::decision
