// What may be asked about accounts. A password arrives here already hashed: hashing is costly on purpose and is done
// before, on the request's own thread.
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

struct SetPassword {
  static constexpr std::string_view name = "identity.set_password";
  Handle account;
  std::string password_hash;
};
BOOST_DESCRIBE_STRUCT(SetPassword, (), (account, password_hash))

struct CloseAccount {
  static constexpr std::string_view name = "identity.close_account";
  Handle account;
};
BOOST_DESCRIBE_STRUCT(CloseAccount, (), (account))

Expected<Question> question(OpenAccount const&, Context const&, States const&);
Expected<Question> question(SetPassword const&, Context const&, States const&);
Expected<Question> question(CloseAccount const&, Context const&, States const&);
Decision decide(OpenAccount const&, Context const&, States const&);
Decision decide(SetPassword const&, Context const&, States const&);
Decision decide(CloseAccount const&, Context const&, States const&);

}  // namespace congvu::identity
