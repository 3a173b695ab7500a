// The accounts by API: the same acts as on the pages, as JSON.
#include "agency/identity/managing_api.h"
#include "agency/identity/passwords.h"
#include "page/listing.h"

namespace congvu::identity {

namespace {

using page::Method;
using page::Reply;
using page::Request;
using page::Who;

struct AccountLine {
  Handle id;
  std::string account;
  std::string name;
  std::string role;
  std::string state;  // invited, active, locked
  std::optional<std::string> position;
  std::optional<Instant> last_sign_in;
};
BOOST_DESCRIBE_STRUCT(AccountLine, (), (id, account, name, role, state, position, last_sign_in))

struct AccountList {
  std::vector<AccountLine> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(AccountList, (), (items, next))

struct Invitation {
  Text<64, 3> account;
  std::string person;
  std::optional<std::string> position;
};
BOOST_DESCRIBE_STRUCT(Invitation, (), (account, person, position))

struct CodeShown {
  Handle id;
  std::string account;
  std::string code;
  Instant until;
};
BOOST_DESCRIBE_STRUCT(CodeShown, (), (id, account, code, until))

struct Locking {
  Text<1000, 1> reason;
};
BOOST_DESCRIBE_STRUCT(Locking, (), (reason))

struct Moving {
  std::string position;
};
BOOST_DESCRIBE_STRUCT(Moving, (), (position))

// POST /api/v1/passwords: with the one-time code; /api/v1/me/passwords: with the password one has.
struct FirstPassword {
  Text<64> account;
  Text<64> code;
  Text<limits::password_length> password;
};
BOOST_DESCRIBE_STRUCT(FirstPassword, (), (account, code, password))

struct NewPassword {
  Text<limits::password_length> current, password;
};
BOOST_DESCRIBE_STRUCT(NewPassword, (), (current, password))

struct Done {
  bool done = true;
};
BOOST_DESCRIBE_STRUCT(Done, (), (done))

Expected<Reply> done_reply(Expected<void> const& done, int status = 200) {
  if (!done) return std::unexpected<Refusal>(done.error());
  return Reply::json(to_json(Done{}), status);
}

Expected<Reply> code_reply(Expected<CodeGiven> const& given) {
  if (!given) return std::unexpected<Refusal>(given.error());
  return Reply::json(to_json(CodeShown{given->account, given->name, given->code, given->until}), 201);
}

Expected<Reply> list(Management const& management, Request const& request) {
  auto const wanted = page::piecewise(request);
  if (!wanted) return std::unexpected<Refusal>(wanted.error());
  auto const accounts = management.room.accounts();
  auto const organisation = management.room.organisation();
  json::array items;
  std::optional<std::string> after;
  for (auto at = wanted->after ? accounts->by_name.upper_bound(*wanted->after) : accounts->by_name.begin();
       at != accounts->by_name.end(); ++at) {
    auto const* account = account_of(*accounts, at->second);
    if (!account) continue;
    if (items.size() == wanted->limit) {
      after = items.back().at("account").as_string().c_str();
      break;
    }
    auto const* person = organisation->person(account->person);
    AccountLine line{account->handle,
                     account->name,
                     person ? person->name.value_or("") : std::string{},
                     std::string{name_of(account->role)},
                     std::string{state_of(*account)},
                     {},
                     management.room.sessions.last_opened(account->handle)};
    if (!account->position.empty()) line.position = account->position;
    items.push_back(to_json(line));
  }
  return Reply::json(page::listing(request, std::move(items), after));
}

Expected<Reply> first_password(Management const& management, Door& door, Request const& request) {
  auto const typed = from_json<FirstPassword>(request.body);
  if (!typed) return std::unexpected<Refusal>(typed.error());
  auto const entered =
      door.enter(*management.room.accounts(), typed->account.value, typed->code.value, request.address, request.now);
  if (!entered) return std::unexpected<Refusal>(entered.error());
  if (!entered->by_code) return refuse(codes::wrong_password);
  return done_reply(set_own_password(management, door, entered->account, typed->password.value, {}), 201);
}

Expected<Reply> new_password(Management const& management, Door& door, Request const& request) {
  auto const typed = from_json<NewPassword>(request.body);
  if (!typed) return std::unexpected<Refusal>(typed.error());
  auto const accounts = management.room.accounts();
  auto const* account = request.visitor ? account_of(*accounts, request.visitor->account) : nullptr;
  if (!account) return refuse(codes::not_signed_in);
  auto const entered = door.enter(*accounts, account->name, typed->current.value, request.address, request.now);
  if (!entered) return std::unexpected<Refusal>(entered.error());
  return done_reply(set_own_password(management, door, *account, typed->password.value, request.session), 201);
}

// The account that a path names.
Expected<Handle> handle_in(Request const& request) {
  auto const handle = parse_handle(request.part("id"));
  if (!handle) return refuse(codes::unknown_account, "account");
  return *handle;
}

template <class Body, class Act>
page::Handler on_account(Act act) {
  return [act](Request const& request) -> Expected<Reply> {
    auto const handle = handle_in(request);
    if (!handle) return std::unexpected<Refusal>(handle.error());
    auto const body = from_json<Body>(request.body);
    if (!body) return std::unexpected<Refusal>(body.error());
    return act(request, *handle, *body);
  };
}

struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

page::Route post(std::string pattern, Who who, page::Handler handler, std::string id, std::string summary,
                 json::object body, json::object reply, int status) {
  page::Operation operation;
  operation.id = std::move(id);
  operation.summary = std::move(summary);
  operation.request = std::move(body);
  operation.reply = std::move(reply);
  operation.status = status;
  return {Method::post, std::move(pattern), std::move(who), std::move(handler), std::move(operation)};
}

std::vector<page::Route> acts_of_administrators(Management const& m, std::shared_ptr<Door> const& door) {
  auto const manage = Who::may("account.manage");
  std::string const one = "/api/v1/accounts/{id}/";
  auto const actor = [](Request const& request) { return actor_of(request.visitor); };
  auto const invited = [m, door, actor](Request const& request) -> Expected<Reply> {
    auto const body = from_json<Invitation>(request.body);
    if (!body) return std::unexpected<Refusal>(body.error());
    return code_reply(invite(m, *door, actor(request), body->account.value, body->person, body->position));
  };
  return {
      post("/api/v1/accounts", manage, invited, "invite_account",
           "An account for a person of the organisation; the one-time code is in this answer and nowhere else",
           schema_of<Invitation>(), schema_of<CodeShown>(), 201),
      post(one + "codes", manage, on_account<Nothing>([m, door, actor](Request const& request, Handle id, auto const&) {
             return code_reply(reset(m, *door, actor(request), id));
           }),
           "reset_account", "A new one-time code; the password counts no more, sessions end", {},
           schema_of<CodeShown>(), 201),
      post(one + "locks", manage,
           on_account<Locking>([m, actor](Request const& request, Handle id, Locking const& body) {
             return done_reply(lock(m, actor(request), id, body.reason.value), 201);
           }),
           "lock_account", "Nobody comes in by it until it is unlocked; sessions end", schema_of<Locking>(),
           schema_of<Done>(), 201),
      post(one + "unlockings", manage, on_account<Nothing>([m, actor](Request const& request, Handle id, auto const&) {
             return done_reply(unlock(m, actor(request), id), 201);
           }),
           "unlock_account", "The account can be used again", {}, schema_of<Done>(), 201),
      post(one + "closings", manage, on_account<Nothing>([m, actor](Request const& request, Handle id, auto const&) {
             return done_reply(close(m, actor(request), id), 201);
           }),
           "close_account", "For ever; refused while its position holds open work", {}, schema_of<Done>(), 201),
      post(one + "positions", manage,
           on_account<Moving>([m, actor](Request const& request, Handle id, Moving const& body) {
             return done_reply(move(m, actor(request), id, body.position), 201);
           }),
           "move_account", "The account acts from another position that its person holds", schema_of<Moving>(),
           schema_of<Done>(), 201),
  };
}

}  // namespace

std::vector<page::Route> managing_api_routes(Management const& m, std::shared_ptr<Door> door) {
  page::Operation listing;
  listing.id = "list_accounts";
  listing.summary = "Open accounts, by name";
  listing.reply = schema_of<AccountList>();
  listing.parameters = {{"cursor", "where the list goes on"}, {"limit", "how many at most"}};
  std::vector<page::Route> all = acts_of_administrators(m, door);
  all.push_back({Method::get, "/api/v1/accounts", Who::may("account.manage"),
                 [m](Request const& request) { return list(m, request); }, listing});
  all.push_back(post(
      "/api/v1/passwords", Who::anyone(),
      [m, door](Request const& request) { return first_password(m, *door, request); }, "set_first_password",
      "A password of one's own, with the one-time code", schema_of<FirstPassword>(), schema_of<Done>(), 201));
  all.push_back(post(
      "/api/v1/me/passwords", Who::signed_in(),
      [m, door](Request const& request) { return new_password(m, *door, request); }, "set_password",
      "Another password of one's own; all other sessions end", schema_of<NewPassword>(), schema_of<Done>(), 201));
  return all;
}

}  // namespace congvu::identity
