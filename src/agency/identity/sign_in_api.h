// Signing in as the world sees it: one door for the page and for the API, and what a page knows of whoever came through
// it. The door counts tries, lets only so many passwords be hashed at once, and opens a session.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <semaphore>
#include <string>
#include <string_view>
#include <vector>

#include "agency/identity/attempts.h"
#include "agency/identity/limits.h"
#include "agency/identity/sessions.h"
#include "agency/identity/sign_in.h"
#include "page/pages.h"
#include "page/route.h"

namespace congvu::identity {

// Any thread.
class Door {
 public:
  // The account, once its password was right. Refusals: wrong_password, wait, busy. May wait for its turn, at most
  // limits::wait_for_turn.
  Expected<Account> enter(Accounts const&, std::string_view name, std::string_view password, std::string const& address,
                          Instant now);

 private:
  seconds wait(std::string const& name, std::string const& address, Instant now);

  std::mutex mutex_;
  Attempts by_name_{limits::free_tries_account};
  Attempts by_address_{limits::free_tries_address};
  std::counting_semaphore<limits::hashes_at_once> turns_{limits::hashes_at_once};
};

// What the routes of this room need of the program around them. Held for as long as the routes are served.
struct Connections {
  std::function<std::shared_ptr<Accounts const>()> accounts;
  std::function<std::shared_ptr<org::Organisation const>()> organisation;
  SessionBook& sessions;
  page::Pages const& pages;
  bool secure = true;                             // cookies over https only; false on loopback without it
  std::function<page::Url(Role)> home = nullptr;  // where one lands after signing in; "/" when not said
};

// Who is signed in, as pages show them; names as they are on the day.
page::Visitor visitor_of(Account const&, org::Organisation const&, Date);
// The visitor of a session's token: of its cookie for pages, of its bearer for the API. Absent when there is none.
std::optional<page::Visitor> visitor_of(page::Request const&, Connections const&);
// As whom a visitor acts; nobody in particular when there is none.
Actor actor_of(std::optional<page::Visitor> const&);
// The token a request carries, or empty.
std::string_view token_of(page::Request const&, bool secure);

std::vector<page::Route> api_routes(Connections const&, std::shared_ptr<Door>);
std::vector<page::Route> page_routes(Connections const&, std::shared_ptr<Door>);

}  // namespace congvu::identity
