#include "record/journal/sealing.h"

namespace congvu::record {

std::string sealed_for(Handle stream, std::uint64_t version, std::string_view type) {
  std::string event(stream.bytes());
  put_big_endian(event, version, 8);
  event += type;
  return event;
}

std::string seal_opening(SecretKey const& key, Nonce const& nonce, Opening const& opening, std::string_view event) {
  std::string plain(view_of(opening.salt));
  plain += opening.payload;
  auto sealed = std::string(view_of(nonce)) + seal(key, nonce, plain, event);
  wipe(plain);
  return sealed;
}

std::optional<Opening> unseal_opening(SecretKey const& key, std::string_view sealed, std::string_view event) {
  auto const nonce = array_of<std::tuple_size_v<Nonce>>(sealed.substr(0, std::tuple_size_v<Nonce>));
  if (!nonce) return std::nullopt;
  auto const plain = unseal(key, *nonce, sealed.substr(nonce->size()), event);
  if (!plain) return std::nullopt;
  auto const salt = array_of<32>(std::string_view(*plain).substr(0, 32));
  if (!salt) return std::nullopt;
  return Opening{*salt, plain->substr(salt->size())};
}

}  // namespace congvu::record
