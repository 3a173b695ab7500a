#include "http/listen.h"

#include <arpa/inet.h>

#include <charconv>

namespace congvu::http {
namespace {

bool is_loopback(std::string const& address) {
  in_addr four{};
  in6_addr six{};
  if (inet_pton(AF_INET, address.c_str(), &four) == 1) return (ntohl(four.s_addr) >> 24U) == 127;
  return inet_pton(AF_INET6, address.c_str(), &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six) != 0;
}

bool is_numeric(std::string const& address) {
  in6_addr any{};
  return inet_pton(AF_INET, address.c_str(), &any) == 1 || inet_pton(AF_INET6, address.c_str(), &any) == 1;
}

}  // namespace

Expected<Endpoint> endpoint_of(std::string_view text) {
  std::string const given{text};
  auto const colon = text.rfind(':');
  if (colon == std::string_view::npos) return refuse(codes::listen_malformed, given);
  Endpoint endpoint;
  auto address = text.substr(0, colon);
  auto const port = text.substr(colon + 1);
  if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
  endpoint.address = address == "localhost" ? "127.0.0.1" : std::string{address};
  auto const [end, error] = std::from_chars(port.data(), port.data() + port.size(), endpoint.port);
  if (error != std::errc{} || end != port.data() + port.size() || !is_numeric(endpoint.address)) {
    return refuse(codes::listen_malformed, given);
  }
  if (!is_loopback(endpoint.address)) return refuse(codes::listen_plain, given);
  return endpoint;
}

}  // namespace congvu::http
