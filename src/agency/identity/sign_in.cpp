#include "agency/identity/sign_in.h"

#include "agency/identity/passwords.h"
#include "base/crypto.h"

namespace congvu::identity {

Expected<Entered> sign_in(Accounts const& accounts, std::string_view name, std::string_view secret, Instant now) {
  // Held against what is typed for a name that nobody has, so that it costs the same.
  static std::string const nobodys_hash = hash_password("nobody", {});
  Account const* account = account_named(accounts, name);
  bool const by_code = account && account->password_hash.empty() && !account->code_hash.empty();
  std::string const typed = by_code ? plain_code(secret) : std::string{secret};
  std::string const& hash = by_code ? account->code_hash : account ? account->password_hash : nobodys_hash;
  bool const right = verify_password(typed, hash.empty() ? nobodys_hash : hash) && !hash.empty();
  if (!account || !right) return refuse(codes::wrong_password);
  if (account->locked) return refuse(codes::account_locked);
  if (by_code && now >= account->code_until) {
    return refuse(codes::code_expired, {}, {{"until", vietnamese(account->code_until)}});
  }
  return Entered{*account, by_code};
}

}  // namespace congvu::identity
