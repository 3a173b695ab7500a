// The few primitives that the record, the sign-in and the proofs are built from, so that no other file knows which
// library computes them. Hashing is SHA-256, sealing is XChaCha20-Poly1305, passwords are Argon2id. None of them draws
// chance by itself: nonces, salts and keys are given by the caller, who drew them through Randomness. Signatures are
// Ed25519.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace congvu {

Digest sha256(std::string_view bytes);
Digest hmac_sha256(std::string_view key, std::string_view message);

// SHA-256 of what comes in pieces.
class Sha256 {
 public:
  Sha256();
  void add(std::string_view piece);
  Digest finish();  // once

 private:
  alignas(16) std::array<std::uint8_t, 128> state_;
};

// Takes the same time wherever the first difference lies; texts of different length are unequal.
bool same_secret(std::string_view a, std::string_view b);
// Overwrites what must not stay in memory, in a way the compiler keeps.
void wipe(std::string& secret);

// A symmetric key, wiped when it goes.
class SecretKey {
 public:
  using Octets = std::array<std::uint8_t, 32>;
  explicit SecretKey(Octets const& octets) : octets_(octets) {}
  SecretKey(SecretKey const&) = default;
  SecretKey& operator=(SecretKey const&) = default;
  ~SecretKey();
  Octets const& octets() const { return octets_; }

 private:
  Octets octets_;
};

using Nonce = std::array<std::uint8_t, 24>;
inline constexpr std::size_t seal_overhead = 16;  // the tag

// XChaCha20-Poly1305 (IETF form). `bound` is authenticated but not hidden: what the ciphertext belongs to.
std::string seal(SecretKey const&, Nonce const&, std::string_view plain, std::string_view bound);
// Absent when key, nonce, bound text or a single bit of the sealed bytes is another.
std::optional<std::string> unseal(SecretKey const&, Nonce const&, std::string_view sealed, std::string_view bound);

// Ed25519 (RFC 8032). The secret key is the seed of 32 octets; its public key follows from it.
using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;
PublicKey public_key_of(SecretKey const& seed);
Signature sign(SecretKey const& seed, std::string_view message);
bool verify(PublicKey const&, std::string_view message, Signature const&);

// Argon2id, encoded "$argon2id$v=19$m=…,t=…,p=1$salt$hash". Costly on purpose: 32 ms at 19 MiB (OWASP's minimum).
inline constexpr std::uint32_t argon2id_memory_kib = 19 * 1024;
inline constexpr std::uint32_t argon2id_passes = 2;
std::string hash_password(std::string_view password, std::array<std::uint8_t, 16> const& salt);
bool verify_password(std::string_view password, std::string const& encoded);

}  // namespace congvu
