// Limits of identity, with their reasons.
#pragma once

#include <chrono>
#include <cstddef>

namespace congvu::identity::limits {

inline constexpr std::size_t password_least = 10;          // characters; shorter is guessed from a stolen hash
inline constexpr std::size_t password_length = 256;        // octets; longer is no password but a load
inline constexpr int hashes_at_once = 2;                   // 19 MiB and a core each
inline constexpr std::chrono::seconds wait_for_turn{3};    // before a sign-in is told to come back
inline constexpr std::chrono::seconds seen_precision{60};  // how exactly a session's last request is kept

}  // namespace congvu::identity::limits
