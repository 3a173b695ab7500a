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
    std::string password_hash;
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

struct AccountClosed {
  static constexpr std::string_view name = "identity.account_closed";
  Handle account;
};
BOOST_DESCRIBE_STRUCT(AccountClosed, (), (account))

void apply(Account&, AccountOpened const&, Recorded const&);
void apply(Account&, AccountPasswordSet const&, Recorded const&);
void apply(Account&, AccountClosed const&, Recorded const&);
void apply(Accounts&, AccountOpened const&, Recorded const&);
void apply(Accounts&, AccountPasswordSet const&, Recorded const&);
void apply(Accounts&, AccountClosed const&, Recorded const&);

}  // namespace congvu::identity
