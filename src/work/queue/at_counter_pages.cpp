#include "work/queue/at_counter_pages.h"

#include "agency/identity/room.h"
#include "agency/procedure/procedure.h"
#include "work/queue/queries.h"
#include "work/queue/queue.h"

namespace congvu::queue {

namespace {

using page::Request;

constexpr std::size_t next_shown = 5;

struct AtDesk {
  std::optional<std::string> desk;
  std::optional<Row> present;  // called and not yet served
  std::vector<Row> waiting;
  Standing now;
};

AtDesk at_desk(PageConnections const& connections, Request const& request) {
  return connections.calls.pipeline.read([&](record::Sql& sql, States const& states) {
    AtDesk seen;
    Date const today = local_date(request.now);
    seen.now = standing(sql, today);
    if (!request.visitor) return seen;
    seen.desk = desk_of(sql, handle_of("position", request.visitor->position), today);
    seen.waiting = waiting(sql, seen.desk.value_or(""), next_shown);
    if (!seen.desk) return seen;
    Handle const ticket = states.load<Desk>(desk_stream(*seen.desk)).ticket;
    if (ticket) seen.present = ticket_of(sql, ticket);
    if (seen.present && seen.present->state != name_of(TicketState::called)) seen.present.reset();
    return seen;
  });
}

page::Url desk_url(std::string_view desk) {
  return page::url_path({"queue", "desks", desk});
}

// The one button of the clerk's desk, with its key; before the first call of the day, one for each desk.
json::array buttons(AtDesk const& seen, procedure::QueueTerms const& terms, std::string const& call) {
  json::array list;
  for (auto const& desk : terms.desks) {
    if (seen.desk && *seen.desk != desk.code) continue;
    list.push_back(json::object{{"label", seen.desk ? call : call + " · " + desk.title},
                                {"mine", seen.desk.has_value()},
                                {"after", seen.present ? hex(seen.present->handle) : hex(Handle{})},
                                {"url", desk_url(desk.code).below(page::url_path({"calls"})).text()}});
  }
  return list;
}

std::string title_in(std::vector<procedure::Term> const& terms, std::string_view code) {
  auto const* term = procedure::with_code(terms, code);
  return term ? term->title : std::string{code};
}

}  // namespace

std::optional<json::object> strip_at_counter(PageConnections const& connections, Request const& request) {
  auto const common = connections.calls.pipeline.standing<procedure::CommonTerms>();
  if (!common->terms || !common->terms->queue) return std::nullopt;
  auto const& terms = *common->terms->queue;
  auto const seen = at_desk(connections, request);
  auto const minutes = [&](std::int64_t seconds) {
    std::vector<Argument> const said{{"minutes", std::to_string((seconds + 59) / 60)}};
    return std::string{connections.pages.words().word(request.language, "queue.minutes", said)};
  };
  json::array next;
  for (auto const& row : seen.waiting) next.push_back(json::object{{"number", row.number}});
  return json::object{
      {"desk_title", seen.desk ? title_in(terms.desks, *seen.desk) : std::string{}},
      {"desk_url", seen.desk ? desk_url(*seen.desk).text() : page::url_path({"queue"}).text()},
      {"number", seen.present ? seen.present->number : std::string{}},
      {"line", seen.present ? title_in(terms.lines, seen.present->line) : std::string{}},
      {"waiting_count", std::to_string(seen.now.waiting)},
      {"longest", seen.now.longest ? minutes((request.now - *seen.now.longest).count()) : std::string{}},
      {"any_next", !next.empty()},
      {"next", std::move(next)},
      {"calls", buttons(seen, terms, connections.pages.word(request, "queue.desk.call"))}};
}

void served_at_counter(PageConnections const& connections, Request const& request, std::string_view number) {
  auto const seen = at_desk(connections, request);
  if (!seen.desk || !seen.present || seen.present->number != number) return;
  FinishTicket const command{*seen.desk, Outcome::served, seen.present->handle};
  // Refused only where the desk has moved on meanwhile: then the number is served already
  auto const done = connections.calls.pipeline.perform(command, identity::actor_of(request.visitor));
  static_cast<void>(done);
}

}  // namespace congvu::queue
