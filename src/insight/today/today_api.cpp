#include "insight/today/today_api.h"

#include "agency/identity/room.h"
#include "insight/today/today_queries.h"
#include "page/listing.h"

namespace congvu::today {

namespace {

using page::Reply;
using page::Request;

struct FigureLine {
  std::string name;
  json::value value;  // a count; for on_time a per cent, null where nothing counts
  std::string open;   // where the dossiers behind it are listed
};
BOOST_DESCRIBE_STRUCT(FigureLine, (), (name, value, open))

struct TodayReply {
  std::vector<FigureLine> figures;
  CatalogueCounts catalogue;
};
BOOST_DESCRIBE_STRUCT(TodayReply, (), (figures, catalogue))

struct StayLine {
  std::string work;
  std::string nature;
  std::string unit;
  std::optional<std::string> holder;
  std::optional<Instant> due;
};
BOOST_DESCRIBE_STRUCT(StayLine, (), (work, nature, unit, holder, due))

struct DossierLine {
  std::string code;
  std::string procedure;
  std::string phase;
  std::optional<Instant> due, ready, waiting;
  std::optional<bool> on_time;
  std::optional<std::string> ground;
  std::optional<StayLine> slowest;           // the step that went furthest beyond its own time
  std::optional<std::int64_t> over_minutes;  // working minutes beyond it
  std::optional<StayLine> now;               // where it lies
};
BOOST_DESCRIBE_STRUCT(DossierLine, (),
                      (code, procedure, phase, due, ready, waiting, on_time, ground, slowest, over_minutes, now))

struct DossierList {
  std::vector<DossierLine> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(DossierList, (), (items, next))

FigureLine figure_line(Figure figure, json::value value) {
  std::string const name{name_of(figure)};
  return {name, std::move(value), page::url_path({"api", "v1", "today", name}).text()};
}

std::vector<FigureLine> figure_lines(Figures const& figures) {
  auto const permille = figures.on_time.permille();
  return {figure_line(Figure::on_time, permille ? json::value(*permille / 10.0) : json::value(nullptr)),
          figure_line(Figure::due_soon, figures.due_soon), figure_line(Figure::overdue, figures.overdue),
          figure_line(Figure::waiting, figures.waiting)};
}

StayLine stay_line(Stay const& stay) {
  return {stay.work, stay.nature, stay.unit, stay.holder.empty() ? std::nullopt : std::optional{stay.holder}, stay.due};
}

DossierLine dossier_line(Line const& line) {
  auto const& row = line.dossier;
  DossierLine said{.code = row.code,
                   .procedure = row.procedure,
                   .phase = row.phase,
                   .due = row.due,
                   .ready = row.ready,
                   .waiting = row.waiting,
                   .on_time = row.on_time,
                   .ground = row.ground};
  if (auto const& slowest = line.reason.slowest) {
    said.slowest = stay_line(*slowest);
    said.over_minutes = std::chrono::duration_cast<minutes>(line.reason.over).count();
  }
  if (auto const& now = line.reason.now) said.now = stay_line(*now);
  return said;
}

Expected<Reply> today_reply(Connections const& connections, Request const& request) {
  auto const calendar = calendar_of(connections.pipeline);
  if (!calendar) return std::unexpected<Refusal>(calendar.error());
  return connections.pipeline.read([&](record::Sql& sql, States const& states) -> Expected<Reply> {
    auto const sight = sight_of(identity::actor_of(request.visitor), connections.gate, request.now, states);
    TodayReply reply{figure_lines(figures(sql, sight, **calendar, request.now)),
                     counts_of(states.standing<procedure::Catalogue>(), local_date(request.now))};
    return Reply::json(to_json(reply));
  });
}

Expected<Reply> behind_reply(Connections const& connections, Request const& request) {
  auto const figure = figure_asked(request);
  if (!figure) return std::unexpected<Refusal>(figure.error());
  auto const calendar = calendar_of(connections.pipeline);
  if (!calendar) return std::unexpected<Refusal>(calendar.error());
  auto const wanted = page::piecewise(request);
  if (!wanted) return std::unexpected<Refusal>(wanted.error());
  return connections.pipeline.read([&](record::Sql& sql, States const& states) -> Expected<Reply> {
    auto const sight = sight_of(identity::actor_of(request.visitor), connections.gate, request.now, states);
    auto filter = behind(*figure, sight, **calendar, request.now);
    filter.limit = wanted->limit + 1;
    filter.after = wanted->after;
    auto list = lines(sql, filter, **calendar, request.now);
    std::optional<std::string> after;
    if (list.size() > wanted->limit) {
      list.resize(wanted->limit);
      after = list.back().dossier.code;
    }
    json::array items;
    for (auto const& line : list) items.push_back(to_json(dossier_line(line)));
    return page::counted(Reply::json(page::listing(request, std::move(items), after)), list.size());
  });
}

json::object today_schema() {
  auto schema = schema_of<TodayReply>();
  auto& figure = schema["properties"].as_object()["figures"].as_object()["items"].as_object();
  figure["properties"].as_object()["value"] = json::object{{"type", json::array{"number", "null"}}};
  return schema;
}

}  // namespace

std::vector<page::Route> api_routes(Connections const& connections) {
  page::Operation today;
  today.id = "today";
  today.summary = "How the agency keeps its word today: four figures, and what the catalogue counts";
  today.reply = today_schema();
  page::Operation list;
  list.id = "today_figure";
  list.summary = "The dossiers behind a figure, newest first, each with the step, unit and ground that make it late";
  list.reply = page::listing_schema(schema_of<DossierList>());
  list.parameters = {{"limit", "At most so many, 200 at the most; 50 when absent"},
                     {"cursor", "From `next` of the piece before"}};
  auto const who = page::Who::may(std::string{read_act});
  return {{page::Method::get, "/api/v1/today", who,
           [connections](Request const& request) { return today_reply(connections, request); }, std::move(today)},
          {page::Method::get, "/api/v1/today/{figure}", who,
           [connections](Request const& request) { return behind_reply(connections, request); }, std::move(list)}};
}

}  // namespace congvu::today
