#include "app/routes.h"

#include <boost/json/serialize.hpp>

#include "agency/authority/room.h"
#include "agency/decision/room.h"
#include "agency/duty/duty_pages.h"
#include "agency/duty/queries.h"
#include "agency/duty/room.h"
#include "agency/extract/extract_pages.h"
#include "agency/identity/room.h"
#include "agency/notice/room.h"
#include "agency/org/people_pages.h"
#include "agency/preference/preference_pages.h"
#include "agency/procedure/finding_pages.h"
#include "agency/procedure/room.h"
#include "agency/reading/reading_pages.h"
#include "app/attachments.h"
#include "app/paper_pictures.h"
#include "app/read_marks.h"
#include "insight/search/room.h"
#include "insight/today/room.h"
#include "page/openapi.h"
#include "work/dossier/citizen_pages.h"
#include "work/dossier/deciding.h"
#include "work/dossier/drawer_queries.h"
#include "work/dossier/queries.h"
#include "work/dossier/room.h"
#include "work/dossier/ruling_queries.h"
#include "work/dossier/staff_pages.h"
#include "work/queue/at_counter_pages.h"
#include "work/queue/room.h"

namespace congvu::app {

namespace {

template <class Value>
std::function<std::shared_ptr<Value const>()> standing(Program& program) {
  return [&program] { return program.pipeline().standing<Value>(); };
}

// Where each role finds its day's work.
page::Url home_of(identity::Role role) {
  switch (role) {
    case identity::Role::citizen:
      return page::url_path({"my"});
    case identity::Role::clerk:
      return page::url_path({"counter"});
    case identity::Role::leader:
    case identity::Role::supervisor:
      return page::url_path({"today"});
    case identity::Role::officer:
    case identity::Role::head:
      return page::url_path({"worklist"});
    case identity::Role::administrator:
      return page::url_path({"accounts"});
  }
  return page::url_path({});
}

// What a position holds and owes, as it stands in the way of leaving it.
std::vector<identity::OpenWork> open_work(Program& program, page::Words const& words, std::string_view position) {
  return program.store().read([&](record::Sql& sql) {
    std::vector<identity::OpenWork> open;
    for (auto const& row : duty::held_by(sql, position)) {
      auto const work = row.work.empty() ? words.word(page::Language::vi, "duty.nature." + row.nature) : row.work;
      open.push_back({row.code, std::string{work}, page::url_path({"dossiers", row.code})});
    }
    return open;
  });
}

void join(std::vector<page::Route>& all, std::vector<page::Route> more) {
  for (auto& route : more) all.push_back(std::move(route));
}

// A dossier as the log of readings needs it.
std::optional<reading::DossierSeen> seen_dossier(record::Sql& sql, States const& states, std::string_view code) {
  auto const row = dossier::by_code(sql, code);
  if (!row) return std::nullopt;
  auto const question = dossier::question_about(states.load<dossier::Dossier>(row->handle), "dossier.read", states);
  return reading::DossierSeen{.dossier = row->handle,
                              .code = row->code,
                              .procedure = question.procedure,
                              .unit = question.unit,
                              .filed = local_date(row->filed),
                              .owner = question.owner};
}

// How many dossiers of a procedure run on each of its versions.
auto running_on(Program& program) {
  return [&program](std::string_view procedure) {
    return program.pipeline().read([&](record::Sql& sql, States const&) {
      std::vector<procedure::Running> running;
      for (auto const& each : dossier::running(sql, procedure)) running.push_back({each.version, each.dossiers});
      return running;
    });
  };
}

// The tables that answer for a procedure on a day.
auto tables_of(Program& program) {
  return [&program](std::string_view procedure, Date day) {
    std::vector<procedure::TableNamed> named;
    auto const tables = program.pipeline().standing<decision::Tables>();
    for (auto const use :
         {decision::Use::fee, decision::Use::limit, decision::Use::components, decision::Use::lateness}) {
      auto const one = tables->asked(use, procedure, day);
      if (!one) continue;
      named.push_back({"decision.use." + std::string{name_of(use)}, one->table.title.value,
                       decision::version_url(one->table.code, one->version)});
    }
    return named;
  };
}

// What a decision table answered for the dossiers decided last.
auto decided_by(Program& program) {
  return [&program](std::string_view table, std::size_t most) {
    return program.pipeline().read(
        [&](record::Sql& sql, States const& states) { return dossier::ruled_by(sql, states, table, most); });
  };
}

// The description is made once, from the routes as they are.
page::Route openapi_route(std::vector<page::Route> const& all) {
  auto const text = json::serialize(page::openapi(
      all, {"congvu", "0.1.0", "Procedures, dossiers and duties of a public agency.", "GPL-3.0-or-later"}));
  auto const handler = [text](page::Request const&) -> Expected<page::Reply> {
    page::Reply reply;
    reply.media_type = "application/json";
    reply.body = text;
    return reply;
  };
  return {page::Method::get, "/api/openapi.json", page::Who::anyone(), handler, std::nullopt};
}

}  // namespace

std::vector<page::Destination> destinations() {
  return {{"app.nav.today", page::url_path({"today"}), {"leader", "head", "supervisor"}, "t"},
          {"app.nav.counter", page::url_path({"counter"}), {"clerk"}, "c"},
          {"app.nav.queue", page::url_path({"queue"}), {"clerk"}, "q"},
          {"app.nav.worklist", page::url_path({"worklist"}), {"clerk", "officer", "head", "leader"}, "w"},
          {"app.nav.dossiers", page::url_path({"dossiers"}), {"clerk", "officer", "head", "leader", "supervisor"}, "d"},
          {"app.nav.readings", page::url_path({"readings"}), {"supervisor"}, "r"},
          {"app.nav.authority", page::url_path({"authority"}), {"officer", "head", "leader", "supervisor"}, "a"},
          {"app.nav.accounts", page::url_path({"accounts"}), {"administrator"}, "u"},
          {"app.nav.notices", page::url_path({"notices"}), {"clerk", "administrator"}, "n"},
          {"app.nav.my", page::url_path({"my"}), {"citizen"}, "m"},
          {"app.nav.procedures", page::url_path({"procedures"}), {}, "p"},
          {"app.nav.decisions", page::url_path({"decision-tables"}), {"officer", "head", "leader", "supervisor"}, "b"},
          {"app.nav.tracking", page::url_path({"tracking"}), {}, "k"}};
}

Rooms::Rooms(Program& program, page::Pages const& pages, Settings const& settings, notice::Mail mail,
             identity::CodeMail code_mail)
    : program_(program),
      pages_(pages),
      mail_(mail),
      code_mail_(std::move(code_mail)),
      identity_{.accounts = standing<identity::Accounts>(program),
                .organisation = standing<org::Organisation>(program),
                .sessions = program.sessions(),
                .pages = pages,
                .home = home_of},
      address_(settings.address.value_or("")),
      reader_(attachments(program, settings.scanner ? std::optional{settings.scanner->clamd} : std::nullopt)),
      drawer_(dossier::desk_drawer(program.desk(), program.randomness())),
      noting_(program.pipeline(), &seen_dossier),
      shelf_(program.desk()) {}

std::vector<page::Route> Rooms::routes() const {
  auto const hand_out = [&pipeline = program_.pipeline()](page::Request const& request, page::Table const& table,
                                                          page::TableFormat format, std::string_view act) {
    return extract::hand_out(pipeline, request, table, format, act);
  };
  std::vector<page::Route> all =
      identity::routes(identity::Management{identity_, program_.pipeline(), program_.randomness(),
                                            [&program = program_, &words = pages_.words()](std::string_view position) {
                                              return open_work(program, words, position);
                                            },
                                            address_, hand_out, code_mail_});
  join(all, procedure::routes({.pages = pages_,
                               .pipeline = program_.pipeline(),
                               .gate = program_.gate(),
                               .catalogue = standing<procedure::Catalogue>(program_),
                               .terms = standing<procedure::CommonTerms>(program_),
                               .organisation = standing<org::Organisation>(program_),
                               .running = running_on(program_),
                               .tables = tables_of(program_)}));
  join(all, decision::routes({pages_, program_.pipeline(), decided_by(program_)}));
  join(all, preference::page_routes({shelf_,
                                     pages_,
                                     {{"worklist", page::url_path({"worklist"})},
                                      {"register", page::url_path({"dossiers"})},
                                      {"search", page::url_path({"search"})}}}));
  join(all, authority::routes({program_.pipeline(), program_.gate(), pages_, hand_out}));
  duty::Connections const of_duties{program_.pipeline(), program_.gate(), {dossier::act_book()}};
  join(all, duty::routes(of_duties));
  join(all, extract::page_routes({program_.pipeline(), pages_}));
  join(all, reading::routes({program_.pipeline(), pages_}));
  join(all, duty::page_routes({of_duties, pages_, {notice::description(), dossier::description()}, shelf_}));
  dossier::Connections const of_dossiers{program_.pipeline(), program_.gate(), pages_.words(), reader_,
                                         wrong_secrets_,      filings_};
  join(all, dossier::routes(of_dossiers));
  queue::PageConnections const queue_pages{{program_.pipeline(), filings_}, pages_};
  dossier::PageConnections const dossier_pages{
      .room = of_dossiers,
      .pages = pages_,
      .drawer = drawer_,
      .open_file = [&program = program_](std::string_view blob) { return open_file(program, blob); },
      .pictures = paper_pictures(program_),
      .shelf = shelf_,
      .queue = {[queue_pages](page::Request const& request) { return queue::strip_at_counter(queue_pages, request); },
                [queue_pages](page::Request const& request, std::string_view number) {
                  queue::served_at_counter(queue_pages, request, number);
                }}};
  join(all, dossier::citizen_routes(dossier_pages));
  join(all, dossier::staff_routes(dossier_pages));
  join(all, queue::routes(queue_pages));
  join(all, notice::routes({{program_.pipeline(), program_.gate()}, pages_, mail_}));
  join(all, today::routes({program_.pipeline(), program_.gate(), pages_, {dossier::description()}}));
  auto const finders = [&pipeline = program_.pipeline(), dossier_pages](page::Request const& request) {
    std::vector<page::Finder> each{procedure::procedure_finder(pipeline)};
    for (auto& finder : dossier::finders(dossier_pages, request)) each.push_back(std::move(finder));
    each.push_back(org::people_finder(pipeline));
    return each;
  };
  join(all, search::routes({program_.pipeline(), pages_, finders, shelf_}));
  all.push_back(openapi_route(all));
  return with_readings_noted(std::move(all), noting_);
}

std::optional<page::Visitor> Rooms::visitor_of(std::string_view token, Instant now) const {
  return identity::visitor_of(token, now, identity_);
}

}  // namespace congvu::app
