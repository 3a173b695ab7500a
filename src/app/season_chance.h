// What happens by chance in a season: drawn from the seed, alike on every machine (the standard's distributions are
// not).
#pragma once

#include <cstdint>
#include <string_view>

namespace congvu::app {

class SeasonChance {
 public:
  explicit SeasonChance(std::string_view seed);
  std::uint64_t number(std::uint64_t below);  // 0 … below - 1
  bool one_in(std::uint64_t n) { return number(n) == 0; }
  bool percent(std::uint64_t share) { return number(100) < share; }
  std::int64_t between(std::int64_t least, std::int64_t most);  // both included

 private:
  std::uint64_t next();
  std::uint64_t state_;
};

}  // namespace congvu::app
