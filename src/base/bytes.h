// Bytes as text and as numbers: hexadecimal, base64 and base64url, big-endian integers. A run of bytes is a std::string
// that happens to hold octets, a hash is an array of 32; formats in docs/formats are written with the functions here.
// Reading is strict: one spelling for each value, anything else is absent.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace congvu {

using Digest = std::array<std::uint8_t, 32>;  // SHA-256, HMAC-SHA-256

// An array of octets seen as text, for hashing and storing. Lives as long as the array.
template <std::size_t N>
std::string_view view_of(std::array<std::uint8_t, N> const& bytes) {
  return {reinterpret_cast<char const*>(bytes.data()), N};
}
template <std::size_t N>
std::string_view view_of(std::array<std::uint8_t, N> const&&) = delete;

// A copy of exactly N octets; absent when `bytes` has another length.
template <std::size_t N>
std::optional<std::array<std::uint8_t, N>> array_of(std::string_view bytes) {
  if (bytes.size() != N) return std::nullopt;
  std::array<std::uint8_t, N> result;
  for (std::size_t i = 0; i < N; ++i) result[i] = static_cast<std::uint8_t>(bytes[i]);
  return result;
}

// Lower case, two digits an octet. Reading takes lower case only.
std::string hex(std::string_view bytes);
std::optional<std::string> parse_hex(std::string_view text);

// RFC 4648 sections 4 (with padding) and 5 (without). Reading refuses white space, wrong padding and stray bits.
std::string base64(std::string_view bytes);
std::optional<std::string> parse_base64(std::string_view text);
std::string base64url(std::string_view bytes);
std::optional<std::string> parse_base64url(std::string_view text);

// Unsigned integers, most significant octet first.
void put_big_endian(std::string& out, std::uint64_t value, int octets);
std::uint64_t get_big_endian(std::string_view bytes);  // at most 8 octets

}  // namespace congvu
