#include "work/queue/queue_pages.h"

#include <algorithm>

#include "agency/identity/room.h"
#include "agency/procedure/procedure.h"
#include "page/problem.h"
#include "work/queue/queries.h"
#include "work/queue/queue.h"

namespace congvu::queue {

namespace {

using page::Method;
using page::Reply;
using page::Request;

constexpr std::string_view kiosk_template = "work/queue/pages/kiosk.html";
constexpr std::string_view ticket_template = "work/queue/pages/ticket.html";
constexpr std::string_view desks_template = "work/queue/pages/desks.html";
constexpr std::string_view desk_template = "work/queue/pages/desk.html";
constexpr std::string_view display_template = "work/queue/pages/display.html";
constexpr std::size_t waiting_shown = 30;
constexpr std::size_t waiting_counted = 1000;

// What a page says, in the asker's language.
class Telling {
 public:
  Telling(page::Pages const& pages, Request const& request) : pages_(pages), request_(request) {}

  std::string word(std::string_view key) const { return pages_.word(request_, key); }
  std::string word(std::string_view key, std::vector<Argument> const& arguments) const {
    return std::string{pages_.words().word(request_.language, key, arguments)};
  }
  std::string minutes_of(std::int64_t seconds_waited) const {
    return word("queue.minutes", {{"minutes", std::to_string((seconds_waited + 59) / 60)}});
  }

 private:
  page::Pages const& pages_;
  Request const& request_;
};

Expected<procedure::QueueTerms> terms_of(PageConnections const& connections) {
  auto const common = connections.calls.pipeline.standing<procedure::CommonTerms>();
  if (!common->terms || !common->terms->queue) return refuse(codes::not_kept);
  return *common->terms->queue;
}

std::string title_in(std::vector<procedure::Term> const& terms, std::string_view code) {
  auto const* term = procedure::with_code(terms, code);
  return term ? term->title : std::string{code};
}

json::array options(std::vector<procedure::Term> const& terms, std::string_view chosen = {}) {
  json::array list;
  for (auto const& term : terms) {
    list.push_back(json::object{{"value", term.code}, {"label", term.title}, {"selected", term.code == chosen}});
  }
  return list;
}

page::Url desk_url(std::string_view desk) {
  return page::url_path({"queue", "desks", desk});
}

// ---- kiosk and ticket ----

Reply kiosk_page(PageConnections const& connections, Request const& request, procedure::QueueTerms const& terms,
                 std::vector<Refusal> const& faults) {
  Telling const telling{connections.pages, request};
  auto const now = connections.calls.pipeline.read(
      [&](record::Sql& sql, States const&) { return standing(sql, local_date(request.now)); });
  json::object view{{"lines", options(terms.lines)},
                    {"priorities", options(terms.priorities)},
                    {"take_url", page::url_path({"queue", "tickets"}).text()},
                    {"waiting", std::to_string(now.waiting)},
                    {"average", now.average_seconds ? telling.minutes_of(*now.average_seconds) : std::string{}},
                    {"fault_list", page::fault_summary(faults, connections.pages.words(), request.language, {})}};
  return connections.pages.show(request, kiosk_template, telling.word("queue.kiosk.title"), std::move(view),
                                faults.empty() ? 200 : http_status(faults.front().code.kind));
}

Expected<Reply> show_kiosk(PageConnections const& connections, Request const& request) {
  auto const terms = terms_of(connections);
  if (!terms) return std::unexpected<Refusal>(terms.error());
  return kiosk_page(connections, request, *terms, {});
}

Expected<Reply> take_number(PageConnections const& connections, Request const& request) {
  auto const terms = terms_of(connections);
  if (!terms) return std::unexpected<Refusal>(terms.error());
  std::optional<std::string> priority;
  if (auto const chosen = request.field("priority"); !chosen.empty()) priority = std::string{chosen};
  auto const taken = take(connections.calls, request, std::string{request.field("line")}, std::move(priority));
  if (!taken) return kiosk_page(connections, request, *terms, page::faults_of(taken.error()));
  return Reply::see_other(page::url_path({"queue", "tickets", hex(taken->ticket)}).text());
}

Expected<Reply> show_ticket(PageConnections const& connections, Request const& request) {
  auto const terms = terms_of(connections);
  if (!terms) return std::unexpected<Refusal>(terms.error());
  auto const handle = parse_handle(request.part("ticket"));
  if (!handle) return refuse(codes::unknown_ticket, "ticket");
  struct Seen {
    std::optional<Row> ticket;
    std::vector<Row> before;
    Standing now;
  };
  auto const seen = connections.calls.pipeline.read([&](record::Sql& sql, States const&) {
    return Seen{ticket_of(sql, *handle), waiting(sql, {}, waiting_counted), standing(sql, local_date(request.now))};
  });
  if (!seen.ticket) return refuse(codes::unknown_ticket, "ticket");
  Telling const telling{connections.pages, request};
  auto const& ticket = *seen.ticket;
  auto const place = std::ranges::find(seen.before, ticket.handle, &Row::handle) - seen.before.begin();
  bool const waits = ticket.state == name_of(TicketState::waiting);
  bool const called_now = ticket.state == name_of(TicketState::called);
  return connections.pages.show(
      request, ticket_template, ticket.number,
      json::object{{"number", ticket.number},
                   {"line", title_in(terms->lines, ticket.line)},
                   {"priority", ticket.priority ? title_in(terms->priorities, *ticket.priority) : std::string{}},
                   {"day", vietnamese(ticket.day)},
                   {"waits", waits},
                   {"before", std::to_string(place)},
                   {"average", seen.now.average_seconds ? telling.minutes_of(*seen.now.average_seconds) : ""},
                   {"called_to", called_now && ticket.desk ? title_in(terms->desks, *ticket.desk) : std::string{}},
                   {"ended", !waits && !called_now},
                   {"state", telling.word("queue.state." + ticket.state)},
                   {"kiosk_url", page::url_path({"queue", "kiosk"}).text()}});
}

// ---- desk ----

json::array waiting_rows(std::vector<Row> const& rows, procedure::QueueTerms const& terms, Request const& request,
                         Telling const& telling) {
  json::array list;
  for (auto const& row : rows) {
    bool const left_over = row.day != local_date(request.now);
    list.push_back(json::object{{"number", row.number},
                                {"line", title_in(terms.lines, row.line)},
                                {"priority", row.priority ? title_in(terms.priorities, *row.priority) : std::string{}},
                                {"left_over", left_over ? vietnamese(row.day) : std::string{}},
                                {"waited", telling.minutes_of((request.now - row.taken).count())}});
  }
  return list;
}

Expected<Reply> show_desks(PageConnections const& connections, Request const& request) {
  auto const terms = terms_of(connections);
  if (!terms) return std::unexpected<Refusal>(terms.error());
  json::array desks;
  for (auto const& desk : terms->desks) {
    desks.push_back(json::object{{"title", desk.title}, {"url", desk_url(desk.code).text()}});
  }
  return connections.pages.show(request, desks_template, connections.pages.word(request, "queue.desks.title"),
                                json::object{{"desks", std::move(desks)},
                                             {"display_url", page::url_path({"queue", "display"}).text()},
                                             {"kiosk_url", page::url_path({"queue", "kiosk"}).text()}});
}

Expected<Reply> desk_page(PageConnections const& connections, Request const& request,
                          std::vector<Refusal> const& faults) {
  auto const terms = terms_of(connections);
  if (!terms) return std::unexpected<Refusal>(terms.error());
  std::string const code{request.part("desk")};
  auto const* desk = procedure::with_code(terms->desks, code);
  if (!desk) return refuse(codes::unknown_desk, "desk", {{"given", code}});
  struct Seen {
    std::optional<Row> present;
    std::vector<Row> waiting;
    Standing now;
  };
  auto const seen = connections.calls.pipeline.read([&](record::Sql& sql, States const& states) {
    Handle const ticket = states.load<Desk>(desk_stream(code)).ticket;
    return Seen{ticket ? ticket_of(sql, ticket) : std::nullopt, waiting(sql, code, waiting_shown),
                standing(sql, local_date(request.now))};
  });
  Telling const telling{connections.pages, request};
  auto elsewhere = terms->desks;
  std::erase_if(elsewhere, [&](procedure::Term const& each) { return each.code == code; });
  bool const serves = seen.present && seen.present->state == name_of(TicketState::called);
  auto const below = [&](std::string_view noun) { return desk_url(code).below(page::url_path({noun})).text(); };
  json::object view{
      {"title", desk->title},
      {"number", serves ? seen.present->number : std::string{}},
      {"line", serves ? title_in(terms->lines, seen.present->line) : std::string{}},
      {"after", serves ? hex(seen.present->handle) : hex(Handle{})},
      {"waiting_count", std::to_string(seen.now.waiting)},
      {"longest", seen.now.longest ? telling.minutes_of((request.now - *seen.now.longest).count()) : std::string{}},
      {"average", seen.now.average_seconds ? telling.minutes_of(*seen.now.average_seconds) : std::string{}},
      {"served", std::to_string(seen.now.served)},
      {"missed", std::to_string(seen.now.missed)},
      {"waiting", waiting_rows(seen.waiting, *terms, request, telling)},
      {"any_waiting", !seen.waiting.empty()},
      {"others", options(elsewhere)},
      {"call_url", below("calls")},
      {"recall_url", below("recalls")},
      {"ending_url", below("endings")},
      {"transfer_url", below("transfers")},
      {"counter_url", page::url_path({"counter"}).text()},
      {"desks_url", page::url_path({"queue"}).text()},
      {"fault_list", page::fault_summary(faults, connections.pages.words(), request.language, {})}};
  return connections.pages.show(request, desk_template, desk->title, std::move(view),
                                faults.empty() ? 200 : http_status(faults.front().code.kind));
}

Expected<Reply> show_desk(PageConnections const& connections, Request const& request) {
  return desk_page(connections, request, {});
}

// Back to the desk; where the desk has moved on already, the page as it stands now is all there is to say.
Expected<Reply> to_desk(PageConnections const& connections, Request const& request, std::optional<Refusal> refusal) {
  if (refusal && !(refusal->code == codes::moved_on)) return desk_page(connections, request, {*refusal});
  return Reply::see_other(desk_url(request.part("desk")).text());
}

Expected<Reply> call_number(PageConnections const& connections, Request const& request) {
  auto const called =
      call_next(connections.calls, request, std::string{request.part("desk")}, parse_handle(request.field("after")));
  // The counter's page shows how the queue stands: that nobody waits, or that the desk has moved on, is seen there
  bool const seen = called || called.error().code == codes::nobody_waits || called.error().code == codes::moved_on;
  if (request.field("from") == "counter" && seen) return Reply::see_other(page::url_path({"counter"}).text());
  return to_desk(connections, request, called ? std::nullopt : std::optional(called.error()));
}

Expected<Reply> act_on_number(PageConnections const& connections, Request const& request, std::string_view command) {
  json::object body{{"desk", request.part("desk")}};
  if (command == FinishTicket::name) body["outcome"] = request.field("outcome");
  if (command == TransferTicket::name) body["to"] = request.field("to");
  auto const done = connections.calls.pipeline.perform(command, body, identity::actor_of(request.visitor));
  return to_desk(connections, request, done ? std::nullopt : std::optional(done.error()));
}

// ---- display ----

Expected<Reply> show_display(PageConnections const& connections, Request const& request) {
  auto const terms = terms_of(connections);
  if (!terms) return std::unexpected<Refusal>(terms.error());
  struct Seen {
    std::vector<Row> called, waiting;
    Standing now;
  };
  auto const seen = connections.calls.pipeline.read([&](record::Sql& sql, States const&) {
    return Seen{called(sql), waiting(sql, {}, waiting_shown), standing(sql, local_date(request.now))};
  });
  Telling const telling{connections.pages, request};
  json::array calls, next;
  for (auto const& row : seen.called) {
    calls.push_back(json::object{{"number", row.number}, {"desk", title_in(terms->desks, row.desk.value_or(""))}});
  }
  for (auto const& row : seen.waiting) next.push_back(json::object{{"number", row.number}});
  json::object view{{"bare", true},
                    {"any_call", !calls.empty()},
                    {"calls", std::move(calls)},
                    {"any_next", !next.empty()},
                    {"next", std::move(next)},
                    {"waiting", std::to_string(seen.now.waiting)},
                    {"average", seen.now.average_seconds ? telling.minutes_of(*seen.now.average_seconds) : ""}};
  return connections.pages.show(request, display_template, telling.word("queue.display.title"), std::move(view));
}

}  // namespace

std::vector<page::Route> page_routes(PageConnections const& connections) {
  auto const with = [&](auto handler) {
    return [connections, handler](Request const& request) { return handler(connections, request); };
  };
  auto const acting = [&](std::string_view command) {
    return [connections, command](Request const& request) { return act_on_number(connections, request, command); };
  };
  auto const caller = page::Who::may("queue.call");
  auto const anyone = page::Who::anyone();
  return {{Method::get, "/queue", caller, with(&show_desks), std::nullopt},
          {Method::get, "/queue/kiosk", anyone, with(&show_kiosk), std::nullopt},
          {Method::post, "/queue/tickets", anyone, with(&take_number), std::nullopt},
          {Method::get, "/queue/tickets/{ticket}", anyone, with(&show_ticket), std::nullopt},
          {Method::get, "/queue/display", anyone, with(&show_display), std::nullopt},
          {Method::get, "/queue/desks/{desk}", caller, with(&show_desk), std::nullopt},
          {Method::post, "/queue/desks/{desk}/calls", caller, with(&call_number), std::nullopt},
          {Method::post, "/queue/desks/{desk}/recalls", caller, acting(RecallTicket::name), std::nullopt},
          {Method::post, "/queue/desks/{desk}/endings", caller, acting(FinishTicket::name), std::nullopt},
          {Method::post, "/queue/desks/{desk}/transfers", caller, acting(TransferTicket::name), std::nullopt}};
}

}  // namespace congvu::queue
