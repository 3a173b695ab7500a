// An account is how a person comes in: a name to type, a password that only they know, and the role in which they come.
// A citizen's account is for their own matters; an account of staff names the position it acts from, and what that
// position may do is not written here but asked of authority, for that day. Accounts are in the record; sessions are
// not, for being signed in is no act.
//
// Table of contents: this page, events.h, commands.h, accounts.cpp (decide and apply), sign_in.h (name and password to
// account), sessions.h and sessions_queries.h, samples.h (accounts of a sample record), sign_in_api.h (the door for
// page and API), pages.cpp, room.h.
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

enum class Role { citizen, clerk, officer, head, leader, supervisor, administrator };
BOOST_DESCRIBE_ENUM(Role, citizen, clerk, officer, head, leader, supervisor, administrator)

struct Account {
  static constexpr std::string_view stream = "account";
  Handle handle;
  Role role = Role::citizen;
  std::string position;  // code; empty for a citizen
  bool closed = false;
  // What erasure takes away: an account without a name can never be signed in to again.
  std::string name;
  Handle person;
  std::string password_hash;

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
inline constexpr Code wrong_password{"identity.wrong_password", Kind::unauthenticated};  // also for unknown names
inline constexpr Code busy{"identity.busy", Kind::unavailable};                          // arguments: retry_after
inline constexpr Code not_signed_in{"identity.not_signed_in", Kind::unauthenticated};
}  // namespace codes

}  // namespace congvu::identity
