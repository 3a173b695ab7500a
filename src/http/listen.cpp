#include "http/listen.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace congvu::http {
namespace {

using Octets = std::array<std::uint8_t, 16>;

constexpr Octets loopback_four{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 127};
constexpr Octets loopback_six{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

// Both families in one form.
std::optional<Octets> octets_of(std::string const& address) {
  Octets octets{};
  if (inet_pton(AF_INET6, address.c_str(), octets.data()) == 1) return octets;
  octets[10] = octets[11] = 0xff;
  if (inet_pton(AF_INET, address.c_str(), octets.data() + 12) == 1) return octets;
  return std::nullopt;
}

bool agree(Octets const& a, Octets const& b, unsigned bits) {
  auto const whole = bits / 8;
  if (!std::equal(a.begin(), a.begin() + whole, b.begin())) return false;
  auto const rest = bits % 8;
  return rest == 0 || ((a[whole] ^ b[whole]) >> (8 - rest)) == 0;
}

bool is_loopback(Octets const& address) {
  return agree(address, loopback_four, 104) || address == loopback_six;
}

template <class Number>
bool read_number(std::string_view text, Number& out) {
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

Expected<Endpoint> endpoint_of(std::string_view text, bool encrypted) {
  std::vector<Argument> const given{{"given", std::string{text}}};
  auto const colon = text.rfind(':');
  if (colon == std::string_view::npos) return refuse(codes::listen_malformed, {}, given);
  Endpoint endpoint;
  auto address = text.substr(0, colon);
  if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
  endpoint.address = address == "localhost" ? "127.0.0.1" : std::string{address};
  auto const octets = octets_of(endpoint.address);
  if (!octets || !read_number(text.substr(colon + 1), endpoint.port)) return refuse(codes::listen_malformed, {}, given);
  if (!encrypted && !is_loopback(*octets)) return refuse(codes::listen_plain, {}, given);
  return endpoint;
}

bool Network::holds(std::string const& address) const {
  auto const octets = octets_of(address);
  return octets && agree(*octets, prefix, bits);
}

Expected<Network> network_of(std::string_view text) {
  auto const slash = text.find('/');
  std::string const address{text.substr(0, slash)};
  auto const octets = octets_of(address);
  bool const four = address.find(':') == std::string::npos;
  unsigned bits = four ? 32 : 128;
  bool const readable = slash == std::string_view::npos || read_number(text.substr(slash + 1), bits);
  if (!octets || !readable || bits > (four ? 32U : 128U)) {
    return refuse(codes::network_malformed, {}, {{"given", std::string{text}}});
  }
  return Network{*octets, four ? bits + 96 : bits};
}

}  // namespace congvu::http
