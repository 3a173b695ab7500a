// The program's chance: while a sample record is laid it follows from the seed, afterwards and in every real record it
// is the system's.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "base/randomness.h"

namespace congvu::app {

class Chance final : public Randomness {
 public:
  explicit Chance(std::optional<std::string> const& seed)
      : system_(system_randomness()), seeded_(seed ? seeded_randomness(*seed) : nullptr) {
    current_ = seeded_ ? seeded_.get() : system_.get();
  }
  void fill(std::span<std::uint8_t> out) override { current_.load()->fill(out); }
  void go_live() { current_ = system_.get(); }

 private:
  std::unique_ptr<Randomness> system_, seeded_;
  std::atomic<Randomness*> current_{nullptr};
};

}  // namespace congvu::app
