// The agency's decision tables for whoever wants to know by which rule something was decided: the list, and each
// version with its rows, its articles and a form to try it. What is in force is public, as the law it rests on is; what
// is being prepared the staff alone see, and there approve it.
#include <algorithm>
#include <charconv>

#include "agency/decision/commands.h"
#include "agency/decision/trying_pages.h"
#include "agency/extract/extract_pages.h"
#include "agency/identity/room.h"
#include "base/several.h"
#include "base/text.h"
#include "page/problem.h"
#include "page/table.h"
#include "page/url.h"

namespace congvu::decision {

namespace {

using page::Method;
using page::Reply;
using page::Request;

Speaking speaking_to(Connections const& connections, Request const& request) {
  return {connections.pages.words(), request.language};
}

bool may(Connections const& connections, Request const& request, std::string_view act) {
  if (!request.visitor) return false;
  Question question;
  question.act = act;
  return connections.pipeline.may(identity::actor_of(request.visitor), question).has_value();
}

std::string state_of(Version const& version, Tables const& tables, Date today, Speaking const& speaking) {
  std::string state{name_of(version.progress)};
  if (version.in_force(today)) {
    auto const now = tables.in_force(version.table.code, today);
    state = now && now->version == version.version ? "in_force" : "over";
  }
  return speaking.word("decision.state." + state);
}

json::object head_of(Version const& version, Tables const& tables, Date today, Speaking const& speaking) {
  auto const& table = version.table;
  json::array procedures;
  for (auto const& code : table.procedures) {
    procedures.push_back(json::object{{"code", code}, {"url", page::url_path({"procedures", code}).text()}});
  }
  json::array basis;
  for (auto const& each : table.legal_basis) {
    basis.push_back(json::object{{"text", each.title.empty() ? each.number : each.number + ", " + each.title},
                                 {"mark", speaking.mark(each.mark)}});
  }
  return {{"url", version_url(table.code, version.version).text()},
          {"code", table.code},
          {"title", table.title.value},
          {"use", speaking.word("decision.use." + std::string{name_of(table.use)})},
          {"version", std::to_string(version.version)},
          {"from", vietnamese(table.from)},
          {"number", table.number.value},
          {"date", vietnamese(table.date)},
          {"mark", speaking.mark(table.mark)},
          {"state", state_of(version, tables, today, speaking)},
          {"any_procedure", table.procedures.empty()},
          {"procedures", std::move(procedures)},
          {"basis", std::move(basis)},
          {"reason", version.reason},
          {"hash", version.model ? version.model->hash : std::string{}}};
}

// Of each table the version in force, else the first one that this reader sees.
std::vector<std::shared_ptr<Version const>> listed(Tables const& tables, Request const& request) {
  std::vector<std::shared_ptr<Version const>> all;
  for (auto const& [code, versions] : tables.by_code) {
    auto shown = tables.in_force(code, local_date(request.now));
    for (auto const& each : versions) {
      if (!shown && sees(request, *each)) shown = each;
    }
    if (shown) all.push_back(std::move(shown));
  }
  return all;
}

page::Table file_of_tables(Tables const& tables, Request const& request, Speaking const& speaking) {
  using page::ColumnKind;
  page::Table table{.name = "decision-tables",
                    .title = speaking.word("decision.tables"),
                    .columns = {{"table", speaking.word("decision.table"), ColumnKind::link},
                                {"use", speaking.word("decision.used_for"), ColumnKind::text},
                                {"procedures", speaking.word("decision.procedures"), ColumnKind::text},
                                {"version", speaking.word("decision.version"), ColumnKind::number},
                                {"number", speaking.word("decision.number"), ColumnKind::text},
                                {"from", speaking.word("decision.from"), ColumnKind::date},
                                {"state", speaking.word("decision.state"), ColumnKind::text}},
                    .rows = {}};
  for (auto const& each : listed(tables, request)) {
    auto const& written = each->table;
    table.rows.push_back({page::Link{written.title.value, table_url(written.code)},
                          speaking.word("decision.use." + std::string{name_of(written.use)}),
                          joined(written.procedures, ", "), static_cast<std::int64_t>(each->version),
                          written.number.value, written.from,
                          state_of(*each, tables, local_date(request.now), speaking)});
  }
  return table;
}

// What a member of the staff takes out is recorded as every extract is; to others it is open.
Expected<Reply> taken_out(Connections const& connections, Request const& request, page::Table const& table,
                          page::TableFormat format) {
  if (!on_staff(request)) return page::file_of(table, format, request.now);
  return extract::hand_out(connections.pipeline, request, table, format, "procedure.read");
}

Expected<Reply> list_page(Connections const& connections, Request const& request) {
  auto const format = page::format_asked(request);
  if (!format) return std::unexpected<Refusal>(format.error());
  auto const tables = connections.pipeline.standing<Tables>();
  auto const speaking = speaking_to(connections, request);
  if (*format) return taken_out(connections, request, file_of_tables(*tables, request, speaking), **format);
  auto const today = local_date(request.now);
  json::array rows;
  for (auto const& shown : listed(*tables, request)) {
    auto const& code = shown->table.code;
    auto row = head_of(*shown, *tables, today, speaking);
    auto const& last = tables->versions(code)->back();
    bool const waits = on_staff(request) && last->progress == Progress::prepared;
    row["waiting_url"] = waits ? json::value(version_url(code, last->version).text()) : json::value(nullptr);
    row["table_url"] = table_url(code).text();
    rows.push_back(std::move(row));
  }
  json::object view{{"any", !rows.empty()},
                    {"tables", std::move(rows)},
                    {"exports", page::exports_view(request)},
                    {"new_url", nullptr}};
  if (may(connections, request, "decision_table.prepare")) {
    view["new_url"] = page::url_path({"decision-tables", "new"}).text();
  }
  return connections.pages.show(request, "agency/decision/pages/tables.html", speaking.word("decision.tables"),
                                std::move(view));
}

json::array version_rows(Tables const& tables, std::string_view code, Request const& request,
                         Speaking const& speaking) {
  json::array rows;
  for (auto const& each : *tables.versions(code)) {
    if (sees(request, *each)) rows.push_back(head_of(*each, tables, local_date(request.now), speaking));
  }
  std::ranges::reverse(rows);
  return rows;
}

Expected<std::shared_ptr<Version const>> asked_version(Tables const& tables, Request const& request) {
  auto const code = request.part("code");
  if (!tables.versions(code)) return refuse(codes::unknown_table, "code", {{"code", std::string{code}}});
  auto const text = request.part("version");
  int number = 0;
  auto const read = std::from_chars(text.data(), text.data() + text.size(), number);
  auto found = read.ec == std::errc{} && read.ptr == text.data() + text.size() ? tables.version(code, number) : nullptr;
  if (found && sees(request, *found)) return found;
  return refuse(codes::unknown_version, "version", {{"code", std::string{code}}, {"version", std::string{text}}});
}

void put_acts(json::object& view, Connections const& connections, Request const& request, Version const& version) {
  auto const here = version_url(version.table.code, version.version);
  view["approval_url"] = view["withdrawal_url"] = view["edit_url"] = nullptr;
  if (may(connections, request, "decision_table.prepare")) {
    view["edit_url"] = table_url(version.table.code)
                           .below(page::url_path({"edit"}))
                           .with("from", std::to_string(version.version))
                           .text();
  }
  if (!may(connections, request, "decision_table.approve")) return;
  if (version.progress == Progress::prepared) view["approval_url"] = here.below(page::url_path({"approvals"})).text();
  bool const stands = version.progress != Progress::withdrawn;
  if (stands && !version.in_force(local_date(request.now))) {
    view["withdrawal_url"] = here.below(page::url_path({"withdrawals"})).text();
  }
}

Expected<Reply> version_page(Connections const& connections, Request const& request, Version const& version,
                             std::vector<Refusal> const& faults) {
  auto const tables = connections.pipeline.standing<Tables>();
  auto const speaking = speaking_to(connections, request);
  auto const today = local_date(request.now);
  auto const calendar = connections.pipeline.standing<procedure::WorkingTime>()->calendar;
  auto view = head_of(version, *tables, today, speaking);
  auto const here = version_url(version.table.code, version.version);
  view["versions"] = version_rows(*tables, version.table.code, request, speaking);
  view["drawn"] = version.model ? drawn_tables(*version.model, nullptr, speaking) : json::array{};
  view["trial"] = trial_view(version, request.query, request.now, calendar.get(), speaking);
  view["trial_url"] = here.text();
  view["model_url"] = here.below(page::url_path({"model"})).text();
  view["revision"] = std::to_string(version.revision);
  view["fault_list"] = page::fault_summary(faults, connections.pages.words(), request.language);
  put_acts(view, connections, request, version);
  return connections.pages.show(request, "agency/decision/pages/table.html", version.table.title.value, std::move(view),
                                faults.empty() ? 200 : http_status(faults.front().code.kind));
}

Expected<Reply> show_version(Connections const& connections, Request const& request) {
  auto const tables = connections.pipeline.standing<Tables>();
  auto const version = asked_version(*tables, request);
  if (!version) return std::unexpected<Refusal>(version.error());
  return version_page(connections, request, **version, {});
}

// The table by its code alone: the version in force today, else the last that may be seen.
Expected<Reply> show_table(Connections const& connections, Request const& request) {
  auto const tables = connections.pipeline.standing<Tables>();
  auto const code = request.part("code");
  auto shown = tables->in_force(code, local_date(request.now));
  if (auto const* versions = tables->versions(code); versions && !shown) {
    for (auto const& each : *versions) {
      if (sees(request, *each)) shown = each;
    }
  }
  if (!shown) return refuse(codes::unknown_table, "code", {{"code", std::string{code}}});
  return version_page(connections, request, *shown, {});
}

Expected<Reply> model_file(Connections const& connections, Request const& request) {
  auto const tables = connections.pipeline.standing<Tables>();
  auto const version = asked_version(*tables, request);
  if (!version) return std::unexpected<Refusal>(version.error());
  Reply reply;
  reply.media_type = "application/dmn+xml";
  reply.body = (*version)->table.model.value;
  auto const name = (*version)->table.code + "-" + std::to_string((*version)->version) + ".dmn";
  reply.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + "\"");
  return reply;
}

template <class Command>
page::Route act_route(Connections const& connections, std::string_view noun, auto command_of) {
  auto const handler = [connections, command_of](Request const& request) -> Expected<Reply> {
    auto const tables = connections.pipeline.standing<Tables>();
    auto const version = asked_version(*tables, request);
    if (!version) return std::unexpected<Refusal>(version.error());
    auto const command = from_json<Command>(command_of(request, **version));
    if (!command) return version_page(connections, request, **version, page::faults_of(command.error()));
    auto const done = connections.pipeline.perform(*command, identity::actor_of(request.visitor));
    if (!done) return version_page(connections, request, **version, page::faults_of(done.error()));
    return Reply::see_other(version_url((*version)->table.code, (*version)->version).text());
  };
  return {Method::post, "/decision-tables/{code}/versions/{version}/" + std::string{noun}, page::Who::staff(), handler,
          std::nullopt};
}

json::object named_in(Version const& version) {
  return {{"code", version.table.code}, {"version", version.version}};
}

}  // namespace

std::vector<page::Route> table_page_routes(Connections const& connections) {
  auto const with = [&](auto handler) {
    return [connections, handler](Request const& request) { return handler(connections, request); };
  };
  auto const approval = [](Request const& request, Version const& version) {
    auto body = named_in(version);
    int revision = 0;
    auto const text = request.field("revision");
    std::from_chars(text.data(), text.data() + text.size(), revision);
    body["revision"] = revision;
    return body;
  };
  auto const withdrawal = [](Request const& request, Version const& version) {
    auto body = named_in(version);
    body["reason"] = trimmed(request.field("reason"));
    return body;
  };
  return {{Method::get, "/decision-tables", page::Who::anyone(), with(&list_page), std::nullopt},
          {Method::get, "/decision-tables/{code}", page::Who::anyone(), with(&show_table), std::nullopt},
          {Method::get, "/decision-tables/{code}/versions/{version}", page::Who::anyone(), with(&show_version),
           std::nullopt},
          {Method::get, "/decision-tables/{code}/versions/{version}/model", page::Who::anyone(), with(&model_file),
           std::nullopt},
          act_route<ApproveTable>(connections, "approvals", approval),
          act_route<WithdrawTable>(connections, "withdrawals", withdrawal)};
}

}  // namespace congvu::decision
