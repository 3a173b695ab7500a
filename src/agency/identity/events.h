// What happens to accounts. Name, person and password lie in the personal part, under the person's key.
#pragma once

#include "agency/identity/identity.h"

namespace congvu::identity {

struct AccountOpened {
  static constexpr std::string_view name = "identity.account_opened";
  Handle account;
  Role role = Role::citizen;
  std::optional<std::string> position;
  struct Personal {
    std::string name;  // what is typed to sign in
    Handle person;
    std::string password_hash;  // empty: a one-time code is issued with it
    BOOST_DESCRIBE_CLASS(Personal, (), (name, person, password_hash), (), ())
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(AccountOpened, (), (account, role, position, personal))

struct AccountPasswordSet {
  static constexpr std::string_view name = "identity.account_password_set";
  Handle account;
  struct Personal {
    std::string password_hash;
    BOOST_DESCRIBE_CLASS(Personal, (), (password_hash), (), ())
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(AccountPasswordSet, (), (account, personal))

// A one-time code was given out; the password that was there counts no more.
struct AccountCodeIssued {
  static constexpr std::string_view name = "identity.account_code_issued";
  Handle account;
  Instant until;
  struct Personal {
    std::string code_hash;
    BOOST_DESCRIBE_CLASS(Personal, (), (code_hash), (), ())
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(AccountCodeIssued, (), (account, until, personal))

struct AccountLocked {
  static constexpr std::string_view name = "identity.account_locked";
  Handle account;
  struct Personal {
    Text<1000> reason;
    BOOST_DESCRIBE_CLASS(Personal, (), (reason), (), ())
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(AccountLocked, (), (account, personal))

struct AccountUnlocked {
  static constexpr std::string_view name = "identity.account_unlocked";
  Handle account;
};
BOOST_DESCRIBE_STRUCT(AccountUnlocked, (), (account))

struct AccountMoved {
  static constexpr std::string_view name = "identity.account_moved";
  Handle account;
  Role role = Role::citizen;
  std::string position;
};
BOOST_DESCRIBE_STRUCT(AccountMoved, (), (account, role, position))

struct AccountClosed {
  static constexpr std::string_view name = "identity.account_closed";
  Handle account;
};
BOOST_DESCRIBE_STRUCT(AccountClosed, (), (account))

void apply(Account&, AccountOpened const&, Recorded const&);
void apply(Account&, AccountPasswordSet const&, Recorded const&);
void apply(Account&, AccountCodeIssued const&, Recorded const&);
void apply(Account&, AccountLocked const&, Recorded const&);
void apply(Account&, AccountUnlocked const&, Recorded const&);
void apply(Account&, AccountMoved const&, Recorded const&);
void apply(Account&, AccountClosed const&, Recorded const&);
void apply(Accounts&, AccountOpened const&, Recorded const&);
void apply(Accounts&, AccountPasswordSet const&, Recorded const&);
void apply(Accounts&, AccountCodeIssued const&, Recorded const&);
void apply(Accounts&, AccountLocked const&, Recorded const&);
void apply(Accounts&, AccountUnlocked const&, Recorded const&);
void apply(Accounts&, AccountMoved const&, Recorded const&);
void apply(Accounts&, AccountClosed const&, Recorded const&);

}  // namespace congvu::identity
