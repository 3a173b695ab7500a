#include "agency/identity/sign_in.h"

#include "base/crypto.h"

namespace congvu::identity {

Expected<Account> sign_in(Accounts const& accounts, std::string_view name, std::string_view password) {
  // Held against what is typed for a name that nobody has, so that it costs the same.
  static std::string const nobodys_hash = hash_password("nobody", {});
  Account const* account = account_named(accounts, name);
  bool const right = verify_password(password, account ? account->password_hash : nobodys_hash);
  if (!account || !right) return refuse(codes::wrong_password);
  return *account;
}

}  // namespace congvu::identity
