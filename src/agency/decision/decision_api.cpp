// /api/v1/decision-tables: the tables and their versions, what one answers and why, what is wrong with a model, and the
// acts by which a version is prepared, approved and taken back.
#include <charconv>

#include "agency/decision/commands.h"
#include "agency/decision/table_pages.h"
#include "agency/identity/room.h"
#include "page/act_body.h"
#include "page/listing.h"

namespace congvu::decision {

namespace {

using page::Method;
using page::Reply;
using page::Request;

struct VersionReply {
  int version = 1;
  Progress progress = Progress::prepared;
  int revision = 0;
  bool in_force = false;
  std::string sha256;
  WrittenTable table;
};
BOOST_DESCRIBE_STRUCT(VersionReply, (), (version, progress, revision, in_force, sha256, table))

struct TableReply {
  std::string code;
  std::vector<VersionReply> versions;
};
BOOST_DESCRIBE_STRUCT(TableReply, (), (code, versions))

struct TableLine {
  std::string code;
  std::string title;
  Use use = Use::fee;
  std::vector<std::string> procedures;
  std::optional<int> in_force;  // its version today
  int versions = 0;
};
BOOST_DESCRIBE_STRUCT(TableLine, (), (code, title, use, procedures, in_force, versions))

struct TableList {
  std::vector<TableLine> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(TableList, (), (items, next))

// `on`: the day whose version answers, today when absent.
struct AskTable {
  json::object inputs;
  std::optional<Date> on;
};
BOOST_DESCRIBE_STRUCT(AskTable, (), (inputs, on))

struct CheckModel {
  ModelText model;
};
BOOST_DESCRIBE_STRUCT(CheckModel, (), (model))

struct ProblemReply {
  std::string code;
  std::string detail;
  std::string element;
  int line = 0;
  bool warning = false;
};
BOOST_DESCRIBE_STRUCT(ProblemReply, (), (code, detail, element, line, warning))

struct CheckReply {
  bool usable = true;
  std::vector<ProblemReply> problems;
};
BOOST_DESCRIBE_STRUCT(CheckReply, (), (usable, problems))

Expected<Reply> performed(Connections const& connections, Request const& request, std::string_view command,
                          json::value const& body) {
  auto const key = page::idempotency_key(request);
  if (!key) return std::unexpected<Refusal>(key.error());
  auto const done =
      connections.pipeline.perform(command, body, identity::actor_of(request.visitor), congvu::Given{*key, {}, {}});
  if (!done) return std::unexpected<Refusal>(done.error());
  return Reply::json(done->answer, 201);
}

Expected<Reply> list_reply(Connections const& connections, Request const& request) {
  auto const tables = connections.pipeline.standing<Tables>();
  json::array items;
  for (auto const& [code, versions] : tables->by_code) {
    auto const now = tables->in_force(code, local_date(request.now));
    auto const& shown = now ? *now : *versions.back();
    if (!sees(request, shown)) continue;
    TableLine line{code, shown.table.title.value, shown.table.use, shown.table.procedures, std::nullopt, 0};
    if (now) line.in_force = now->version;
    for (auto const& each : versions) line.versions += sees(request, *each) ? 1 : 0;
    items.push_back(to_json(line));
  }
  return Reply::json(page::listing(request, std::move(items), std::nullopt));
}

Expected<Reply> one_reply(Connections const& connections, Request const& request) {
  auto const tables = connections.pipeline.standing<Tables>();
  auto const code = std::string{request.part("code")};
  TableReply whole{code, {}};
  auto const* versions = tables->versions(code);
  for (auto const& each : versions ? *versions : std::vector<std::shared_ptr<Version const>>{}) {
    if (!sees(request, *each)) continue;
    whole.versions.push_back({each->version, each->progress, each->revision, each->in_force(local_date(request.now)),
                              each->model ? each->model->hash : std::string{}, each->table});
  }
  if (whole.versions.empty()) return refuse(codes::unknown_table, "code", {{"code", code}});
  return Reply::json(to_json(whole));
}

Expected<Reply> answer_reply(Connections const& connections, Request const& request) {
  auto const asked = from_json<AskTable>(request.body);
  if (!asked) return std::unexpected<Refusal>(asked.error());
  auto const code = std::string{request.part("code")};
  auto const tables = connections.pipeline.standing<Tables>();
  auto const version = tables->in_force(code, asked->on.value_or(local_date(request.now)));
  if (!version) return refuse(codes::unknown_table, "code", {{"code", code}});
  auto const calendar = connections.pipeline.standing<procedure::WorkingTime>()->calendar;
  feel::Surroundings surroundings;
  surroundings.now = feel::DateTime{request.now};
  surroundings.calendar = calendar.get();
  return Reply::json(to_json(ask(*version, given_again(asked->inputs), surroundings).answer));
}

Expected<Reply> check_reply(Connections const& connections, Request const& request) {
  auto const given = from_json<CheckModel>(request.body);
  if (!given) return std::unexpected<Refusal>(given.error());
  CheckReply reply;
  for (auto const& problem : problems_of(given->model.value)) {
    auto arguments = problem.arguments;
    arguments.insert(arguments.end(), {{"element", problem.element}, {"kind", problem.kind}, {"name", problem.name}});
    auto const key = "refusal." + std::string{problem.code.key};
    reply.problems.push_back({std::string{problem.code.key},
                              std::string{connections.pages.words().word(request.language, key, arguments)},
                              problem.element, static_cast<int>(problem.line), problem.warning});
    reply.usable = reply.usable && problem.warning;
  }
  return Reply::json(to_json(reply));
}

page::Operation described(std::string id, std::string summary, json::object reply, json::object body = {}) {
  page::Operation operation;
  operation.id = std::move(id);
  operation.summary = std::move(summary);
  operation.reply = std::move(reply);
  operation.request = std::move(body);
  return operation;
}

page::Operation act(std::string id, std::string summary, json::object body) {
  auto operation = described(std::move(id), std::move(summary), page::index_schema(), std::move(body));
  operation.status = 201;
  operation.idempotent = true;
  return operation;
}

template <class Command>
page::Route act_route(Connections const& connections, std::string noun, std::string id, std::string summary) {
  auto operation = act(std::move(id), std::move(summary), page::body_schema(schema_of<Command>(), {"code", "version"}));
  auto const handler = [connections](Request const& request) -> Expected<Reply> {
    int version = 0;
    auto const text = request.part("version");
    std::from_chars(text.data(), text.data() + text.size(), version);
    auto const body = page::completed_body(request.body, {{"code", request.part("code")}, {"version", version}});
    if (!body) return std::unexpected<Refusal>(body.error());
    return performed(connections, request, Command::name, *body);
  };
  return {Method::post, "/api/v1/decision-tables/{code}/versions/{version}/" + noun, page::Who::staff(), handler,
          std::move(operation)};
}

}  // namespace

std::vector<page::Route> table_api_routes(Connections const& connections) {
  auto const with = [&](auto handler) {
    return [connections, handler](Request const& request) { return handler(connections, request); };
  };
  auto const prepare = [connections](Request const& request) {
    return performed(connections, request, PrepareTable::name, json::object{{"table", request.body}});
  };
  return {
      {Method::get, "/api/v1/decision-tables", page::Who::anyone(), with(&list_reply),
       described("list_decision_tables", "The agency's decision tables", page::listing_schema(schema_of<TableList>()))},
      {Method::get, "/api/v1/decision-tables/{code}", page::Who::anyone(), with(&one_reply),
       described("get_decision_table", "A table with all its versions, models included", schema_of<TableReply>())},
      {Method::post, "/api/v1/decision-tables/{code}/answers", page::Who::anyone(), with(&answer_reply),
       described("ask_decision_table", "What the version in force on a day answers, and by which rules",
                 schema_of<Answer>(), schema_of<AskTable>())},
      {Method::post, "/api/v1/decision-tables/checks", page::Who::staff(), with(&check_reply),
       described("check_decision_model", "Overlaps, gaps and cells that cannot be read", schema_of<CheckReply>(),
                 schema_of<CheckModel>())},
      {Method::post, "/api/v1/decision-tables", page::Who::staff(), prepare,
       act("prepare_decision_table", "Prepare the next version, or anew one that is not approved yet",
           schema_of<WrittenTable>())},
      act_route<ApproveTable>(connections, "approvals", "approve_decision_table",
                              "Approve what another person prepared"),
      act_route<WithdrawTable>(connections, "withdrawals", "withdraw_decision_table",
                               "Take a version back before its day")};
}

}  // namespace congvu::decision
