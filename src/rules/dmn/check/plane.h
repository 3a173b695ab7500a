// A table's inputs as a space: one axis a column, cut into pieces, within the values that the column allows. Every
// question about which rules meet and what is left open is a question about these pieces.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "rules/dmn/compile/logic.h"
#include "rules/dmn/limits.h"

namespace congvu::dmn {

// A piece a column; absent where any value does.
using Place = std::vector<std::optional<std::size_t>>;

// What a check may still cost: a model may have one large table or many.
struct CheckBudget {
  std::size_t steps = limits::check_steps;
  std::size_t pairs = limits::check_pairs;
  // False, for good, when there is no more.
  static bool take(std::size_t& left, std::size_t cost) {
    left -= std::min(left, cost);
    return left > 0;
  }
};

class Plane {
 public:
  Plane(TableLogic const&, CheckBudget&);

  // Too many rows and values to be looked through: nothing is known but the rows' number.
  bool too_large() const { return too_large_; }
  std::size_t rows() const { return count_; }
  std::size_t columns() const { return axes_.size(); }
  // Rows with a cell that cannot be told by looking.
  Rows const& unclear() const { return unclear_; }
  // Whether a row's cell holds for no value that its column allows.
  bool holds_nowhere(std::size_t row, std::size_t column) const { return cells_[column][row].reach.empty(); }
  // Where two rows meet; absent when they do not, or when one of them is unclear.
  std::optional<Place> meeting(std::size_t a, std::size_t b) const;
  // Whether two rows hold for the same values in each column; those that do have one likeness.
  bool same_cells(std::size_t a, std::size_t b) const;
  std::size_t likeness(std::size_t row) const;
  // Places where none of `rows` holds, within the row `inside` if one is given: at most `most`. Sets `gave_up` when
  // there was too much to look through.
  std::vector<Place> uncovered(Rows const& rows, std::optional<std::size_t> inside, std::size_t most,
                               bool& gave_up) const;

  // An input that lies there: a value a column, null where nothing is known of it.
  std::vector<feel::Value> example(Place const&) const;

 private:
  // Of a row in a column: valid pieces where its cell holds, the first of them, and one past the last.
  struct Cell {
    Rows reach;
    std::size_t from = 0;
    std::size_t to = 0;
  };
  struct Search;
  void add_column(TableLogic const&, std::size_t column);
  void search(Search&, std::size_t column, Rows const& active) const;
  bool covers_the_rest(Search const&, std::size_t column, Rows const& active) const;
  std::optional<std::size_t> common_piece(std::size_t column, std::size_t a, std::size_t b) const;

  std::size_t count_ = 0;
  bool too_large_ = false;
  CheckBudget& budget_;
  std::vector<Axis> axes_;
  std::vector<Rows> valid_;               // by column: pieces that are allowed and have a value
  std::vector<std::vector<Cell>> cells_;  // by column and row
  std::vector<std::vector<Rows>> at_;     // by column and piece: rows that hold there
  std::vector<Rows> full_from_;           // by column: rows that hold everywhere from there on
  Rows unclear_;
};

}  // namespace congvu::dmn
