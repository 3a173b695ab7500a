#include "record/blobs/sealed_file.h"

namespace congvu::record {
namespace {

constexpr std::string_view magic{"congvu blob v1\n\0", 16};

Nonce nonce_of(SealedHeader const& header, std::uint64_t number, bool last) {
  std::string bytes(view_of(header.nonce));
  put_big_endian(bytes, number, 8);
  put_big_endian(bytes, last ? 1 : 0, 1);
  return *array_of<std::tuple_size_v<Nonce>>(bytes);
}

std::string bound_to(SealedHeader const& header, Handle blob) {
  return header_bytes(header) + std::string(blob.bytes());
}

}  // namespace

std::string header_bytes(SealedHeader const& header) {
  std::string bytes(magic);
  bytes += header.key.bytes();
  bytes += view_of(header.nonce);
  return bytes;
}

std::optional<SealedHeader> read_header(std::string_view bytes) {
  if (bytes.size() != sealed_header_octets || !bytes.starts_with(magic)) return std::nullopt;
  return SealedHeader{*handle_from(bytes.substr(16, 16)), *array_of<15>(bytes.substr(32))};
}

std::optional<SealedShape> shape_of(std::uint64_t file_octets) {
  if (file_octets < sealed_header_octets + seal_overhead) return std::nullopt;
  auto const sealed = file_octets - sealed_header_octets;
  auto const pieces = (sealed + sealed_piece_octets - 1) / sealed_piece_octets;
  if (sealed < pieces * seal_overhead) return std::nullopt;
  return SealedShape{pieces, sealed - pieces * seal_overhead};
}

std::string seal_piece(SecretKey const& key, SealedHeader const& header, Handle blob, std::uint64_t number, bool last,
                       std::string_view plain) {
  return seal(key, nonce_of(header, number, last), plain, bound_to(header, blob));
}

std::optional<std::string> unseal_piece(SecretKey const& key, SealedHeader const& header, Handle blob,
                                        std::uint64_t number, bool last, std::string_view sealed) {
  return unseal(key, nonce_of(header, number, last), sealed, bound_to(header, blob));
}

}  // namespace congvu::record
