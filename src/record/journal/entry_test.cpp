#include "record/journal/entry.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/instant.h"
#include "record/limits.h"

namespace congvu::record {
namespace {

Digest digest_of(std::uint8_t octet) {
  Digest digest;
  digest.fill(octet);
  return digest;
}

Entry example() {
  return {.type = "dossier.filed",
          .stream = *parse_handle("000102030405060708090a0b0c0d0e0f"),
          .version = 3,
          .subject = *parse_handle("101112131415161718191a1b1c1d1e1f"),
          .claimed = *parse_instant("2024-11-18T09:12:00+07:00"),
          .recorded = *parse_instant("2024-11-18T09:12:01+07:00") + std::chrono::milliseconds{250},
          .position = *parse_handle("202122232425262728292a2b2c2d2e2f"),
          .authority = std::nullopt,
          .procedure = 42,
          .previous = digest_of(0xaa),
          .skeleton = digest_of(0xbb),
          .personal = digest_of(0xcc)};
}

// The worked example of docs/formats/event.md. These bytes are final: if this test must change, the format has.
TEST(Entry, has_the_bytes_of_the_worked_example) {
  std::string const expected =
      "01"
      "0d646f73736965722e66696c6564"
      "000102030405060708090a0b0c0d0e0f"
      "0000000000000003"
      "101112131415161718191a1b1c1d1e1f"
      "000001933d0a8580"
      "000001933d0a8a62"
      "202122232425262728292a2b2c2d2e2f"
      "ffffffffffffffff"
      "000000000000002a" +
      std::string(64, 'a') + std::string(64, 'b') + std::string(64, 'c');
  EXPECT_EQ(hex(entry_bytes(example())), expected);
  auto const hash = leaf_hash(entry_bytes(example()));
  EXPECT_EQ(hex(view_of(hash)), "ebeceb14b3e29b09ffb4aaf562a89e6e80bc5d2ecba84232e9c3a2d982047af8");
}

TEST(Entry, is_under_512_octets_with_the_longest_type) {
  auto entry = example();
  entry.type = std::string(limits::event_type, 'x');
  EXPECT_LT(entry_bytes(entry).size(), limits::entry);
  EXPECT_EQ(read_entry(entry_bytes(entry)), entry);
}

TEST(Entry, of_another_length_version_or_type_is_not_read) {
  auto const bytes = entry_bytes(example());
  EXPECT_FALSE(read_entry(""));
  EXPECT_FALSE(read_entry(bytes + "x"));
  for (std::size_t length = 0; length < bytes.size(); ++length) EXPECT_FALSE(read_entry(bytes.substr(0, length)));
  EXPECT_FALSE(read_entry("\x02" + bytes.substr(1)));
  auto unreadable = bytes;
  unreadable[2] = ' ';
  EXPECT_FALSE(read_entry(unreadable));
}

TEST(Entry, type_is_short_ascii) {
  EXPECT_TRUE(valid_event_type("dossier.filed"));
  EXPECT_FALSE(valid_event_type(""));
  EXPECT_FALSE(valid_event_type("dossier filed"));
  EXPECT_FALSE(valid_event_type(std::string(65, 'x')));
}

TEST(Entry, leaf_hash_is_that_of_rfc_6962) {
  // the leaf of the empty string, from the test vectors of Certificate Transparency
  auto const hash = leaf_hash("");
  EXPECT_EQ(hex(view_of(hash)), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
}

RC_GTEST_PROP(Entry, times_before_1970_and_any_index_are_read_again,
              (std::int64_t claimed, std::uint64_t version, std::uint32_t authority)) {
  auto entry = example();
  entry.claimed = Moment{std::chrono::milliseconds{claimed}};
  entry.version = version;
  entry.authority = authority;
  RC_ASSERT(read_entry(entry_bytes(entry)) == entry);
}

TEST(Commitment, differs_by_salt_and_by_payload) {
  EXPECT_EQ(commitment(digest_of(1), "{}"), commitment(digest_of(1), "{}"));
  EXPECT_NE(commitment(digest_of(1), "{}"), commitment(digest_of(2), "{}"));
  EXPECT_NE(commitment(digest_of(1), "{}"), commitment(digest_of(1), "{ }"));
}

}  // namespace
}  // namespace congvu::record
