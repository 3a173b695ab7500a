// A set of a table's rows, one bit a row.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
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

}  // namespace congvu::dmn
