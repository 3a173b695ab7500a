// Accounts as administrators manage them and owners keep them: what pages, API and command line have in common. A code
// is drawn here, hashed, recorded as its hash and given back once; whoever is shut out has their sessions ended; and
// nobody is let go who still holds open work.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "agency/identity/sign_in_api.h"
#include "page/handing_out.h"
#include "pipeline/pipeline.h"

namespace congvu::identity {

// One thing a position holds and owes, as the list shows it that stands in the way of leaving.
struct OpenWork {
  std::string code;
  std::string work;
  page::Url url;
};

// A one-time code on its way to whom it was drawn for. It is handed to the mail server at once and kept nowhere.
struct CodeLetter {
  std::string to;  // plain address
  std::string to_name;
  std::string subject, text;
};
using CodeMail = std::function<Expected<void>(CodeLetter const&)>;

// What these routes need of the program around them, beside what signing in needs.
struct Management {
  Connections room;
  Pipeline& pipeline;
  Randomness& chance;
  std::function<std::vector<OpenWork>(std::string_view position)> open_work;
  std::string address;  // by which people come here, for the slip; empty when none is set
  page::HandOut hand_out;
  CodeMail mail;  // empty where codes are handed over on paper alone
};

namespace codes {
inline constexpr Code open_work{"identity.open_work", Kind::conflict};                 // arguments: count, list
inline constexpr Code code_not_mailed{"identity.code_not_mailed", Kind::unavailable};  // arguments: to
}  // namespace codes

// A code as it is shown, once.
struct CodeGiven {
  Handle account;
  std::string name;  // of the account
  std::string code;
  Instant until;
};

Expected<CodeGiven> invite(Management const&, Door&, Actor const&, std::string_view name, std::string_view person,
                           std::optional<std::string> position);
Expected<CodeGiven> reset(Management const&, Door&, Actor const&, Handle account);
Expected<void> lock(Management const&, Actor const&, Handle account, std::string_view reason);
Expected<void> unlock(Management const&, Actor const&, Handle account);
// Refused with open_work where the account's position holds any.
Expected<void> close(Management const&, Actor const&, Handle account);
Expected<void> move(Management const&, Actor const&, Handle account, std::string_view position);
// Likewise; the accounts that act from the position are left, and act from nothing.
Expected<void> leave(Management const&, Actor const&, std::string_view position);

// After a code or the former password was right. Other sessions of the account end.
Expected<void> set_own_password(Management const&, Door&, Account const&, std::string_view password,
                                std::string_view session);

std::vector<page::Route> managing_api_routes(Management const&, std::shared_ptr<Door>);
// /accounts and its parts
std::vector<page::Route> accounts_page_routes(Management const&, std::shared_ptr<Door>);
// /my-account, and the password after a one-time code
std::vector<page::Route> own_page_routes(Management const&, std::shared_ptr<Door>);
// /positions: who holds them, takes them up, leaves them
std::vector<page::Route> positions_page_routes(Management const&);

}  // namespace congvu::identity
