// A handle names one thing for ever without saying anything about it: 128 random bits, written as 32 hexadecimal
// digits. Streams, dossiers, people, keys and uploads have one each; all zeros means "none". Handles are drawn through
// the Randomness seam (base/randomness.h), so that a sample record can be laid twice alike.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace congvu {

class Handle {
 public:
  using Octets = std::array<std::uint8_t, 16>;

  constexpr Handle() = default;
  constexpr explicit Handle(Octets const& octets) : octets_(octets) {}

  constexpr Octets const& octets() const { return octets_; }
  // The sixteen octets as stored and hashed. Lives as long as the handle.
  std::string_view bytes() const& { return {reinterpret_cast<char const*>(octets_.data()), octets_.size()}; }
  std::string_view bytes() const&& = delete;
  constexpr bool none() const { return *this == Handle{}; }
  constexpr explicit operator bool() const { return !none(); }

  friend constexpr auto operator<=>(Handle const&, Handle const&) = default;

 private:
  Octets octets_{};
};

// 32 lower-case hexadecimal digits, and back; absent when the text is anything else.
std::string hex(Handle const&);
std::optional<Handle> parse_handle(std::string_view text);
// From its sixteen octets; absent when there are not sixteen.
std::optional<Handle> handle_from(std::string_view octets);

}  // namespace congvu

template <>
struct std::hash<congvu::Handle> {
  // Random bits need no further mixing; the first eight octets and the last are enough for handles made by counting
  // too.
  std::size_t operator()(congvu::Handle const& handle) const noexcept {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    for (int i = 0; i < 8; ++i) high = (high << 8) | handle.octets()[static_cast<std::size_t>(i)];
    for (int i = 8; i < 16; ++i) low = (low << 8) | handle.octets()[static_cast<std::size_t>(i)];
    return static_cast<std::size_t>(high ^ (low * 0x9e3779b97f4a7c15u));
  }
};
