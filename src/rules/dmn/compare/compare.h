// What one version of a model says otherwise than another: rows added, taken away and changed cell by cell, in the
// words of whoever wrote them. Rows are the same by their id, columns by what they ask, answer or note; what only moved
// is no change, unless the order of rows decides.
#pragma once

#include <string>
#include <vector>

#include "rules/dmn/model/model.h"

namespace congvu::dmn {

struct CellChange {
  std::string column;  // its label, else what it asks or is called
  std::string before;
  std::string after;
};

struct RowChange {
  enum class Kind : std::uint8_t { added, removed, changed, moved };
  Kind kind = Kind::changed;
  std::string id;
  std::size_t before = 0;  // row counted from 1; 0 where there is none
  std::size_t after = 0;
  std::vector<CellChange> cells;  // of an added or removed row, all that are not empty
};

struct TableChange {
  std::string decision;                    // name
  std::vector<std::string> added_columns;  // labels
  std::vector<std::string> removed_columns;
  bool policy = false;  // another hit policy or aggregation: the same rows answer otherwise
  std::vector<RowChange> rows;

  bool empty() const { return added_columns.empty() && removed_columns.empty() && !policy && rows.empty(); }
};

struct ModelChange {
  std::vector<TableChange> tables;           // those that differ
  std::vector<std::string> added_decisions;  // names
  std::vector<std::string> removed_decisions;
  std::vector<std::string> otherwise;  // decisions that are no tables in both, or not alike beside their tables

  bool empty() const {
    return tables.empty() && added_decisions.empty() && removed_decisions.empty() && otherwise.empty();
  }
};

ModelChange compare(Model const& before, Model const& after);

}  // namespace congvu::dmn
