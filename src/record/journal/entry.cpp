#include "record/journal/entry.h"

#include <algorithm>
#include <limits>

#include "base/crypto.h"
#include "record/limits.h"

namespace congvu::record {
namespace {

constexpr std::uint8_t format_version = 1;
constexpr Index none = std::numeric_limits<Index>::max();

std::uint64_t milliseconds_of(Moment moment) {
  return static_cast<std::uint64_t>(moment.time_since_epoch().count());
}

// Takes the fields of an entry off the front, one after another; all of them are absent once one was.
class Fields {
 public:
  explicit Fields(std::string_view bytes) : rest_(bytes) {}

  std::string_view take(std::size_t octets) {
    if (octets > rest_.size()) broken_ = true;
    auto const field = rest_.substr(0, broken_ ? 0 : octets);
    rest_.remove_prefix(field.size());
    return field;
  }
  std::uint64_t number(std::size_t octets) { return get_big_endian(take(octets)); }
  Handle handle() { return handle_from(take(16)).value_or(Handle{}); }
  Moment moment() { return Moment{std::chrono::milliseconds{static_cast<std::int64_t>(number(8))}}; }
  Digest digest() { return array_of<32>(take(32)).value_or(Digest{}); }
  std::optional<Index> index() {
    auto const value = number(8);
    return value == none ? std::nullopt : std::optional(value);
  }
  bool whole() const { return !broken_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool broken_ = false;
};

}  // namespace

bool valid_event_type(std::string_view type) {
  auto const allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
  };
  return !type.empty() && type.size() <= limits::event_type && std::ranges::all_of(type, allowed);
}

std::string entry_bytes(Entry const& entry) {
  std::string bytes;
  bytes.reserve(limits::entry / 2);
  put_big_endian(bytes, format_version, 1);
  put_big_endian(bytes, entry.type.size(), 1);
  bytes += entry.type;
  bytes += entry.stream.bytes();
  put_big_endian(bytes, entry.version, 8);
  bytes += entry.subject.bytes();
  put_big_endian(bytes, milliseconds_of(entry.claimed), 8);
  put_big_endian(bytes, milliseconds_of(entry.recorded), 8);
  bytes += entry.position.bytes();
  put_big_endian(bytes, entry.authority.value_or(none), 8);
  put_big_endian(bytes, entry.procedure.value_or(none), 8);
  bytes += view_of(entry.previous);
  bytes += view_of(entry.skeleton);
  bytes += view_of(entry.personal);
  return bytes;
}

std::optional<Entry> read_entry(std::string_view bytes) {
  Fields fields(bytes);
  if (fields.number(1) != format_version) return std::nullopt;
  Entry entry;
  entry.type = fields.take(fields.number(1));
  entry.stream = fields.handle();
  entry.version = fields.number(8);
  entry.subject = fields.handle();
  entry.claimed = fields.moment();
  entry.recorded = fields.moment();
  entry.position = fields.handle();
  entry.authority = fields.index();
  entry.procedure = fields.index();
  entry.previous = fields.digest();
  entry.skeleton = fields.digest();
  entry.personal = fields.digest();
  if (!fields.whole() || !valid_event_type(entry.type)) return std::nullopt;
  return entry;
}

Digest leaf_hash(std::string_view bytes) {
  Sha256 hash;
  hash.add(std::string_view("\0", 1));
  hash.add(bytes);
  return hash.finish();
}

Digest commitment(Digest const& salt, std::string_view payload) {
  return hmac_sha256(view_of(salt), payload);
}

}  // namespace congvu::record
