#include "base/handle.h"

#include "base/bytes.h"

namespace congvu {

std::string hex(Handle const& handle) {
  return hex(handle.bytes());
}

std::optional<Handle> parse_handle(std::string_view text) {
  auto const octets = parse_hex(text);
  if (!octets) return std::nullopt;
  return handle_from(*octets);
}

std::optional<Handle> handle_from(std::string_view octets) {
  auto const array = array_of<16>(octets);
  if (!array) return std::nullopt;
  return Handle{*array};
}

}  // namespace congvu
