// What may be asked about accounts. A password or code arrives here already hashed: hashing is costly on purpose and is
// done before, on the request's own thread.
#pragma once

#include "agency/identity/identity.h"

namespace congvu::identity {

// For a person of the organisation, by their code there. `position` is needed for every role but the citizen's.
struct OpenAccount {
  static constexpr std::string_view name = "identity.open_account";
  Text<64, 3> account;
  std::string person;
  Role role = Role::citizen;
  std::optional<std::string> position;
  std::string password_hash;
};
BOOST_DESCRIBE_STRUCT(OpenAccount, (), (account, person, role, position, password_hash))

// An account without a password, and a one-time code with which its person sets one. The role follows from the
// position; without a position it is a citizen's.
struct InviteAccount {
  static constexpr std::string_view name = "identity.invite_account";
  Text<64, 3> account;
  std::string person;
  std::optional<std::string> position;
  std::string code_hash;
};
BOOST_DESCRIBE_STRUCT(InviteAccount, (), (account, person, position, code_hash))

// A new code for somebody who has lost the way in. The password they had counts no more.
struct IssueCode {
  static constexpr std::string_view name = "identity.issue_code";
  Handle account;
  std::string code_hash;
};
BOOST_DESCRIBE_STRUCT(IssueCode, (), (account, code_hash))

// By whoever the account belongs to, with the code or the password they had; either has been checked before.
struct SetOwnPassword {
  static constexpr std::string_view name = "identity.set_own_password";
  Handle account;
  std::string password_hash;
};
BOOST_DESCRIBE_STRUCT(SetOwnPassword, (), (account, password_hash))

struct LockAccount {
  static constexpr std::string_view name = "identity.lock_account";
  Handle account;
  Text<1000, 1> reason;
};
BOOST_DESCRIBE_STRUCT(LockAccount, (), (account, reason))

struct UnlockAccount {
  static constexpr std::string_view name = "identity.unlock_account";
  Handle account;
};
BOOST_DESCRIBE_STRUCT(UnlockAccount, (), (account))

// Its person has another position now: the account acts from there, in the role that goes with it.
struct MoveAccount {
  static constexpr std::string_view name = "identity.move_account";
  Handle account;
  std::string position;
};
BOOST_DESCRIBE_STRUCT(MoveAccount, (), (account, position))

struct CloseAccount {
  static constexpr std::string_view name = "identity.close_account";
  Handle account;
};
BOOST_DESCRIBE_STRUCT(CloseAccount, (), (account))

Expected<Question> question(OpenAccount const&, Context const&, States const&);
Expected<Question> question(InviteAccount const&, Context const&, States const&);
Expected<Question> question(IssueCode const&, Context const&, States const&);
Expected<Question> question(SetOwnPassword const&, Context const&, States const&);
Expected<Question> question(LockAccount const&, Context const&, States const&);
Expected<Question> question(UnlockAccount const&, Context const&, States const&);
Expected<Question> question(MoveAccount const&, Context const&, States const&);
Expected<Question> question(CloseAccount const&, Context const&, States const&);
Decision decide(OpenAccount const&, Context const&, States const&);
Decision decide(InviteAccount const&, Context const&, States const&);
Decision decide(IssueCode const&, Context const&, States const&);
Decision decide(SetOwnPassword const&, Context const&, States const&);
Decision decide(LockAccount const&, Context const&, States const&);
Decision decide(UnlockAccount const&, Context const&, States const&);
Decision decide(MoveAccount const&, Context const&, States const&);
Decision decide(CloseAccount const&, Context const&, States const&);

}  // namespace congvu::identity
