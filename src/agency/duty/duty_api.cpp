#include "agency/duty/duty_api.h"

#include "agency/duty/commands.h"
#include "agency/duty/duty.h"
#include "agency/duty/handling.h"
#include "agency/identity/room.h"
#include "base/several.h"
#include "page/act_body.h"
#include "page/listing.h"

namespace congvu::duty {

namespace {

using page::Method;
using page::Reply;
using page::Request;

struct ActLine {
  std::string name;
  std::string method;
  std::string path;
  json::object schema;
};
BOOST_DESCRIBE_STRUCT(ActLine, (), (name, method, path, schema))

struct DutyLine {
  Handle id;
  std::string code;
  std::string procedure;
  std::string nature;
  std::string step;
  Text<300> work;
  std::string phase;
  std::optional<std::string> holder;
  std::optional<std::string> unit;
  std::string product;
  std::vector<std::string> outcomes;
  Instant opened;
  std::optional<Instant> due, suspended;
  std::vector<ActLine> acts;
};
BOOST_DESCRIBE_STRUCT(DutyLine, (),
                      (id, code, procedure, nature, step, work, phase, holder, unit, product, outcomes, opened, due,
                       suspended, acts))

struct DutyList {
  std::vector<DutyLine> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(DutyList, (), (items, next))

json::object schema_of_empty() {
  return {{"type", "object"}, {"properties", json::object{}}, {"additionalProperties", false}};
}

// The outcomes of this very duty in place of any text.
json::object completion_schema(Row const& row) {
  auto schema = page::body_schema(schema_of<CompleteDuty>(), {"duty"});
  json::array allowed;
  for (auto const& outcome : row.outcomes) allowed.emplace_back(outcome);
  schema["properties"].as_object()["outcome"] = json::object{{"type", "string"}, {"enum", std::move(allowed)}};
  return schema;
}

std::vector<OpenAct> own_acts(Row const& row, Instant now, States const& states) {
  if (row.candidates == "applicant") return {};
  std::string const path = "/api/v1/duties/" + hex(row.duty);
  Question hand_over = question_about(row);
  hand_over.act = "duty.hand_over";
  std::vector<OpenAct> acts;
  if (row.holder.empty()) {
    acts.push_back({std::string{AcceptDuty::name}, path + "/acceptances", schema_of_empty(), question_about(row)});
  }
  if (row.own_act.empty() && !row.suspended) {
    acts.push_back(
        {std::string{CompleteDuty::name}, path + "/completions", completion_schema(row), question_about(row)});
  }
  if (!takers(question_about(row), local_date(now), states).empty()) {
    acts.push_back({std::string{HandOverDuty::name}, path + "/handovers",
                    page::body_schema(schema_of<HandOverDuty>(), {"duty"}), std::move(hand_over)});
  }
  return acts;
}

DutyLine line_of(Row const& row, std::vector<OpenAct> acts) {
  DutyLine line{.id = row.duty,
                .code = row.code,
                .procedure = row.procedure,
                .nature = row.nature,
                .step = row.step,
                .work = row.work,
                .phase = row.phase,
                .holder = unless_empty(row.holder),
                .unit = unless_empty(row.unit),
                .product = row.product,
                .outcomes = row.outcomes,
                .opened = row.opened,
                .due = row.due,
                .suspended = row.suspended,
                .acts = {}};
  for (auto& act : acts) {
    line.acts.push_back({std::move(act.name), "POST", std::move(act.path), std::move(act.schema)});
  }
  return line;
}

Expected<Reply> worklist_reply(Connections const& connections, Request const& request) {
  if (request.asked("holder") != "me") {
    return refuse(congvu::codes::field_not_one_of, "holder",
                  {{"allowed", "me"}, {"given", std::string{request.asked("holder")}}});
  }
  auto const wanted = page::piecewise(request);
  if (!wanted) return std::unexpected<Refusal>(wanted.error());
  Actor const actor = identity::actor_of(request.visitor);
  return connections.pipeline.read([&](record::Sql& sql, States const& states) -> Expected<Reply> {
    Wanted piece;
    piece.after = wanted->after.value_or("");
    piece.limit = wanted->limit + 1;
    auto rows = worklist(sql, actor, request.now, states, piece);
    std::optional<std::string> after;
    if (rows.size() > wanted->limit) {
      rows.resize(wanted->limit);
      after = place_of(rows.back());
    }
    json::array items;
    for (auto const& row : rows) {
      items.push_back(to_json(line_of(row, open_acts(row, connections, actor, request.now, states))));
    }
    return Reply::json(page::listing(request, std::move(items), after));
  });
}

page::Route act_route(Connections const& connections, std::string noun, std::string_view command, json::object schema,
                      std::string summary) {
  page::Operation operation;
  operation.id = "duty_" + noun;
  operation.summary = std::move(summary);
  operation.request = page::body_schema(std::move(schema), {"duty"});
  operation.reply = page::index_schema();
  operation.status = 201;
  operation.idempotent = true;
  auto const handler = [&pipeline = connections.pipeline, command](Request const& request) -> Expected<Reply> {
    auto const duty = parse_handle(request.part("id"));
    if (!duty) return refuse(codes::unknown, "duty");
    return perform_act(pipeline, request, command, {{"duty", hex(*duty)}}, identity::actor_of(request.visitor));
  };
  return {Method::post, "/api/v1/duties/{id}/" + noun, page::Who::signed_in(), handler, std::move(operation)};
}

}  // namespace

std::vector<OpenAct> possible_acts(Row const& row, Connections const& connections, Instant now, States const& states) {
  auto acts = own_acts(row, now, states);
  for (auto const& book : connections.books) {
    for (auto& act : book(row, states)) acts.push_back(std::move(act));
  }
  return acts;
}

std::vector<OpenAct> open_acts(Row const& row, Connections const& connections, Actor const& actor, Instant now,
                               States const& states) {
  auto acts = possible_acts(row, connections, now, states);
  std::erase_if(acts, [&](OpenAct const& act) { return !connections.gate.ask(actor, act.question, now, states); });
  return acts;
}

Expected<Reply> perform_act(Pipeline& pipeline, Request const& request, std::string_view command,
                            json::object const& said, Actor const& actor) {
  auto const key = page::idempotency_key(request);
  if (!key) return std::unexpected<Refusal>(key.error());
  auto const body = page::completed_body(request.body, said);
  if (!body) return std::unexpected<Refusal>(body.error());
  auto const performed = pipeline.perform(command, *body, actor, Given{*key, {}, {}});
  if (!performed) return std::unexpected<Refusal>(performed.error());
  return Reply::json(performed->answer, 201);
}

std::vector<page::Route> api_routes(Connections const& connections) {
  page::Operation list;
  list.id = "worklist";
  list.summary = "The duties of whoever asks, most urgent first, each with the acts open to them";
  list.reply = page::listing_schema(schema_of<DutyList>());
  list.parameters = {{"holder", "Whose: `me`"},
                     {"limit", "At most so many, 200 at the most; 50 when absent"},
                     {"cursor", "From `next` of the piece before"}};
  return {
      {Method::get, "/api/v1/duties", page::Who::signed_in(),
       [connections](Request const& request) { return worklist_reply(connections, request); }, std::move(list)},
      act_route(connections, "acceptances", AcceptDuty::name, schema_of<AcceptDuty>(),
                "Take a duty from the unit's pool; whoever comes second is told who was first"),
      act_route(connections, "completions", CompleteDuty::name, schema_of<CompleteDuty>(),
                "End a duty with one of its outcomes; a no needs its ground, sending back a note"),
      act_route(
          connections, "handovers", HandOverDuty::name, schema_of<HandOverDuty>(),
          "Hand a duty over to another position that the drawn step allows, or (to: \"\") back to the unit's pool"),
  };
}

}  // namespace congvu::duty
