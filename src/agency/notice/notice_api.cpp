#include "agency/notice/notice_api.h"

#include "agency/duty/room.h"
#include "agency/identity/room.h"
#include "agency/notice/commands.h"
#include "page/act_body.h"

namespace congvu::notice {

namespace {

using page::Method;
using page::Reply;
using page::Request;

constexpr std::size_t most_listed = 200;

struct NoticeList {
  std::vector<NoticeLine> items;
};
BOOST_DESCRIBE_STRUCT(NoticeList, (), (items))

Expected<Reply> list_call(Connections const& connections, Request const& request) {
  Actor const actor = identity::actor_of(request.visitor);
  return connections.pipeline.read([&](record::Sql& sql, States const& states) -> Expected<Reply> {
    NoticeList list;
    for (auto const& rows : {failed(sql, most_listed), in_trouble(sql, most_listed)}) {
      for (auto const& row : rows) {
        if (!connections.gate.ask(actor, question_about(row), request.now, states)) continue;
        list.items.push_back(line_of(row));
      }
    }
    return Reply::json(to_json(list));
  });
}

page::Route act_route(Connections const& connections, std::string noun, std::string_view command, json::object schema,
                      std::string summary) {
  page::Operation operation;
  operation.id = "notice_" + noun;
  operation.summary = std::move(summary);
  operation.request = page::body_schema(std::move(schema), {"notice"});
  operation.reply = page::index_schema();
  operation.status = 201;
  operation.idempotent = true;
  auto const handler = [&pipeline = connections.pipeline, command](Request const& request) -> Expected<Reply> {
    auto const notice = parse_handle(request.part("id"));
    if (!notice) return refuse(codes::unknown, "notice");
    return duty::perform_act(pipeline, request, command, {{"notice", hex(*notice)}},
                             identity::actor_of(request.visitor));
  };
  return {Method::post, "/api/v1/notices/{id}/" + noun, page::Who::staff(), handler, std::move(operation)};
}

}  // namespace

Question question_about(Row const& row) {
  Question question;
  question.act = read_act;
  question.unit = row.unit;
  return question;
}

NoticeLine line_of(Row const& row) {
  return {.id = row.notice,
          .code = row.code,
          .state = row.state,
          .to = row.audience,
          .by = row.way,
          .phase = row.phase,
          .owed = row.owed,
          .attempts = row.attempts,
          .next = row.next,
          .ended = row.ended,
          .reason = row.reason,
          .how = row.how};
}

std::vector<page::Route> api_routes(Connections const& connections) {
  page::Operation list;
  list.id = "undelivered_notices";
  list.summary = "Notices that did not arrive, and those tried in vain so far, as far as the asker may see them";
  list.reply = schema_of<NoticeList>();
  list.reply["required"] = json::array{"items"};
  return {{Method::get, "/api/v1/notices", page::Who::may(std::string{read_act}),
           [connections](Request const& request) { return list_call(connections, request); }, std::move(list)},
          act_route(connections, "tellings", TellOtherwise::name, schema_of<TellOtherwise>(),
                    "Say how a person whom a notice did not reach was told otherwise"),
          act_route(connections, "bounces", RecordBounce::name, schema_of<RecordBounce>(),
                    "Record that a letter came back")};
}

}  // namespace congvu::notice
