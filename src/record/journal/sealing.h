// The personal part as it lies in the database: its salt and its bytes, sealed together under the subject's key, so
// that whoever destroys the key has destroyed the salt too, and the commitment in the log says nothing any more even to
// one who guesses right. Bound to its event: it cannot be moved to another. docs/formats/event.md, "The personal part".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/crypto.h"
#include "base/handle.h"

namespace congvu::record {

// What opens a commitment: commitment(salt, payload) is it.
struct Opening {
  Digest salt{};
  std::string payload;
};

// Names the event: stream, version, type.
std::string sealed_for(Handle stream, std::uint64_t version, std::string_view type);

std::string seal_opening(SecretKey const&, Nonce const&, Opening const&, std::string_view sealed_for);
// Absent when it was sealed under another key, for another event, or has a wrong bit.
std::optional<Opening> unseal_opening(SecretKey const&, std::string_view sealed, std::string_view sealed_for);

}  // namespace congvu::record
