// One column of a table as a line of values, cut wherever a cell draws a bound. Between two cuts every value meets the
// same cells, so each piece of the line knows its rows once and for all: finding the rows for a value is finding its
// piece. The same pieces show which values no row covers, and which rows meet.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "rules/dmn/table/reach.h"
#include "rules/dmn/table/rows.h"

namespace congvu::dmn {

class Axis {
 public:
  // One reach a row. `kind` is absent where no cell names a value of an ordered or listed kind, and where the pieces
  // would take more than limits::axis_words: then every cell that says something is asked.
  static Axis of(std::span<Reach const> cells);

  std::optional<AxisKind> kind() const { return kind_; }
  // The rows that may hold at the value; absent where the value lies on another axis or on none.
  std::optional<PieceRows> rows_at(feel::Value const&) const;
  // Rows whose cell is beyond looking at: they are in the rows of every piece.
  Rows const& asked() const { return asked_; }

  // Pieces in order: for ordered kinds, below the first cut, the cut, up to the next …; for texts, each that is named
  // and, first, all others; for truths, false and true.
  std::size_t pieces() const { return begins_.empty() ? 0 : begins_.size() - 1; }
  PieceRows rows(std::size_t piece) const;
  // The piece a value lies in; absent as above.
  std::optional<std::size_t> piece_of(feel::Value const&) const;
  // A value of the piece; absent where there is none, as between two days that follow one another.
  std::optional<feel::Value> example(std::size_t piece) const;

 private:
  void cut(std::span<Reach const> cells);
  void fill(std::span<Reach const> cells);
  void keep(Rows const& piece);
  static Axis all_asked(std::span<Reach const> cells);
  // The pieces that a stretch covers, from the first to one past the last; none when it is empty.
  std::pair<std::size_t, std::size_t> covered(Stretch const&) const;
  std::size_t cut_at(feel::Value const&) const;  // the first not less than the value

  std::optional<AxisKind> kind_;
  std::vector<feel::Value> cuts_;  // ascending; of texts, in the order of their pieces
  std::unordered_map<std::string, std::size_t> texts_;
  Rows everywhere_;
  std::vector<std::size_t> begins_;  // by piece, of its words; and where the last one ends
  std::vector<std::uint32_t> at_;
  std::vector<std::uint64_t> words_;
  bool only_own_ = false;
  Rows asked_;
};

}  // namespace congvu::dmn
