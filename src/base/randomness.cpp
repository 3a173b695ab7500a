#include "base/randomness.h"

#include <sodium.h>

#include <mutex>
#include <stdexcept>
#include <string>

#include "base/bytes.h"
#include "base/crypto.h"

namespace congvu {
namespace {

class FromSystem final : public Randomness {
 public:
  FromSystem() {
    if (sodium_init() < 0) throw std::runtime_error("the system gives no random numbers");
  }
  void fill(std::span<std::uint8_t> out) override { randombytes_buf(out.data(), out.size()); }
};

// Block n of the stream is ChaCha20 keyed with SHA-256(seed's hash, n); a request never shares a block with another.
class FromSeed final : public Randomness {
 public:
  explicit FromSeed(std::string_view seed) : seed_(sha256(seed)) {}
  void fill(std::span<std::uint8_t> out) override {
    std::lock_guard const lock(mutex_);
    std::string input(view_of(seed_));
    put_big_endian(input, count_++, 8);
    auto const block = sha256(input);
    static_assert(std::tuple_size_v<Digest> == randombytes_SEEDBYTES);
    randombytes_buf_deterministic(out.data(), out.size(), block.data());
  }

 private:
  std::mutex mutex_;
  Digest const seed_;
  std::uint64_t count_ = 0;
};

}  // namespace

std::unique_ptr<Randomness> system_randomness() {
  return std::make_unique<FromSystem>();
}

std::unique_ptr<Randomness> seeded_randomness(std::string_view seed) {
  return std::make_unique<FromSeed>(seed);
}

Handle fresh_handle(Randomness& randomness) {
  return Handle{randomness.draw<16>()};
}

}  // namespace congvu
