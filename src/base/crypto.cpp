#include "base/crypto.h"

#include <fmt/format.h>
#include <sodium.h>

#include <new>
#include <stdexcept>

namespace congvu {
namespace {

unsigned char const* octets(std::string_view bytes) {
  return reinterpret_cast<unsigned char const*>(bytes.data());
}
unsigned char* octets(std::string& bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}

// libsodium chooses the fastest implementations for this processor once, before main.
[[maybe_unused]] int const chosen_for_this_processor = sodium_init();

static_assert(sizeof(crypto_hash_sha256_state) <= 128);

crypto_hash_sha256_state* state_in(std::array<std::uint8_t, 128>& space) {
  return std::launder(reinterpret_cast<crypto_hash_sha256_state*>(space.data()));
}

}  // namespace

Digest sha256(std::string_view bytes) {
  Digest digest;
  crypto_hash_sha256(digest.data(), octets(bytes), bytes.size());
  return digest;
}

Digest hmac_sha256(std::string_view key, std::string_view message) {
  Digest digest;
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, octets(key), key.size());
  crypto_auth_hmacsha256_update(&state, octets(message), message.size());
  crypto_auth_hmacsha256_final(&state, digest.data());
  return digest;
}

Sha256::Sha256() {
  new (state_.data()) crypto_hash_sha256_state;
  crypto_hash_sha256_init(state_in(state_));
}

void Sha256::add(std::string_view piece) {
  crypto_hash_sha256_update(state_in(state_), octets(piece), piece.size());
}

Digest Sha256::finish() {
  Digest digest;
  crypto_hash_sha256_final(state_in(state_), digest.data());
  return digest;
}

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

void wipe(std::string& secret) {
  sodium_memzero(secret.data(), secret.size());
  secret.clear();
}

SecretKey::~SecretKey() {
  sodium_memzero(octets_.data(), octets_.size());
}

std::string seal(SecretKey const& key, Nonce const& nonce, std::string_view plain, std::string_view bound) {
  static_assert(seal_overhead == crypto_aead_xchacha20poly1305_ietf_ABYTES);
  std::string sealed(plain.size() + seal_overhead, '\0');
  crypto_aead_xchacha20poly1305_ietf_encrypt(octets(sealed), nullptr, octets(plain), plain.size(), octets(bound),
                                             bound.size(), nullptr, nonce.data(), key.octets().data());
  return sealed;
}

std::optional<std::string> unseal(SecretKey const& key, Nonce const& nonce, std::string_view sealed,
                                  std::string_view bound) {
  if (sealed.size() < seal_overhead) return std::nullopt;
  std::string plain(sealed.size() - seal_overhead, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(octets(plain), nullptr, nullptr, octets(sealed), sealed.size(),
                                                 octets(bound), bound.size(), nonce.data(), key.octets().data()) != 0) {
    return std::nullopt;
  }
  return plain;
}

namespace {

// libsodium signs with the seed and its public key side by side; wiped when it goes.
struct SigningPair {
  explicit SigningPair(SecretKey const& seed) {
    crypto_sign_seed_keypair(public_part.data(), secret_part.data(), seed.octets().data());
  }
  ~SigningPair() { sodium_memzero(secret_part.data(), secret_part.size()); }
  SigningPair(SigningPair const&) = delete;
  SigningPair& operator=(SigningPair const&) = delete;
  PublicKey public_part;
  std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret_part;
};

}  // namespace

PublicKey public_key_of(SecretKey const& seed) {
  return SigningPair{seed}.public_part;
}

Signature sign(SecretKey const& seed, std::string_view message) {
  static_assert(crypto_sign_BYTES == std::tuple_size_v<Signature>);
  SigningPair const pair{seed};
  Signature signature;
  crypto_sign_detached(signature.data(), nullptr, octets(message), message.size(), pair.secret_part.data());
  return signature;
}

bool verify(PublicKey const& key, std::string_view message, Signature const& signature) {
  return crypto_sign_verify_detached(signature.data(), octets(message), message.size(), key.data()) == 0;
}

std::string hash_password(std::string_view password, std::array<std::uint8_t, 16> const& salt) {
  static_assert(crypto_pwhash_SALTBYTES == 16);
  Digest hash;
  std::size_t const memory = std::size_t{argon2id_memory_kib} * 1024;
  if (crypto_pwhash(hash.data(), hash.size(), password.data(), password.size(), salt.data(), argon2id_passes, memory,
                    crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::bad_alloc();
  }
  auto const unpadded = [](std::string text) { return text.substr(0, text.find('=')); };
  return fmt::format("$argon2id$v=19$m={},t={},p=1${}${}", argon2id_memory_kib, argon2id_passes,
                     unpadded(base64(view_of(salt))), unpadded(base64(view_of(hash))));
}

bool verify_password(std::string_view password, std::string const& encoded) {
  return crypto_pwhash_str_verify(encoded.c_str(), password.data(), password.size()) == 0;
}

}  // namespace congvu
