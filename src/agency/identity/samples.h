// The accounts of a sample record. Their passwords follow from the record's seed, so they need not be kept anywhere and
// can be shown to whoever tries the program; a real record has none of them.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "agency/identity/commands.h"

namespace congvu::identity {

// accounts.yaml of a pack.
struct SampleAccount {
  std::string account;
  std::string person;
  Role role = Role::citizen;
  std::optional<std::string> position;
};
BOOST_DESCRIBE_STRUCT(SampleAccount, (), (account, person, role, position))

struct SampleAccounts {
  std::vector<SampleAccount> accounts;
};
BOOST_DESCRIBE_STRUCT(SampleAccounts, (), (accounts))

// Two short words without tone marks and four digits, "sen-ngoc-4821": easy to read aloud and to type.
std::string sample_password(std::string_view seed, std::string_view account);

// With the password hashed, which costs one Argon2id; its salt follows from the seed too.
OpenAccount opening(SampleAccount const&, std::string_view seed);

// One line of `congvu accounts --json`.
struct SampleAccess {
  std::string account;
  std::string password;
  Role role = Role::citizen;
  std::string position;  // codes; empty for a citizen
  std::string unit;
};
BOOST_DESCRIBE_STRUCT(SampleAccess, (), (account, password, role, position, unit))

// Every open account of a sample record: those whose position has stood longest first, then by name.
std::vector<SampleAccess> sample_access(Accounts const&, org::Organisation const&, std::string_view seed);

}  // namespace congvu::identity
