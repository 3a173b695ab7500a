#include "app/packed_paper.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace congvu::app {

namespace {

constexpr std::size_t unpacked_most = 256U * 1024 * 1024;  // of a whole archive: a thesis with all its pictures
constexpr std::size_t parts_most = 4000;
constexpr std::size_t depth_most = 2;  // a table embedded in a letter, and nothing in that

constexpr std::uint32_t local_signature = 0x04034b50;
constexpr std::uint32_t central_signature = 0x02014b50;
constexpr std::uint32_t end_signature = 0x06054b50;
constexpr std::size_t local_octets = 30, central_octets = 46, end_octets = 22;
constexpr std::uint16_t encrypted = 1, stored = 0, deflated = 8;

// Numbers at their places, lowest octet first; absent beyond the end.
class Octets {
 public:
  explicit Octets(std::string_view bytes) : bytes_(bytes) {}
  std::uint32_t number(std::size_t at, std::size_t octets) const {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < octets && at + i < bytes_.size(); ++i) {
      value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes_[at + i])) << (8 * i);
    }
    return value;
  }
  std::uint16_t two(std::size_t at) const { return static_cast<std::uint16_t>(number(at, 2)); }
  std::uint32_t four(std::size_t at) const { return number(at, 4); }
  bool holds(std::size_t at, std::size_t octets) const { return at <= bytes_.size() && octets <= bytes_.size() - at; }

 private:
  std::string_view bytes_;
};

struct Part {
  std::size_t begin = 0;  // of its local header
  std::string_view packed;
  std::uint16_t method = stored;
};

// The table of contents at the archive's end. Absent where it is torn, encrypted, of many volumes or of 64 bits: no
// paper is.
std::optional<std::vector<Part>> parts_of(std::string_view content, bool& too_many) {
  Octets const octets{content};
  if (content.size() < end_octets) return std::nullopt;
  std::size_t const farthest = content.size() - std::min<std::size_t>(content.size(), end_octets + 0xFFFF);
  std::size_t end = content.size() - end_octets;
  while (octets.four(end) != end_signature) {
    if (end == farthest) return std::nullopt;
    --end;
  }
  std::size_t const count = octets.two(end + 10);
  too_many = count > parts_most;
  if (too_many) return std::nullopt;
  std::size_t at = octets.four(end + 16);
  std::vector<Part> parts;
  for (std::size_t i = 0; i < count; ++i) {
    if (!octets.holds(at, central_octets) || octets.four(at) != central_signature) return std::nullopt;
    std::size_t const begin = octets.four(at + 42);
    std::size_t const size = octets.four(at + 20);
    if ((octets.two(at + 8) & encrypted) != 0 || !octets.holds(begin, local_octets)) return std::nullopt;
    if (octets.four(begin) != local_signature) return std::nullopt;
    std::size_t const start = begin + local_octets + octets.two(begin + 26) + octets.two(begin + 28);
    if (!octets.holds(start, size)) return std::nullopt;
    parts.push_back({begin, content.substr(start, size), octets.two(at + 10)});
    at += central_octets + octets.two(at + 28) + octets.two(at + 30) + octets.two(at + 32);
  }
  return parts;
}

// Parts that share their octets are how a small archive unpacks to a huge one.
bool overlap(std::vector<Part> parts) {
  std::ranges::sort(parts, {}, &Part::begin);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    auto const& before = parts[i - 1];
    if (before.begin + local_octets + before.packed.size() > parts[i].begin) return true;
  }
  return false;
}

std::unexpected<Refusal> too_large() {
  return refuse(codes::packed_too_large, {}, {{"limit", std::to_string(unpacked_most / (1024 * 1024))}});
}

// Unpacks to nowhere, and counts; only a part that is itself an archive is kept, to be looked into.
Expected<std::string> unpacked(Part const& part, std::size_t& total) {
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return refuse(codes::packed_broken);
  std::unique_ptr<z_stream, decltype(&inflateEnd)> const held{&stream, &inflateEnd};
  std::string input{part.packed};
  // zlib's own type for octets
  stream.next_in = static_cast<Bytef*>(static_cast<void*>(input.data()));
  stream.avail_in = static_cast<uInt>(input.size());
  std::array<char, 64 * 1024> window{};
  std::string inner;
  for (int state = Z_OK; state == Z_OK;) {
    stream.next_out = static_cast<Bytef*>(static_cast<void*>(window.data()));
    stream.avail_out = static_cast<uInt>(window.size());
    state = inflate(&stream, Z_NO_FLUSH);
    if (state != Z_OK && state != Z_STREAM_END) return refuse(codes::packed_broken);
    std::string_view const piece{window.data(), window.size() - stream.avail_out};
    bool const first = stream.total_out == piece.size();
    total += piece.size();
    if (total > unpacked_most) return too_large();
    if (!inner.empty() || (first && is_packed(piece))) inner += piece;
  }
  return inner;
}

Expected<void> check(std::string_view content, std::size_t depth, std::size_t& total, std::size_t& count);

Expected<void> check_part(Part const& part, std::size_t depth, std::size_t& total, std::size_t& count) {
  if (part.method == stored) {
    total += part.packed.size();
    return is_packed(part.packed) ? check(part.packed, depth + 1, total, count) : Expected<void>{};
  }
  if (part.method != deflated) return refuse(codes::packed_broken);
  auto const inner = unpacked(part, total);
  if (!inner) return std::unexpected(inner.error());
  return inner->empty() ? Expected<void>{} : check(*inner, depth + 1, total, count);
}

Expected<void> check(std::string_view content, std::size_t depth, std::size_t& total, std::size_t& count) {
  if (depth > depth_most) return refuse(codes::packed_too_deep);
  bool too_many = false;
  auto const parts = parts_of(content, too_many);
  if (parts) count += parts->size();
  if (too_many || count > parts_most) {
    return refuse(codes::packed_too_many, {}, {{"limit", std::to_string(parts_most)}});
  }
  if (!parts || overlap(*parts)) return refuse(codes::packed_broken);
  for (auto const& part : *parts) {
    if (auto const checked = check_part(part, depth, total, count); !checked) return checked;
    if (total > unpacked_most) return too_large();
  }
  return {};
}

}  // namespace

bool is_packed(std::string_view start) {
  return start.starts_with(std::string_view{"PK\3\4", 4}) || start.starts_with(std::string_view{"PK\5\6", 4});
}

Expected<void> check_packed(std::string_view content) {
  if (!is_packed(content)) return {};
  std::size_t total = 0, count = 0;
  return check(content, 1, total, count);
}

}  // namespace congvu::app
