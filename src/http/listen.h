// Where the server listens, and whom it believes about where a visitor comes from. What people type here can be read by
// anyone on the way unless it is encrypted, so plain http is spoken on this machine only; from outside one comes by
// https, either to this program itself or through a proxy that speaks it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/refusal.h"

namespace congvu::http {

namespace codes {
inline constexpr Code listen_malformed{"http.listen"};    // arguments: given
inline constexpr Code listen_plain{"http.listen_plain"};  // arguments: given; not loopback
inline constexpr Code network_malformed{"http.network"};  // arguments: given
}  // namespace codes

struct Endpoint {
  std::string address;  // numeric: "127.0.0.1", "::1"
  std::uint16_t port = 0;
};

// "127.0.0.1:8080", "[::1]:0", "localhost:8080". Another machine may reach it only where what is said is encrypted.
Expected<Endpoint> endpoint_of(std::string_view text, bool encrypted = false);

// "10.0.0.0/8", "fd00::/8", or one address.
struct Network {
  std::array<std::uint8_t, 16> prefix{};  // an IPv4 address as ::ffff:a.b.c.d
  unsigned bits = 128;

  bool holds(std::string const& address) const;
};
Expected<Network> network_of(std::string_view text);

}  // namespace congvu::http
