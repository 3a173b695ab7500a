// An account is how a person comes in: a name to type, a password that only they know, and the role in which they come.
// A citizen's account is for their own matters; an account of staff names the position it acts from, and what that
// position may do is not written here but asked of authority, for that day. Accounts are in the record; sessions are
// not, for being signed in is no act.
//
// Table of contents: this page, events.h, commands.h, accounts.cpp (opening, closing, what stands), managing.cpp
// (inviting, codes, locks, moving, one's own password), passwords.h (one-time codes, and which passwords are taken),
// sign_in.h (name and password to account), sessions.h and sessions_queries.h, samples.h (accounts of a sample record),
// sign_in_api.h (the door for page and API), pages.cpp, managing_api.h and the pages of administrators and of one's own
// account, room.h.
#pragma once

#include <boost/describe.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "agency/org/org.h"
#include "base/described.h"
#include "pipeline/act.h"

namespace congvu::identity {

// For this long a one-time code can be used: time for a slip to reach its person, weekend included.
inline constexpr std::chrono::hours code_lasts{72};

enum class Role { citizen, clerk, officer, head, leader, supervisor, administrator };
BOOST_DESCRIBE_ENUM(Role, citizen, clerk, officer, head, leader, supervisor, administrator)

struct Account {
  static constexpr std::string_view stream = "account";
  Handle handle;
  Role role = Role::citizen;
  std::string position;  // code; empty for a citizen
  bool closed = false;
  bool locked = false;
  Instant code_until;  // until when a one-time code opens the way to a password of one's own
  // What erasure takes away: an account without a name can never be signed in to again.
  std::string name;
  Handle person;
  std::string password_hash;  // empty until a password of one's own is set
  std::string code_hash;      // of a one-time code that nobody has used yet; empty when there is none

  bool open() const { return handle && !closed && !name.empty(); }
};

// Every account there is.
struct Accounts {
  static constexpr std::string_view standing = "identity.accounts";
  std::map<Handle, Account> by_handle;
  std::map<std::string, Handle, std::less<>> by_name;  // folded
};

// 3 to 64 of a-z, 0-9 and . _ - @ once capital letters are made small and outer spaces dropped; absent for others.
std::optional<std::string> folded_name(std::string_view typed);

// Null when there is none, or none open.
Account const* account_named(Accounts const&, std::string_view typed);
Account const* account_of(Accounts const&, Handle);

// As whom an account acts on a day: staff from their position, a citizen from none. A position the person no longer
// holds is kept, so that the Gate's refusal can name it.
Actor actor_of(Account const&);

// "invited" until a password is set, then "active" or "locked": the keys of their words.
std::string_view state_of(Account const&);

// The role in which the holder of such a position comes.
Role role_of(org::PositionKind);

namespace codes {
inline constexpr Code bad_name{"identity.bad_name"};                      // arguments: given
inline constexpr Code name_taken{"identity.name_taken", Kind::conflict};  // arguments: name
inline constexpr Code unknown_person{"identity.unknown_person"};          // arguments: code
inline constexpr Code position_needed{"identity.position_needed"};        // arguments: role
inline constexpr Code no_position_for_citizen{"identity.no_position_for_citizen"};
inline constexpr Code unknown_position{"identity.unknown_position"};  // arguments: code
inline constexpr Code bad_password_hash{"identity.bad_password_hash"};
inline constexpr Code unknown_account{"identity.unknown_account", Kind::not_found};
inline constexpr Code account_closed{"identity.account_closed", Kind::conflict};
inline constexpr Code account_locked{"identity.account_locked", Kind::forbidden};
inline constexpr Code position_not_held{"identity.position_not_held"};      // arguments: position, person
inline constexpr Code has_account{"identity.has_account", Kind::conflict};  // arguments: account
inline constexpr Code own_account{"identity.own_account", Kind::conflict};  // nobody resets, locks or closes themselves
inline constexpr Code last_administrator{"identity.last_administrator", Kind::conflict};
inline constexpr Code code_expired{"identity.code_expired", Kind::unauthenticated};  // arguments: until
inline constexpr Code code_only{"identity.code_only", Kind::unauthenticated};  // a code opens no session by itself
inline constexpr Code wrong_password{"identity.wrong_password", Kind::unauthenticated};  // also for unknown names
inline constexpr Code busy{"identity.busy", Kind::unavailable};                          // arguments: retry_after
inline constexpr Code not_signed_in{"identity.not_signed_in", Kind::unauthenticated};
}  // namespace codes

}  // namespace congvu::identity
