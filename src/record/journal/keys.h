// Keys that personal data lies under: one for each subject and matter, wrapped by a key that is kept in a file of its
// own. Whoever holds the database alone reads no personal data; whoever destroys a wrapped key has erased what lay
// under it, in every copy that is made from then on.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/crypto.h"
#include "base/handle.h"
#include "base/randomness.h"
#include "base/refusal.h"

namespace congvu::record {

class WrappingKey {
 public:
  explicit WrappingKey(SecretKey key) : key_(key) {}

  // nonce, then the data key sealed and bound to its handle: a wrapped key cannot be passed off as another's.
  std::string wrap(SecretKey const& key, Handle id, Randomness&) const;
  std::optional<SecretKey> unwrap(std::string_view wrapped, Handle id) const;

  // What a record keeps to know its wrapping key again; says nothing about the key.
  Digest mark() const;

 private:
  SecretKey key_;
};

// A key file holds 32 octets and nothing else. A new one is written whole and durably, readable by its owner only.
// Refusals: record.bad_key_file.
Expected<SecretKey> open_or_create_key(std::filesystem::path const& file, Randomness&);
Expected<WrappingKey> open_or_create_wrapping_key(std::filesystem::path const& file, Randomness&);

}  // namespace congvu::record
