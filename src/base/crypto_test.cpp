#include "base/crypto.h"

#include <gtest/gtest.h>

#include "base/handle.h"
#include "base/randomness.h"

namespace congvu {
namespace {

TEST(Handles, are_written_as_32_digits_and_read_strictly) {
  auto const handle = parse_handle("000102030405060708090a0b0c0d0e0f");
  ASSERT_TRUE(handle);
  EXPECT_EQ(hex(*handle), "000102030405060708090a0b0c0d0e0f");
  EXPECT_FALSE(parse_handle("000102030405060708090A0B0C0D0E0F"));
  EXPECT_FALSE(parse_handle("0001"));
  EXPECT_TRUE(Handle{}.none());
  EXPECT_LT(Handle{}, *handle);
}

TEST(Crypto, sha256_and_hmac_have_their_published_values) {
  // FIPS 180-4 "abc"; RFC 4231 test case 2
  auto const abc = sha256("abc");
  EXPECT_EQ(hex(view_of(abc)), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  auto const mac = hmac_sha256("Jefe", "what do ya want for nothing?");
  EXPECT_EQ(hex(view_of(mac)), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Crypto, a_hash_in_pieces_is_the_hash_of_the_whole) {
  Sha256 hash;
  hash.add("a");
  hash.add("");
  hash.add("bc");
  EXPECT_EQ(hash.finish(), sha256("abc"));
}

TEST(Crypto, what_is_sealed_opens_with_the_same_key_nonce_and_bound_text_only) {
  auto const random = seeded_randomness("crypto");
  SecretKey const key{random->draw<32>()};
  SecretKey const other{random->draw<32>()};
  auto const nonce = random->draw<24>();
  auto const sealed = seal(key, nonce, "secret", "event 1");
  EXPECT_EQ(unseal(key, nonce, sealed, "event 1"), "secret");
  EXPECT_FALSE(unseal(other, nonce, sealed, "event 1"));
  EXPECT_FALSE(unseal(key, random->draw<24>(), sealed, "event 1"));
  EXPECT_FALSE(unseal(key, nonce, sealed, "event 2"));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    auto flipped = sealed;
    flipped[i] = static_cast<char>(flipped[i] ^ 1);
    EXPECT_FALSE(unseal(key, nonce, flipped, "event 1")) << "octet " << i;
  }
}

TEST(Crypto, a_password_is_verified_against_its_argon2id_text) {
  auto const random = seeded_randomness("passwords");
  auto const encoded = hash_password("correct horse", random->draw<16>());
  EXPECT_TRUE(encoded.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << encoded;
  EXPECT_TRUE(verify_password("correct horse", encoded));
  EXPECT_FALSE(verify_password("correct horsf", encoded));
  EXPECT_FALSE(verify_password("", "not an encoded password"));
}

TEST(Crypto, secrets_are_compared_whole) {
  EXPECT_TRUE(same_secret("K7M2QX", "K7M2QX"));
  EXPECT_FALSE(same_secret("K7M2QX", "K7M2QY"));
  EXPECT_FALSE(same_secret("K7M2QX", "K7M2Q"));
}

TEST(Randomness, the_same_seed_gives_the_same_handles_and_another_seed_others) {
  auto const first = seeded_randomness("2024-12-16");
  auto const again = seeded_randomness("2024-12-16");
  auto const other = seeded_randomness("2024-12-17");
  auto const handle = fresh_handle(*first);
  EXPECT_EQ(handle, fresh_handle(*again));
  EXPECT_NE(handle, fresh_handle(*other));
  EXPECT_NE(handle, fresh_handle(*first));
}

TEST(Randomness, the_system_does_not_repeat_itself) {
  auto const system = system_randomness();
  EXPECT_NE(fresh_handle(*system), fresh_handle(*system));
}

}  // namespace
}  // namespace congvu
