// A set of a table's rows, one bit a row.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace congvu::dmn {

class Rows {
 public:
  Rows() = default;
  explicit Rows(std::size_t count, bool all = false);
  void add(std::size_t row) { words_[row / 64] |= bit(row); }
  void remove(std::size_t row) { words_[row / 64] &= ~bit(row); }
  bool has(std::size_t row) const { return (words_[row / 64] & bit(row)) != 0; }
  bool empty() const;
  std::size_t count() const;
  Rows& operator&=(Rows const&);
  Rows& operator|=(Rows const&);
  friend bool operator==(Rows const&, Rows const&) = default;
  friend auto operator<=>(Rows const&, Rows const&) = default;
  std::vector<std::uint64_t> const& words() const { return words_; }

  // Calls with each row, in order, until the call says false.
  template <class Call>
  void each(Call&& call) const {
    for (std::size_t word = 0; word < words_.size(); ++word) {
      for (auto bits = words_[word]; bits != 0; bits &= bits - 1) {
        if (!call(word * 64 + static_cast<std::size_t>(std::countr_zero(bits)))) return;
      }
    }
  }

 private:
  static std::uint64_t bit(std::size_t row) { return std::uint64_t{1} << (row % 64); }
  std::vector<std::uint64_t> words_;
};

// The rows of one piece of a column: those that hold everywhere in the column, and the piece's own, of which only the
// words that are not empty are kept. Looking at few rows so costs little in a table of thousands.
struct PieceRows {
  Rows const* everywhere = nullptr;
  bool only_own = false;               // nothing holds everywhere
  std::span<std::uint32_t const> at;   // which words the piece's own are, ascending
  std::span<std::uint64_t const> own;  // as many

  std::uint64_t word(std::size_t index) const {
    auto const all = everywhere->words()[index];
    if (at.size() == everywhere->words().size()) return all | own[index];
    auto const found = std::ranges::lower_bound(at, index);
    return found != at.end() && *found == index ? all | own[static_cast<std::size_t>(found - at.begin())] : all;
  }
  bool has(std::size_t row) const { return (word(row / 64) >> (row % 64) & 1) != 0; }
};

}  // namespace congvu::dmn
