// How a blob's bytes are sealed piece by piece (docs/formats/event.md, "Blobs"): the STREAM construction of Hoang,
// Reyhanitabar, Rogaway and Vizar over XChaCha20-Poly1305. A piece cannot be changed, moved, dropped or put into
// another file, and a file cut short does not pass for whole. libsodium's secretstream would do, but draws chance by
// itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/crypto.h"
#include "base/handle.h"
#include "base/randomness.h"
#include "record/limits.h"

namespace congvu::record {

struct SealedHeader {
  Handle key;
  std::array<std::uint8_t, 15> nonce{};
};

inline constexpr std::size_t sealed_header_octets = 47;
inline constexpr std::size_t sealed_piece_octets = limits::blob_chunk + seal_overhead;

std::string header_bytes(SealedHeader const&);
std::optional<SealedHeader> read_header(std::string_view bytes);

// How many pieces, and how many octets of plain content, a file of this size holds; absent when none does.
struct SealedShape {
  std::uint64_t pieces = 0;
  std::uint64_t plain_octets = 0;
};
std::optional<SealedShape> shape_of(std::uint64_t file_octets);

std::string seal_piece(SecretKey const&, SealedHeader const&, Handle blob, std::uint64_t number, bool last,
                       std::string_view plain);
std::optional<std::string> unseal_piece(SecretKey const&, SealedHeader const&, Handle blob, std::uint64_t number,
                                        bool last, std::string_view sealed);

}  // namespace congvu::record
