// Where chance comes from: handles, salts, nonces, keys and secrets are drawn here and nowhere else. A real record
// draws from the system; a sample record draws from its seed, so that the same day and seed give the same bytes.
// One of the seams: whoever needs chance is given a Randomness and never makes one.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "base/handle.h"

namespace congvu {

class Randomness {
 public:
  virtual ~Randomness() = default;
  // Safe from any thread; a seeded one gives the same bytes only to callers that ask in the same order.
  virtual void fill(std::span<std::uint8_t> out) = 0;

  template <std::size_t N>
  std::array<std::uint8_t, N> draw() {
    std::array<std::uint8_t, N> bytes;
    fill(bytes);
    return bytes;
  }
};

// The system's generator.
std::unique_ptr<Randomness> system_randomness();
// A stream that follows from the seed's text alone. For sample records and tests; never for a real record.
std::unique_ptr<Randomness> seeded_randomness(std::string_view seed);

Handle fresh_handle(Randomness&);

}  // namespace congvu
