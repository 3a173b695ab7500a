// /authority: who is away today and who stands in, what has been delegated, and the question "who may" with its answer.
#include <charconv>

#include "agency/authority/authority_api.h"
#include "agency/authority/commands.h"
#include "agency/authority/gate.h"
#include "agency/identity/room.h"
#include "page/problem.h"

namespace congvu::authority {

namespace {

using page::Method;
using page::Reply;
using page::Request;

constexpr std::string_view authority_template = "agency/authority/pages/authority.html";

struct Telling {
  page::Pages const& pages;
  Request const& request;
  org::Organisation const& organisation;
  Date today = local_date(request.now);

  std::string word(std::string_view key) const { return pages.word(request, key); }
  // "Trưởng phòng, Phòng …", and who holds it.
  json::object position(std::string_view code) const {
    auto const* known = organisation.last_known_position(code);
    return {{"code", code},
            {"title", known ? organisation.full_title(*known, today) : std::string{code}},
            {"holder", organisation.holder_name(code, today).value_or("")}};
  }
  // An act as people call it; an act nobody gave a name stays its code.
  std::string act(std::string const& code) const {
    auto const key = "authority.act." + code;
    return pages.words().has(request.language, key) ? word(key) : code;
  }
};

json::array absences(Authority const& authority, Telling const& telling, Connections const& connections,
                     States const& states) {
  json::array lines;
  for (auto const& given : substitutions(authority, telling.today, false)) {
    Question question{.act = std::string{acts::substitute}};
    if (auto const* away = telling.organisation.last_known_position(given.what.absent)) question.unit = away->unit;
    bool const may_end =
        connections.gate.ask(identity::actor_of(telling.request.visitor), question, telling.request.now, states)
            .has_value() &&
        !given.ended;
    json::object line{{"absent", telling.position(given.what.absent)},
                      {"substitute", telling.position(given.what.substitute)},
                      {"from", vietnamese(given.what.from)},
                      {"to", vietnamese(last_day(given))},
                      {"article", given.what.article},
                      {"manner", given.what.manner},
                      {"now", given.what.from <= telling.today},
                      {"end_url", nullptr}};
    auto const index = std::to_string(given.index);
    if (may_end) line["end_url"] = page::url_path({"authority", "substitutions", index, "endings"}).text();
    lines.push_back(std::move(line));
  }
  return lines;
}

json::array delegations(Authority const& authority, Telling const& telling) {
  json::array lines;
  for (auto const& given : authority.delegations) {
    auto const& what = given.what;
    auto const last = given.ended ? given.ended : what.to;
    if (last && *last < telling.today) continue;
    json::array done;
    for (auto const& act : what.acts) done.emplace_back(telling.act(act));
    json::array procedures;
    for (auto const& code : what.procedures) {
      procedures.push_back(json::object{{"code", code}, {"url", page::url_path({"procedures", code}).text()}});
    }
    lines.push_back(json::object{{"number", what.number},
                                 {"delegator", telling.position(what.delegator)},
                                 {"delegate", telling.position(what.delegate)},
                                 {"acts", std::move(done)},
                                 {"any_procedure", what.procedures.empty()},
                                 {"procedures", std::move(procedures)},
                                 {"from", vietnamese(what.from)},
                                 {"to", last ? vietnamese(*last) : std::string{}},
                                 {"manner", what.manner},
                                 {"article", what.article},
                                 {"example", what.mark == "example"}});
  }
  return lines;
}

json::array choices_of_acts(Authority const& authority, std::string_view chosen, Telling const& telling) {
  json::array choices;
  for (auto const& [act, rows] : authority.matrix) {
    choices.push_back(json::object{{"value", act}, {"label", telling.act(act)}, {"chosen", act == chosen}});
  }
  return choices;
}

json::array choices_of_positions(Telling const& telling, std::string_view chosen) {
  json::array choices;
  for (auto const* position : telling.organisation.positions_on(telling.today)) {
    if (position->kind == org::PositionKind::supervisor) continue;
    auto const holder = telling.organisation.holder_name(position->code, telling.today);
    if (!holder) continue;
    choices.push_back(
        json::object{{"value", position->code},
                     {"label", *holder + " - " + telling.organisation.full_title(*position, telling.today)},
                     {"chosen", position->code == chosen}});
  }
  return choices;
}

json::array answer_lines(WhoMayAsked const& asked, Authority const& authority, Supervisions const& supervisions,
                         Telling const& telling) {
  json::array lines;
  auto const all = within_bounds(who_may(asked.question, asked.day, authority, telling.organisation), asked.question,
                                 asked.day, supervisions, telling.organisation);
  for (auto const& able : all) {
    auto const& mandate = able.mandate;
    json::object line{{"title", telling.organisation.full_title(*able.position, asked.day)},
                      {"holder", telling.organisation.holder_name(able.position->code, asked.day).value_or("")},
                      {"source", mandate.source},
                      {"manner", mandate.manner},
                      {"on_behalf", nullptr}};
    if (!mandate.on_behalf.empty()) line["on_behalf"] = telling.position(mandate.on_behalf);
    lines.push_back(std::move(line));
  }
  return lines;
}

json::object typed(Request const& request, Telling const& telling) {
  auto const given = [&](std::string_view name) { return json::value(request.field(name)); };
  return {{"absent", choices_of_positions(telling, request.field("absent"))},
          {"substitute", choices_of_positions(telling, request.field("substitute"))},
          {"from", request.field("from").empty() ? json::value(iso(telling.today)) : given("from")},
          {"to", given("to")},
          {"article", given("article")},
          {"manners", [&] {
             json::array manners;
             for (auto const* manner : {"", "KT.", "TL.", "TUQ.", "TM.", "Q."}) {
               manners.push_back(json::object{{"value", manner}, {"chosen", request.field("manner") == manner}});
             }
             return manners;
           }()}};
}

Reply show(Connections const& connections, Request const& request, std::vector<Refusal> const& faults) {
  auto const organisation = connections.pipeline.standing<org::Organisation>();
  auto const authority = connections.pipeline.standing<Authority>();
  auto const supervisions = connections.pipeline.standing<Supervisions>();
  Telling const telling{connections.pages, request, *organisation};
  auto const asked = who_may_asked(request);
  bool const any_question = asked && !asked->question.act.empty();
  auto answers = any_question ? answer_lines(*asked, *authority, *supervisions, telling) : json::array{};
  auto away = connections.pipeline.read(
      [&](record::Sql&, States const& states) { return absences(*authority, telling, connections, states); });
  auto lent = delegations(*authority, telling);
  json::object view{{"fault_list", page::fault_summary(faults, connections.pages.words(), request.language)},
                    {"any_fault", !faults.empty()},
                    {"any_absence", !away.empty()},
                    {"absences", std::move(away)},
                    {"form", typed(request, telling)},
                    {"any_delegation", !lent.empty()},
                    {"delegations", std::move(lent)},
                    {"acts", choices_of_acts(*authority, request.asked("act"), telling)},
                    {"asked_procedure", request.asked("procedure")},
                    {"asked_unit", request.asked("unit")},
                    {"asked_on", asked ? iso(asked->day) : std::string{}},
                    {"any_question", any_question},
                    {"absence_exports", page::exports_view_of(request, "substitutions")},
                    {"delegation_exports", page::exports_view_of(request, "delegations")},
                    {"answer_exports", page::exports_view_of(request, "who-may")},
                    {"any_answer", !answers.empty()},
                    {"answers", std::move(answers)}};
  return connections.pages.show(request, authority_template, telling.word("authority.title"), std::move(view),
                                faults.empty() ? 200 : http_status(faults.front().code.kind));
}

std::string said(json::value const& value) {
  return value.is_string() ? std::string{value.get_string()} : std::string{};
}

// "Nguyễn Văn An, Trưởng phòng …"
std::string person_of(json::value const& position) {
  if (!position.is_object()) return {};
  auto const holder = said(position.at("holder")), title = said(position.at("title"));
  return holder.empty() ? title : holder + ", " + title;
}

page::Table absence_table(json::array const& lines, Telling const& telling) {
  page::Table table{.name = "substitutions",
                    .title = telling.word("authority.absences"),
                    .columns = {{"absent", telling.word("authority.absent")},
                                {"substitute", telling.word("authority.substitute")},
                                {"from", telling.word("authority.from")},
                                {"to", telling.word("authority.to")},
                                {"article", telling.word("authority.article")},
                                {"manner", telling.word("authority.signs")}},
                    .rows = {}};
  for (auto const& line : lines) {
    table.rows.push_back({person_of(line.at("absent")), person_of(line.at("substitute")), said(line.at("from")),
                          said(line.at("to")), said(line.at("article")), said(line.at("manner"))});
  }
  return table;
}

page::Table delegation_table(json::array const& lines, Telling const& telling) {
  page::Table table{.name = "delegations",
                    .title = telling.word("authority.delegations"),
                    .columns = {{"number", telling.word("authority.decision")},
                                {"delegator", telling.word("authority.delegator")},
                                {"delegate", telling.word("authority.delegate")},
                                {"acts", telling.word("authority.what")},
                                {"procedures", telling.word("authority.procedure")},
                                {"article", telling.word("authority.article")},
                                {"manner", telling.word("authority.signs")},
                                {"from", telling.word("authority.from")},
                                {"to", telling.word("authority.to")}},
                    .rows = {}};
  for (auto const& line : lines) {
    std::string acts, procedures;
    for (auto const& act : line.at("acts").as_array()) acts += (acts.empty() ? "" : "; ") + said(act);
    for (auto const& each : line.at("procedures").as_array()) {
      procedures += (procedures.empty() ? "" : ", ") + said(each.at("code"));
    }
    if (procedures.empty()) procedures = telling.word("authority.any_procedure");
    table.rows.push_back({said(line.at("number")), person_of(line.at("delegator")), person_of(line.at("delegate")),
                          acts, procedures, said(line.at("article")), said(line.at("manner")), said(line.at("from")),
                          said(line.at("to"))});
  }
  return table;
}

page::Table answer_table(json::array const& lines, Telling const& telling) {
  page::Table table{.name = "who-may",
                    .title = telling.word("authority.who_may"),
                    .columns = {{"who", telling.word("authority.who")},
                                {"source", telling.word("authority.by")},
                                {"manner", telling.word("authority.signs")},
                                {"on_behalf", telling.word("authority.on_behalf")}},
                    .rows = {}};
  for (auto const& line : lines) {
    table.rows.push_back(
        {person_of(line), said(line.at("source")), said(line.at("manner")), person_of(line.at("on_behalf"))});
  }
  return table;
}

// One of the page's three lists as a file; every member of the staff may read them.
Expected<Reply> take_out(Connections const& connections, Request const& request, page::TableFormat format) {
  auto const organisation = connections.pipeline.standing<org::Organisation>();
  auto const authority = connections.pipeline.standing<Authority>();
  auto const supervisions = connections.pipeline.standing<Supervisions>();
  Telling const telling{connections.pages, request, *organisation};
  auto const name = request.asked("table");
  page::Table table;
  if (name == "who-may") {
    auto const asked = who_may_asked(request);
    if (!asked) return std::unexpected<Refusal>(asked.error());
    table = answer_table(answer_lines(*asked, *authority, *supervisions, telling), telling);
  } else if (name == "delegations") {
    table = delegation_table(delegations(*authority, telling), telling);
  } else {
    table = connections.pipeline.read([&](record::Sql&, States const& states) {
      return absence_table(absences(*authority, telling, connections, states), telling);
    });
  }
  return connections.hand_out(request, table, format, "procedure.read");
}

Expected<Reply> show_or_take_out(Connections const& connections, Request const& request) {
  auto const format = page::format_asked(request);
  if (!format) return std::unexpected<Refusal>(format.error());
  if (*format) return take_out(connections, request, **format);
  return show(connections, request, {});
}

Expected<Reply> name_substitute(Connections const& connections, Request const& request) {
  auto const organisation = connections.pipeline.standing<org::Organisation>();
  json::object const said{{"absent", request.field("absent")}, {"substitute", request.field("substitute")},
                          {"from", request.field("from")},     {"to", request.field("to")},
                          {"manner", request.field("manner")}, {"article", request.field("article")}};
  auto const substitution = from_json<Substitution>(said);
  if (!substitution) return show(connections, request, page::faults_of(substitution.error()));
  auto const done =
      connections.pipeline.perform(NameSubstitute{agency_of(substitution->absent, *organisation), *substitution},
                                   identity::actor_of(request.visitor));
  if (!done) return show(connections, request, page::faults_of(done.error()));
  return Reply::see_other(page::url_path({"authority"}).text());
}

Expected<Reply> end_substitution(Connections const& connections, Request const& request) {
  EndSubstitution command;
  auto const part = request.part("index");
  auto const read = std::from_chars(part.data(), part.data() + part.size(), command.named);
  if (read.ec != std::errc{}) return refuse(codes::unknown_substitution, "index");
  auto const done = connections.pipeline.perform(command, identity::actor_of(request.visitor));
  if (!done) return show(connections, request, page::faults_of(done.error()));
  return Reply::see_other(page::url_path({"authority"}).text());
}

}  // namespace

std::vector<page::Route> page_routes(Connections const& connections) {
  return {{Method::get, "/authority", page::Who::staff(),
           [connections](Request const& request) { return show_or_take_out(connections, request); }, std::nullopt},
          {Method::post, "/authority/substitutions", page::Who::staff(),
           [connections](Request const& request) { return name_substitute(connections, request); }, std::nullopt},
          {Method::post, "/authority/substitutions/{index}/endings", page::Who::staff(),
           [connections](Request const& request) { return end_substitution(connections, request); }, std::nullopt}};
}

}  // namespace congvu::authority
