#include "work/queue/queue_api.h"

#include "agency/identity/room.h"
#include "page/act_body.h"
#include "work/queue/queries.h"
#include "work/queue/queue.h"

namespace congvu::queue {

namespace {

using page::Method;
using page::Reply;
using page::Request;

constexpr int tries = 8;  // more than the desks that can be quicker at the same moment
constexpr std::size_t waiting_listed = 500;

struct TakenShown {
  std::string ticket;
  std::string number;
};
BOOST_DESCRIBE_STRUCT(TakenShown, (), (ticket, number))

struct CalledShown {
  std::string number;
  std::string desk;
};
BOOST_DESCRIBE_STRUCT(CalledShown, (), (number, desk))

struct DisplayShown {
  std::vector<CalledShown> called;
  std::vector<std::string> waiting;
  std::optional<std::int64_t> average_seconds;
};
BOOST_DESCRIBE_STRUCT(DisplayShown, (), (called, waiting, average_seconds))

struct CallBody {
  std::optional<std::string> after;
};
BOOST_DESCRIBE_STRUCT(CallBody, (), (after))

struct Done {
  std::int64_t index = 0;
};
BOOST_DESCRIBE_STRUCT(Done, (), (index))

Expected<Reply> take_call(Connections const& connections, Request const& request) {
  auto command = from_json<TakeTicket>(request.body);
  if (!command) return std::unexpected<Refusal>(command.error());
  auto const taken = take(connections, request, std::move(command->line), std::move(command->priority));
  if (!taken) return std::unexpected<Refusal>(taken.error());
  return Reply::json(to_json(TakenShown{hex(taken->ticket), taken->number}), 201);
}

Expected<Reply> next_call(Connections const& connections, Request const& request) {
  std::string const desk{request.part("desk")};
  std::optional<Handle> after;
  if (auto const* said = request.body.is_object() ? request.body.get_object().if_contains("after") : nullptr) {
    after = said->is_string() ? parse_handle(std::string_view{said->get_string()}) : std::nullopt;
    if (!after) return refuse(codes::unknown_ticket, "after");
  }
  auto const ticket = call_next(connections, request, desk, after);
  if (!ticket) return std::unexpected<Refusal>(ticket.error());
  auto const row = connections.pipeline.read([&](record::Sql& sql, States const&) { return ticket_of(sql, *ticket); });
  return Reply::json(to_json(TakenShown{hex(*ticket), row ? row->number : std::string{}}), 201);
}

Expected<Reply> act_call(Connections const& connections, Request const& request, std::string_view command) {
  json::object body = request.body.is_object() ? request.body.get_object() : json::object{};
  body["desk"] = request.part("desk");
  auto const done = connections.pipeline.perform(command, body, identity::actor_of(request.visitor));
  if (!done) return std::unexpected<Refusal>(done.error());
  return Reply::json(done->answer, 201);
}

Expected<Reply> display_call(Connections const& connections, Request const& request) {
  auto const shown = connections.pipeline.read([&](record::Sql& sql, States const&) {
    DisplayShown display;
    for (auto const& row : called(sql)) display.called.push_back({row.number, row.desk.value_or("")});
    for (auto const& row : waiting(sql, {}, waiting_listed)) display.waiting.push_back(row.number);
    display.average_seconds = standing(sql, local_date(request.now)).average_seconds;
    return display;
  });
  return Reply::json(to_json(shown));
}

page::Operation operation(std::string id, std::string summary, json::object request, json::object reply, int status) {
  page::Operation made;
  made.id = std::move(id);
  made.summary = std::move(summary);
  made.request = std::move(request);
  made.reply = std::move(reply);
  made.status = status;
  return made;
}

}  // namespace

Expected<Taken> take(Connections const& connections, Request const& request, std::string line,
                     std::optional<std::string> priority) {
  if (auto ok = connections.takings.admit("queue/" + request.address, request.now); !ok) {
    return std::unexpected<Refusal>(ok.error());
  }
  auto const done = connections.pipeline.perform(TakeTicket{std::move(line), std::move(priority)},
                                                 identity::actor_of(request.visitor));
  if (!done) return std::unexpected<Refusal>(done.error());
  for (auto const& happened : done->events) {
    if (auto const* taken = happened.as<TicketTaken>()) return Taken{happened.recorded.stream, taken->number};
  }
  return refuse(codes::unknown_ticket, "ticket");
}

Expected<Handle> call_next(Connections const& connections, Request const& request, std::string const& desk,
                           std::optional<Handle> after) {
  for (int i = 0; i < tries; ++i) {
    auto const next = connections.pipeline.read([&](record::Sql& sql, States const&) { return waiting(sql, desk, 1); });
    if (next.empty()) return refuse(codes::nobody_waits, "desk");
    auto const done =
        connections.pipeline.perform(CallTicket{next.front().handle, desk, after}, identity::actor_of(request.visitor));
    if (done) return next.front().handle;
    if (!(done.error().code == codes::not_waiting)) return std::unexpected<Refusal>(done.error());
  }
  return refuse(codes::nobody_waits, "desk");
}

std::vector<page::Route> call_routes(Connections const& connections) {
  auto const with = [&](auto handler) {
    return [connections, handler](Request const& request) { return handler(connections, request); };
  };
  auto const acting = [&](std::string_view command) {
    return [connections, command](Request const& request) { return act_call(connections, request, command); };
  };
  auto const desk = [](std::string const& noun) { return "/api/v1/queue/desks/{desk}/" + noun; };
  auto const said = [](json::object schema) { return page::body_schema(std::move(schema), {"desk"}); };
  auto const caller = page::Who::may("queue.call");
  auto const done = schema_of<Done>();
  return {
      {Method::get, "/api/v1/queue", page::Who::anyone(), with(&display_call),
       operation("queue", "Which numbers are called where, and which wait", {}, schema_of<DisplayShown>(), 200)},
      {Method::post, "/api/v1/queue/tickets", page::Who::anyone(), with(&take_call),
       operation("take_ticket", "Take a number", schema_of<TakeTicket>(), schema_of<TakenShown>(), 201)},
      {Method::post, desk("calls"), caller, with(&next_call),
       operation("call_next", "Call the next number to a desk", schema_of<CallBody>(), schema_of<TakenShown>(), 201)},
      {Method::post, desk("recalls"), caller, acting(RecallTicket::name),
       operation("recall_ticket", "Call the desk's number again", {}, done, 201)},
      {Method::post, desk("endings"), caller, acting(FinishTicket::name),
       operation("finish_ticket", "The desk's number is served, or was not there", said(schema_of<FinishTicket>()),
                 done, 201)},
      {Method::post, desk("transfers"), caller, acting(TransferTicket::name),
       operation("transfer_ticket", "Send the desk's number to another desk", said(schema_of<TransferTicket>()), done,
                 201)}};
}

}  // namespace congvu::queue
