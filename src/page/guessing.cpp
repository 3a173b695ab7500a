#include "page/guessing.h"

#include <arpa/inet.h>
#include <fmt/format.h>

namespace congvu::page {

std::string counted_address(std::string_view address) {
  in6_addr six{};
  if (inet_pton(AF_INET6, std::string{address}.c_str(), &six) != 1) return std::string{address};
  // An IPv4 client of a socket that takes both is that client
  constexpr std::string_view mapped = "::ffff:";
  if (IN6_IS_ADDR_V4MAPPED(&six) && address.starts_with(mapped)) return std::string{address.substr(mapped.size())};
  std::string network;
  for (std::size_t i = 0; i < 8; ++i) network += fmt::format("{:02x}", six.s6_addr[i]);
  return network + "/64";
}

void tell_wait(Reply& reply, Refusal const& refusal) {
  for (auto const& argument : refusal.arguments) {
    if (argument.name == "retry_after") reply.headers.emplace_back("Retry-After", argument.value);
  }
}

Expected<void> may_guess(WrongSecrets const& wrong, std::string_view address, Instant now) {
  auto const wait = wrong.by_address.wait(counted_address(address), now);
  if (!wait) return {};
  return refuse(codes::too_many, {}, {{"retry_after", std::to_string(wait->count())}});
}

}  // namespace congvu::page
