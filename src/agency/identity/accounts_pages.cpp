// The administrator's pages of accounts: the list, one account and what can be done with it, and the slip with a code.
#include <algorithm>

#include "agency/identity/managing_api.h"
#include "base/text.h"
#include "page/guessing.h"
#include "page/moment.h"
#include "page/problem.h"

namespace congvu::identity {

namespace {

using page::Method;
using page::Reply;
using page::Request;

constexpr std::string_view list_template = "agency/identity/pages/accounts.html";
constexpr std::string_view one_template = "agency/identity/pages/account.html";
constexpr std::string_view new_template = "agency/identity/pages/account_new.html";
constexpr std::string_view code_template = "agency/identity/pages/account_code.html";

page::Url url_of(Handle account) {
  return page::url_path({"accounts", hex(account)});
}

// What the pages say of an account, its person and its position today.
json::object account_view(Management const& management, Account const& account, Request const& request) {
  auto const organisation = management.room.organisation();
  auto const& pages = management.room.pages;
  Date const today = local_date(request.now);
  auto const visitor = visitor_of(account, *organisation, today);
  auto const last = management.room.sessions.last_opened(account.handle);
  std::string const state{state_of(account)};
  return {
      {"account", account.name},
      {"name", visitor.name},
      {"role", pages.word(request, "identity.role." + visitor.role)},
      {"position", visitor.position_title.empty() ? "" : visitor.position_title + ", " + visitor.unit_name},
      {"no_longer_held", !account.position.empty() && !organisation->holds(account.person, account.position, today)},
      {"state", pages.word(request, "identity.state." + state)},
      {"locked", account.locked},
      {"invited", state == "invited"},
      {"last", last ? page::moment(*last) : pages.word(request, "identity.never")},
      {"account_url", url_of(account.handle).text()}};
}

page::Table table_of(Management const& management, std::vector<Account const*> const& accounts,
                     Request const& request) {
  using page::ColumnKind;
  auto const word = [&](std::string_view key) { return management.room.pages.word(request, key); };
  page::Table table{.name = "accounts",
                    .title = word("identity.accounts.title"),
                    .columns = {{"person", word("identity.person"), ColumnKind::link},
                                {"account", word("identity.sign_in.account"), ColumnKind::text},
                                {"role", word("identity.role"), ColumnKind::text},
                                {"position", word("identity.position"), ColumnKind::text},
                                {"state", word("identity.state"), ColumnKind::text},
                                {"last_sign_in", word("identity.last_sign_in"), ColumnKind::instant}},
                    .rows = {}};
  auto const organisation = management.room.organisation();
  for (auto const* account : accounts) {
    auto const visitor = visitor_of(*account, *organisation, local_date(request.now));
    auto const last = management.room.sessions.last_opened(account->handle);
    auto const position =
        visitor.position_title.empty() ? std::string{} : visitor.position_title + ", " + visitor.unit_name;
    table.rows.push_back(
        {page::Link{visitor.name, url_of(account->handle)}, account->name, word("identity.role." + visitor.role),
         position, word("identity.state." + std::string{state_of(*account)}), last ? page::Cell{*last} : page::Cell{}});
  }
  return table;
}

Expected<Reply> show_list(Management const& management, Request const& request) {
  auto const format = page::format_asked(request);
  if (!format) return std::unexpected<Refusal>(format.error());
  auto const accounts = management.room.accounts();
  std::vector<Account const*> list;
  for (auto const& [name, handle] : accounts->by_name) {
    if (auto const* account = account_of(*accounts, handle)) list.push_back(account);
  }
  if (*format) return management.hand_out(request, table_of(management, list, request), **format, "account.manage");
  json::array rows;
  for (auto const* account : list) rows.push_back(account_view(management, *account, request));
  auto const& pages = management.room.pages;
  return pages.show(request, list_template, pages.word(request, "identity.accounts.title"),
                    {{"accounts", std::move(rows)},
                     {"exports", page::exports_view(request)},
                     {"new_url", page::url_path({"accounts", "new"}).text()},
                     {"positions_url", page::url_path({"positions"}).text()}});
}

json::value faults_view(Management const& management, Request const& request, std::vector<Refusal> const& faults) {
  if (faults.empty()) return nullptr;
  return page::fault_summary(faults, management.room.pages.words(), request.language);
}

int status_of(std::vector<Refusal> const& faults) {
  return faults.empty() ? 200 : http_status(faults.front().code.kind);
}

// "N013 QLT-CV1": a person and the position they hold today.
std::string choice_of(std::string const& person, std::string_view position) {
  return person + " " + std::string{position};
}

// Everybody who holds a position today and has no account that acts from it.
json::array people_without_account(Management const& management, Request const& request) {
  auto const accounts = management.room.accounts();
  auto const organisation = management.room.organisation();
  Date const today = local_date(request.now);
  json::array choices;
  for (auto const* position : organisation->positions_on(today)) {
    auto const holder = organisation->holder_of(position->code, today);
    auto const* person = holder ? organisation->person(*holder) : nullptr;
    if (!person || !person->code) continue;
    bool const has_one = std::ranges::any_of(accounts->by_handle, [&](auto const& each) {
      return each.second.open() && each.second.person == *holder && each.second.position == position->code;
    });
    if (has_one) continue;
    auto const value = choice_of(*person->code, position->code);
    choices.push_back(
        json::object{{"value", value},
                     {"label", person->name.value_or("") + ", " + organisation->full_title(*position, today)},
                     {"selected", request.field("person") == value}});
  }
  return choices;
}

Reply invitation_form(Management const& management, Request const& request, std::vector<Refusal> const& faults) {
  auto choices = people_without_account(management, request);
  auto const& pages = management.room.pages;
  bool const any = !choices.empty();
  auto reply = pages.show(request, new_template, pages.word(request, "identity.invite.title"),
                          {{"fault_list", faults_view(management, request, faults)},
                           {"people", std::move(choices)},
                           {"any_person", any},
                           {"account", request.field("account")},
                           {"may_mail", management.mail != nullptr},
                           {"email", request.field("email")},
                           {"action_url", page::url_path({"accounts"}).text()},
                           {"accounts_url", page::url_path({"accounts"}).text()},
                           {"positions_url", page::url_path({"positions"}).text()}},
                          status_of(faults));
  for (auto const& fault : faults) page::tell_wait(reply, fault);
  return reply;
}

// Where a mail address was given: whether the letter went, for the page that shows the code all the same.
void put_mailed(json::object& view, Management const& management, Request const& request, CodeGiven const& given) {
  std::string const to{trimmed(request.field("email"))};
  view["mailed_to"] = "";
  view["not_mailed"] = "";
  if (to.empty() || !management.mail) return;
  auto const& words = management.room.pages.words();
  auto const word = [&](std::string_view key, std::vector<Argument> const& arguments) {
    return std::string{words.word(request.language, key, arguments)};
  };
  auto const name = view["name"].is_string() ? std::string{view["name"].get_string()} : std::string{};
  auto const sent = management.mail({to, name, word("identity.code.mail_subject", {{"account", given.name}}),
                                     word("identity.code.mail_text", {{"name", name},
                                                                      {"account", given.name},
                                                                      {"code", given.code},
                                                                      {"until", vietnamese(given.until)},
                                                                      {"address", management.address}})});
  if (sent) {
    view["mailed_to"] = word("identity.code.mailed", {{"to", to}});
  } else {
    view["not_mailed"] = page::sentence(sent.error(), words, request.language);
  }
}

// Shown once: the code is nowhere else.
Reply code_page(Management const& management, Request const& request, CodeGiven const& given) {
  auto const accounts = management.room.accounts();
  auto const* account = account_of(*accounts, given.account);
  auto const& pages = management.room.pages;
  json::object view = account ? account_view(management, *account, request) : json::object{};
  view["code"] = given.code;
  view["until"] = page::moment(given.until);
  view["address"] = management.address;
  put_mailed(view, management, request, given);
  view["accounts_url"] = page::url_path({"accounts"}).text();
  return pages.show(request, code_template, pages.word(request, "identity.code.title"), std::move(view));
}

Expected<Reply> take_invitation(Management const& management, Door& door, Request const& request) {
  auto const chosen = request.field("person");
  auto const space = chosen.find(' ');
  std::optional<std::string> position;
  if (space != std::string_view::npos) position = std::string{chosen.substr(space + 1)};
  auto const given = invite(management, door, actor_of(request.visitor), request.field("account"),
                            chosen.substr(0, space), std::move(position));
  if (!given) return invitation_form(management, request, page::faults_of(given.error()));
  return code_page(management, request, *given);
}

// The other positions that the account's person holds today.
json::array positions_to_move_to(Management const& management, Account const& account, Date today) {
  auto const organisation = management.room.organisation();
  json::array choices;
  for (auto const* position : organisation->positions_of_person(account.person, today)) {
    if (position->code == account.position) continue;
    choices.push_back(json::object{{"value", position->code}, {"label", organisation->full_title(*position, today)}});
  }
  return choices;
}

Expected<Reply> show_one(Management const& management, Request const& request, std::vector<Refusal> const& faults) {
  auto const handle = parse_handle(request.part("id"));
  auto const accounts = management.room.accounts();
  auto const* account = handle ? account_of(*accounts, *handle) : nullptr;
  if (!account) return refuse(codes::unknown_account, "account");
  auto view = account_view(management, *account, request);
  auto moves = positions_to_move_to(management, *account, local_date(request.now));
  auto const act_url = [&](std::string_view noun) { return url_of(*handle).below(page::url_path({noun})).text(); };
  view["fault_list"] = faults_view(management, request, faults);
  view["own"] = request.visitor && request.visitor->account == *handle;
  view["accounts_url"] = page::url_path({"accounts"}).text();
  view["may_mail"] = management.mail != nullptr;
  view["codes_url"] = act_url("codes");
  view["locks_url"] = act_url("locks");
  view["unlockings_url"] = act_url("unlockings");
  view["closings_url"] = act_url("closings");
  view["positions_url"] = act_url("positions");
  view["any_move"] = !moves.empty();
  view["moves"] = std::move(moves);
  json::array open;
  if (management.open_work && !account->position.empty()) {
    for (auto const& each : management.open_work(account->position)) {
      open.push_back(json::object{{"code", each.code}, {"work", each.work}, {"work_url", each.url.text()}});
    }
  }
  view["any_open"] = !open.empty();
  view["open"] = std::move(open);
  return management.room.pages.show(request, one_template, account->name, std::move(view), status_of(faults));
}

Expected<Reply> act(Management const& management, Door& door, Request const& request) {
  auto const handle = parse_handle(request.part("id"));
  if (!handle) return refuse(codes::unknown_account, "account");
  auto const actor = actor_of(request.visitor);
  auto const noun = request.part("act");
  Expected<void> done;
  if (noun == "codes") {
    auto const given = reset(management, door, actor, *handle);
    if (given) return code_page(management, request, *given);
    done = std::unexpected<Refusal>(given.error());
  } else if (noun == "locks") {
    done = lock(management, actor, *handle, request.field("reason"));
  } else if (noun == "unlockings") {
    done = unlock(management, actor, *handle);
  } else if (noun == "closings") {
    done = close(management, actor, *handle);
    if (done) return Reply::see_other(page::url_path({"accounts"}).text());
  } else if (noun == "positions") {
    done = move(management, actor, *handle, request.field("position"));
  } else {
    return refuse(codes::unknown_account, "account");
  }
  if (!done) return show_one(management, request, page::faults_of(done.error()));
  return Reply::see_other(url_of(*handle).text());
}

}  // namespace

std::vector<page::Route> accounts_page_routes(Management const& m, std::shared_ptr<Door> door) {
  auto const manage = page::Who::may("account.manage");
  return {
      {Method::get, "/accounts", manage, [m](Request const& request) { return show_list(m, request); }, std::nullopt},
      {Method::get, "/accounts/new", manage,
       [m](Request const& request) -> Expected<Reply> { return invitation_form(m, request, {}); }, std::nullopt},
      {Method::post, "/accounts", manage,
       [m, door](Request const& request) { return take_invitation(m, *door, request); }, std::nullopt},
      {Method::get, "/accounts/{id}", manage, [m](Request const& request) { return show_one(m, request, {}); },
       std::nullopt},
      {Method::post, "/accounts/{id}/{act}", manage,
       [m, door](Request const& request) { return act(m, *door, request); }, std::nullopt},
  };
}

}  // namespace congvu::identity
