#include "record/journal/sealing.h"

#include <gtest/gtest.h>

#include "record/blobs/sealed_file.h"
#include "record/journal/entry.h"
#include "record/journal/keys.h"

namespace congvu::record {
namespace {

// The octets first, first + 1, first + 2, …
template <std::size_t N>
std::array<std::uint8_t, N> counting_from(int first) {
  std::array<std::uint8_t, N> octets;
  for (std::size_t i = 0; i < N; ++i) octets[i] = static_cast<std::uint8_t>(static_cast<std::size_t>(first) + i);
  return octets;
}

struct Counting final : Randomness {
  void fill(std::span<std::uint8_t> out) override {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<std::uint8_t>(0xd0 + i);
  }
};

Handle const stream{counting_from<16>(0)};
SecretKey const key{counting_from<32>(0x40)};
Nonce const nonce = counting_from<24>(0x60);
Opening const opening{counting_from<32>(0x80), R"({"name":"Lan"})"};

// The worked examples of docs/formats/event.md. If one must change, the format has.
TEST(Sealing, has_the_bytes_of_the_worked_example) {
  auto const committed = commitment(opening.salt, opening.payload);
  EXPECT_EQ(hex(view_of(committed)), "c928fdde80921a7deabdd811853220b687d2d26e1b6eea7fad810191e03006ec");
  EXPECT_EQ(hex(seal_opening(key, nonce, opening, sealed_for(stream, 3, "dossier.filed"))),
            "606162636465666768696a6b6c6d6e6f707172737475767715ff71e6f79765ac"
            "753abdf1d64f53646cb63b2569f470d079f661510bcdc19dc5246e4f3fd75f07"
            "50bfa3b5872ef03b8d4af3cfa1d53b385a5f48d64fee");
}

TEST(Wrapping, has_the_bytes_of_the_worked_example) {
  WrappingKey const wrapping{SecretKey{counting_from<32>(0xa0)}};
  Handle const id{counting_from<16>(0x10)};
  Counting counting;
  auto const wrapped = wrapping.wrap(key, id, counting);
  EXPECT_EQ(hex(wrapped),
            "d0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7816c1d5bcf15aee7"
            "99715bfe30b3c52654c8c59b3f5429ff83a107ab723a7c63687ee94b20cbec58"
            "a93a7d1fb8f5b9dc");
  auto const mark = wrapping.mark();
  EXPECT_EQ(hex(view_of(mark)), "f60c85a9a76f71e5715f617ddd15df61dfaebad551e69bfec81934a89f191a4a");
  ASSERT_TRUE(wrapping.unwrap(wrapped, id));
  EXPECT_EQ(wrapping.unwrap(wrapped, id)->octets(), key.octets());
  EXPECT_FALSE(wrapping.unwrap(wrapped, stream)) << "a wrapped key does not pass for another's";
}

TEST(SealedFile, has_the_bytes_of_the_worked_example) {
  SealedHeader const header{Handle{counting_from<16>(0x10)}, counting_from<15>(0x60)};
  EXPECT_EQ(hex(header_bytes(header)),
            "636f6e67767520626c6f622076310a00101112131415161718191a1b1c1d1e1f"
            "606162636465666768696a6b6c6d6e");
  EXPECT_EQ(hex(seal_piece(key, header, stream, 0, true, "%PDF-1.7\n")),
            "014beb906a6968c53124d36a1d782dba7c70cfe6ea2dd2bb7b");
}

TEST(Sealing, opens_for_the_same_event_under_the_same_key_only) {
  auto const sealed = seal_opening(key, nonce, opening, sealed_for(stream, 3, "dossier.filed"));
  auto const opened = unseal_opening(key, sealed, sealed_for(stream, 3, "dossier.filed"));
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->payload, opening.payload);
  EXPECT_EQ(opened->salt, opening.salt);
  EXPECT_FALSE(unseal_opening(key, sealed, sealed_for(stream, 4, "dossier.filed")));
  EXPECT_FALSE(unseal_opening(key, sealed, sealed_for(stream, 3, "dossier.file")));
  EXPECT_FALSE(unseal_opening(key, "", sealed_for(stream, 3, "dossier.filed")));
}

}  // namespace
}  // namespace congvu::record
