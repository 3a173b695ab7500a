// A table's inputs as a space: one axis a column, cut into pieces, within the values that the column allows. Every
// question about which rules meet and what is left open is a question about these pieces.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "rules/dmn/compile/logic.h"

namespace congvu::dmn {

// A piece a column; absent where any value does.
using Place = std::vector<std::optional<std::size_t>>;

class Plane {
 public:
  explicit Plane(TableLogic const&);

  std::size_t rows() const { return count_; }
  std::size_t columns() const { return axes_.size(); }
  // Rows with a cell that cannot be told by looking.
  Rows const& unclear() const { return unclear_; }
  // Whether a row's cell holds for no value that its column allows.
  bool holds_nowhere(std::size_t row, std::size_t column) const { return reach_[column][row].empty(); }
  // Where two rows meet; absent when they do not, or when one of them is unclear.
  std::optional<Place> meeting(std::size_t a, std::size_t b) const;
  // Places where none of `rows` holds, within the row `inside` if one is given: at most `most`. Sets `gave_up` when
  // there was too much to look through.
  std::vector<Place> uncovered(Rows const& rows, std::optional<std::size_t> inside, std::size_t most,
                               bool& gave_up) const;

  // "Copies = 4, Kind = \"x\"": an input that lies there.
  std::vector<feel::Value> example(Place const&) const;

 private:
  struct Search;
  void search(Search&, std::size_t column, Rows const& active) const;
  bool covers_the_rest(Search const&, std::size_t column, Rows const& active) const;

  std::size_t count_ = 0;
  std::vector<Axis> axes_;
  std::vector<Rows> valid_;               // by column: pieces that are allowed and have a value
  std::vector<std::vector<Rows>> reach_;  // by column and row: valid pieces where its cell holds
  std::vector<std::vector<Rows>> at_;     // by column and piece: rows that hold there
  Rows unclear_;
};

}  // namespace congvu::dmn
