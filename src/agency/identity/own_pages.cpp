// One's own account: the first password after a one-time code, another password, and where one is signed in.
#include "agency/identity/managing_api.h"
#include "agency/identity/passwords.h"
#include "page/guessing.h"
#include "page/moment.h"
#include "page/problem.h"

namespace congvu::identity {

namespace {

using page::Method;
using page::Reply;
using page::Request;

constexpr std::string_view own_template = "agency/identity/pages/my_account.html";

// The new password, once it was typed twice alike.
Expected<std::string> typed_twice(Request const& request) {
  auto const password = request.field("password");
  if (password != request.field("again")) return refuse(codes::passwords_differ, "again");
  return std::string{password};
}

Expected<Reply> take_first_password(Management const& management, Door& door, Request const& request) {
  auto const name = request.field("account");
  auto const code = request.field("code");
  auto const next = request.field("next");
  auto const again = [&](Refusal const& fault) {
    return first_password_form(management.room, request, name, code, next, &fault);
  };
  auto const entered = door.enter(*management.room.accounts(), name, code, request.address, request.now);
  if (!entered) return again(entered.error());
  if (!entered->by_code) return again(Refusal{codes::wrong_password});
  auto const password = typed_twice(request);
  if (!password) return again(password.error());
  if (auto const set = set_own_password(management, door, entered->account, *password, {}); !set) {
    return again(set.error());
  }
  auto reply = leading_home(management.room, entered->account.role, next);
  reply.opens_session = management.room.sessions.open(entered->account.handle, request.now);
  return reply;
}

Expected<Reply> show_own(Management const& management, Request const& request, std::vector<Refusal> const& faults,
                         std::string_view said = {}) {
  if (!request.visitor) return refuse(codes::not_signed_in);
  auto const accounts = management.room.accounts();
  auto const* account = account_of(*accounts, request.visitor->account);
  if (!account) return refuse(codes::not_signed_in);
  auto const& pages = management.room.pages;
  json::array sessions;
  for (auto const& [session, this_one] : management.room.sessions.of(account->handle, request.session, request.now)) {
    sessions.push_back(json::object{{"opened", page::moment(session.opened)},
                                    {"last_seen", page::moment(session.last_seen)},
                                    {"this_one", this_one}});
  }
  bool const others = sessions.size() > 1;
  json::object view{{"account", account->name},
                    {"role", pages.word(request, "identity.role." + request.visitor->role)},
                    {"least", std::to_string(limits::password_least)},
                    {"said", said.empty() ? json::value(nullptr) : json::value(pages.word(request, said))},
                    {"sessions", std::move(sessions)},
                    {"others", others},
                    {"password_url", page::url_path({"my-account", "password"}).text()},
                    {"sessions_url", page::url_path({"my-account", "sessions"}).text()},
                    {"fault_list", nullptr}};
  if (!faults.empty()) view["fault_list"] = page::fault_summary(faults, pages.words(), request.language);
  auto reply = pages.show(request, own_template, pages.word(request, "identity.own.title"), std::move(view),
                          faults.empty() ? 200 : http_status(faults.front().code.kind));
  for (auto const& fault : faults) page::tell_wait(reply, fault);
  return reply;
}

Expected<Reply> take_password(Management const& management, Door& door, Request const& request) {
  auto const accounts = management.room.accounts();
  auto const* account = request.visitor ? account_of(*accounts, request.visitor->account) : nullptr;
  if (!account) return refuse(codes::not_signed_in);
  auto const entered = door.enter(*accounts, account->name, request.field("current"), request.address, request.now);
  if (!entered) {
    Refusal fault = entered.error();
    if (fault.code == codes::wrong_password) fault = Refusal{codes::wrong_current, "current"};
    return show_own(management, request, {fault});
  }
  auto const password = typed_twice(request);
  if (!password) return show_own(management, request, {password.error()});
  auto const set = set_own_password(management, door, *account, *password, request.session);
  if (!set) return show_own(management, request, {set.error()});
  return show_own(management, request, {}, "identity.own.password_set");
}

Expected<Reply> end_others(Management const& management, Request const& request) {
  if (!request.visitor) return refuse(codes::not_signed_in);
  management.room.sessions.close_others(request.visitor->account, request.session);
  return Reply::see_other(page::url_path({"my-account"}).text());
}

}  // namespace

std::vector<page::Route> own_page_routes(Management const& m, std::shared_ptr<Door> door) {
  auto const own = page::Who::signed_in();
  return {
      {Method::post, "/sign-in/password", page::Who::anyone(),
       [m, door](Request const& request) { return take_first_password(m, *door, request); }, std::nullopt},
      {Method::get, "/my-account", own, [m](Request const& request) { return show_own(m, request, {}); }, std::nullopt},
      {Method::post, "/my-account/password", own,
       [m, door](Request const& request) { return take_password(m, *door, request); }, std::nullopt},
      {Method::post, "/my-account/sessions", own, [m](Request const& request) { return end_others(m, request); },
       std::nullopt},
  };
}

}  // namespace congvu::identity
