// Signing in as the world sees it: one door for the page and for the API, and what a page knows of whoever came through
// it. The door counts tries, lets only so many passwords be hashed at once, and opens a session.
#pragma once

#include <functional>
#include <memory>
#include <semaphore>
#include <string>
#include <string_view>
#include <vector>

#include "agency/identity/limits.h"
#include "agency/identity/sessions.h"
#include "agency/identity/sign_in.h"
#include "base/randomness.h"
#include "page/pages.h"
#include "page/route.h"
#include "page/throttle.h"

namespace congvu::identity {

// Any thread.
class Door {
 public:
  // The account, once its password or code was right. Refusals: those of sign_in, busy, page.too_many. May wait for its
  // turn, at most limits::wait_for_turn.
  Expected<Entered> enter(Accounts const&, std::string_view name, std::string_view secret, std::string_view address,
                          Instant now);
  // A new password or code as it is recorded; waits for its turn likewise.
  Expected<std::string> hashed(std::string_view secret, Randomness&);

 private:
  page::WrongSecrets wrong_;
  std::counting_semaphore<limits::hashes_at_once> turns_{limits::hashes_at_once};
};

// What the routes of this room need of the program around them. Held for as long as the routes are served.
struct Connections {
  std::function<std::shared_ptr<Accounts const>()> accounts;
  std::function<std::shared_ptr<org::Organisation const>()> organisation;
  SessionBook& sessions;
  page::Pages const& pages;
  std::function<page::Url(Role)> home = nullptr;  // where one lands after signing in; "/" when not said
};

// Who is signed in, as pages show them; names as they are on the day.
page::Visitor visitor_of(Account const&, org::Organisation const&, Date);
// The visitor whom a token stands for, now seen; absent when the session has ended or the account was closed.
std::optional<page::Visitor> visitor_of(std::string_view token, Instant now, Connections const&);
// As whom a visitor acts; nobody in particular when there is none.
Actor actor_of(std::optional<page::Visitor> const&);

// Leads whoever has just signed in to `next`, or home.
page::Reply leading_home(Connections const&, Role, std::string_view next);
// The form in which somebody who came with a one-time code sets a password.
page::Reply first_password_form(Connections const&, page::Request const&, std::string_view account,
                                std::string_view code, std::string_view next, Refusal const* fault);

std::vector<page::Route> api_routes(Connections const&, std::shared_ptr<Door>);
std::vector<page::Route> page_routes(Connections const&, std::shared_ptr<Door>);

}  // namespace congvu::identity
