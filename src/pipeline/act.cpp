#include "pipeline/act.h"

#include <cassert>

#include "base/crypto.h"

namespace congvu {

namespace {

Digest drawn(std::array<std::uint8_t, 32> const& seed, std::string const& purpose) {
  return hmac_sha256({reinterpret_cast<char const*>(seed.data()), seed.size()}, purpose);
}

Handle front_of(Digest const& digest) {
  Handle::Octets octets{};
  std::copy_n(digest.begin(), octets.size(), octets.begin());
  return Handle{octets};
}

}  // namespace

Handle Context::fresh_handle(unsigned n) const {
  return front_of(drawn(seed, "handle/" + std::to_string(n)));
}

std::string Context::fresh_code(std::string_view alphabet, std::size_t length, std::string_view purpose) const {
  assert(!alphabet.empty() && alphabet.size() <= 256);
  // Bytes that would favour the first letters are passed over, so every letter is equally likely.
  std::size_t const fair = 256 / alphabet.size() * alphabet.size();
  std::string code;
  for (unsigned block = 0; code.size() < length; ++block) {
    for (auto const byte : drawn(seed, "code/" + std::string{purpose} + "/" + std::to_string(block))) {
      if (byte < fair && code.size() < length) code += alphabet[byte % alphabet.size()];
    }
  }
  return code;
}

Handle handle_of(std::string_view kind, std::string_view code) {
  return front_of(sha256("congvu/" + std::string{kind} + "/" + std::string{code}));
}

}  // namespace congvu
