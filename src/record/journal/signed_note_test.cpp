#include "record/journal/signed_note.h"

#include <gtest/gtest.h>

#include "record/journal/promise.h"

namespace congvu::record {
namespace {

// RFC 8032 section 7.1, test 1: the empty message.
SecretKey seed_of_test_1() {
  return SecretKey{*array_of<32>(*parse_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))};
}

TEST(SignedNote, signatures_are_those_of_the_published_vector) {
  auto const key = public_key_of(seed_of_test_1());
  EXPECT_EQ(hex(view_of(key)), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  auto const signature = sign(seed_of_test_1(), "");
  EXPECT_EQ(
      hex(view_of(signature)),
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bb"
      "e24655141438e7a100b");
  EXPECT_TRUE(verify(key, "", signature));
  EXPECT_FALSE(verify(key, "x", signature));
}

TEST(SignedNote, a_promise_verifies_with_its_own_lines_and_no_others) {
  NoteSigner const log{"example.vn/congvu", seed_of_test_1()};
  Digest leaf{};
  leaf.fill(7);
  auto const note = promise(log, 42, leaf, *parse_instant("2024-11-18T09:12:00+07:00"));
  auto const split = note.find("\n\n");
  ASSERT_NE(split, std::string::npos);
  std::string const text = note.substr(0, split + 1);
  EXPECT_EQ(text,
            "congvu-promise/v1\nexample.vn/congvu\n42\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\n"
            "2024-11-18T09:12:00+07:00\n");
  std::string const line = note.substr(split + 2);
  std::string const start = "\xE2\x80\x94 example.vn/congvu ";
  ASSERT_TRUE(line.starts_with(start));
  auto const octets = parse_base64(line.substr(start.size(), line.size() - start.size() - 1));
  ASSERT_TRUE(octets);
  ASSERT_EQ(octets->size(), 68U);
  EXPECT_TRUE(verify(public_key_of(log.seed), text, *array_of<64>(octets->substr(4))));
  EXPECT_EQ(verifier_key(log).substr(0, 27), "example.vn/congvu+" + hex(octets->substr(0, 4)) + "+");
}

}  // namespace
}  // namespace congvu::record
