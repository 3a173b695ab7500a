#include "rules/dmn/table/rows.h"

#include <algorithm>

namespace congvu::dmn {

Rows::Rows(std::size_t count, bool all) : words_((count + 63) / 64, all ? ~std::uint64_t{0} : 0) {
  if (all && count % 64 != 0) words_.back() = bit(count) - 1;
}

bool Rows::empty() const {
  return std::ranges::all_of(words_, [](auto word) { return word == 0; });
}

std::size_t Rows::count() const {
  std::size_t total = 0;
  for (auto const word : words_) total += static_cast<std::size_t>(std::popcount(word));
  return total;
}

Rows& Rows::operator&=(Rows const& other) {
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  return *this;
}

Rows& Rows::operator|=(Rows const& other) {
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  return *this;
}

}  // namespace congvu::dmn
