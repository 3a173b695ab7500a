// The two secrets of an account. A one-time code is given out by an administrator, printed or read aloud, and is worth
// one thing: setting a password of one's own. A password is refused where it would be guessed first: too short, the
// account's own name, or one of those that everybody tries.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "agency/identity/identity.h"

namespace congvu::identity {

namespace codes {
inline constexpr Code password_short{"identity.password_short"};      // arguments: least
inline constexpr Code password_long{"identity.password_long"};        // arguments: most
inline constexpr Code password_is_name{"identity.password_is_name"};  // the account's or the person's
inline constexpr Code password_common{"identity.password_common"};    // everybody tries it
inline constexpr Code wrong_current{"identity.wrong_current"};        // the password one has
inline constexpr Code passwords_differ{"identity.passwords_differ"};  // typed twice, and not alike
}  // namespace codes

// "K7QM-4WXP-9RTA": 60 random bits in an alphabet without look-alikes.
using CodeOctets = std::array<std::uint8_t, 12>;
std::string one_time_code(CodeOctets const& drawn);
// As it is hashed: capital letters, without the hyphens and spaces that people type or leave out.
std::string plain_code(std::string_view typed);

// Refused with one of the codes above. `names` are those it must not be.
Expected<void> check_password(std::string_view password, std::initializer_list<std::string_view> names);

}  // namespace congvu::identity
