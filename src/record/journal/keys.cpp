#include "record/journal/keys.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>

#include "record/refusals.h"

namespace congvu::record {
namespace {

std::string bound_to(Handle id) {
  return "congvu key v1" + std::string(id.bytes());
}

std::unexpected<Refusal> bad_file(std::filesystem::path const& file, std::string reason) {
  return refuse(codes::bad_key_file, file.string(), {{"reason", std::move(reason)}});
}

// A descriptor that is closed when it goes.
struct File {
  int descriptor;
  ~File() {
    if (descriptor >= 0) ::close(descriptor);
  }
};

// Absent when there is no such file.
Expected<std::optional<SecretKey>> read_key(std::filesystem::path const& path) {
  File const file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.descriptor < 0 && errno == ENOENT) return std::nullopt;
  if (file.descriptor < 0) return bad_file(path, std::strerror(errno));
  std::array<std::uint8_t, 33> octets;
  auto const length = ::read(file.descriptor, octets.data(), octets.size());
  if (length != 32) return bad_file(path, "it does not hold 32 octets");
  SecretKey::Octets key;
  std::copy_n(octets.begin(), key.size(), key.begin());
  return SecretKey{key};
}

// Whole and flushed under another name first: a key that is half on the disk would be worse than none.
Expected<void> write_key(std::filesystem::path const& path, SecretKey const& key) {
  auto const draft = path.string() + ".new";
  File const file{::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)};
  if (file.descriptor < 0) return bad_file(path, std::strerror(errno));
  auto const size = static_cast<ssize_t>(key.octets().size());
  if (::write(file.descriptor, key.octets().data(), key.octets().size()) != size || ::fsync(file.descriptor) != 0 ||
      ::rename(draft.c_str(), path.c_str()) != 0) {
    return bad_file(path, std::strerror(errno));
  }
  auto const folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  File const directory{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (directory.descriptor < 0 || ::fsync(directory.descriptor) != 0) return bad_file(path, std::strerror(errno));
  return {};
}

}  // namespace

std::string WrappingKey::wrap(SecretKey const& key, Handle id, Randomness& randomness) const {
  auto const nonce = randomness.draw<std::tuple_size_v<Nonce>>();
  return std::string(view_of(nonce)) + seal(key_, nonce, view_of(key.octets()), bound_to(id));
}

std::optional<SecretKey> WrappingKey::unwrap(std::string_view wrapped, Handle id) const {
  auto const nonce = array_of<std::tuple_size_v<Nonce>>(wrapped.substr(0, std::tuple_size_v<Nonce>));
  if (!nonce) return std::nullopt;
  auto plain = unseal(key_, *nonce, wrapped.substr(nonce->size()), bound_to(id));
  if (!plain) return std::nullopt;
  auto const octets = array_of<32>(*plain);
  wipe(*plain);
  if (!octets) return std::nullopt;
  return SecretKey{*octets};
}

Digest WrappingKey::mark() const {
  return hmac_sha256(view_of(key_.octets()), "congvu wrapping key mark v1");
}

Expected<SecretKey> open_or_create_key(std::filesystem::path const& file, Randomness& randomness) {
  auto found = read_key(file);
  if (!found) return std::unexpected(found.error());
  if (*found) return **found;
  SecretKey const fresh{randomness.draw<32>()};
  if (auto written = write_key(file, fresh); !written) return std::unexpected(written.error());
  return fresh;
}

Expected<WrappingKey> open_or_create_wrapping_key(std::filesystem::path const& file, Randomness& randomness) {
  auto key = open_or_create_key(file, randomness);
  if (!key) return std::unexpected(key.error());
  return WrappingKey{*key};
}

}  // namespace congvu::record
