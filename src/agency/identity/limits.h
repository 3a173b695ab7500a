// Limits of identity, with their reasons.
#pragma once

#include <chrono>
#include <cstddef>

namespace congvu::identity::limits {

inline constexpr std::size_t password_length = 256;  // octets; longer is no password but a load
inline constexpr unsigned free_tries_account = 3;    // wrong passwords before one waits: a slip of the finger or two
inline constexpr unsigned free_tries_address = 30;   // a whole office may come from one address
inline constexpr std::chrono::seconds longest_wait{60};     // trust.md: no permanent lockout
inline constexpr std::chrono::minutes tries_forgotten{15};  // since the last wrong one
inline constexpr std::size_t counted_keys = 50'000;         // names and addresses counted at once; about 5 MB
inline constexpr int hashes_at_once = 2;                    // 19 MiB and a core each
inline constexpr std::chrono::seconds wait_for_turn{3};     // before a sign-in is told to come back
inline constexpr std::chrono::seconds seen_precision{60};   // how exactly a session's last request is kept

}  // namespace congvu::identity::limits
