// Where the server listens. What people type here can be read by anyone on the way unless it is encrypted, so plain
// http is spoken on this machine only; from outside one comes through a proxy that speaks https.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/refusal.h"

namespace congvu::http {

namespace codes {
inline constexpr Code listen_malformed{"http.listen"};    // subject: as given. "ADDRESS:PORT" is asked
inline constexpr Code listen_plain{"http.listen_plain"};  // subject: as given; not loopback
}  // namespace codes

struct Endpoint {
  std::string address;  // numeric: "127.0.0.1", "::1"
  std::uint16_t port = 0;
};

// "127.0.0.1:8080", "[::1]:0", "localhost:8080".
Expected<Endpoint> endpoint_of(std::string_view text);

}  // namespace congvu::http
