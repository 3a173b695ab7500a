#include "app/season_chance.h"

#include "base/bytes.h"
#include "base/crypto.h"

namespace congvu::app {

SeasonChance::SeasonChance(std::string_view seed) {
  Digest const digest = sha256("season/" + std::string{seed});
  state_ = get_big_endian(view_of(digest).substr(0, 8));
}

// SplitMix64: Steele, Lea and Flood, 2014.
std::uint64_t SeasonChance::next() {
  state_ += 0x9e3779b97f4a7c15U;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
  return mixed ^ (mixed >> 31U);
}

std::uint64_t SeasonChance::number(std::uint64_t below) {
  return below == 0 ? 0 : next() % below;
}

std::int64_t SeasonChance::between(std::int64_t least, std::int64_t most) {
  return least + static_cast<std::int64_t>(number(static_cast<std::uint64_t>(most - least + 1)));
}

}  // namespace congvu::app
