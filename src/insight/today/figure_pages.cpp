// The dossiers behind one figure, each with why it is late: the step that went furthest beyond its own time, the ground
// on which a clock stands still, and in whose hands it lies now.
#include "agency/extract/extract_pages.h"
#include "agency/identity/room.h"
#include "insight/today/today_pages.h"
#include "insight/today/today_queries.h"
#include "page/limits.h"
#include "page/listing.h"

namespace congvu::today {

namespace {

using page::Reply;
using page::Request;

constexpr std::string_view figure_template = "insight/today/pages/figure.html";
constexpr std::string_view kept = "kept";  // ?settled=kept: those settled on time, instead of those that were not

json::object deadline_view(dossier::Row const& row, Telling const& telling) {
  if (row.ready && row.due) {
    bool const on_time = row.on_time.value_or(true);
    auto const over = telling.calendar().working_time(*row.due, *row.ready);
    return {{"look", on_time ? "cv-ontime" : "cv-late"},
            {"left", on_time ? telling.word("today.settled_on_time")
                             : telling.word("today.settled_late", {{"time", telling.working_time(over)}})},
            {"urgency", vietnamese(*row.ready)}};
  }
  if (row.waiting) {
    auto const since = telling.calendar().working_time(*row.waiting, telling.now());
    return {{"look", "cv-still"},
            {"left", telling.word("today.waiting_for", {{"time", telling.working_time(since)}})},
            {"urgency", telling.word("duty.urgency.still")}};
  }
  auto const left = telling.left(row.accepted.value_or(row.filed), row.due, row.paused.has_value());
  return {{"look", duty::look_of(left.urgency)}, {"left", left.text}, {"urgency", left.word}};
}

json::object row_view(Line const& line, Telling const& telling) {
  auto const& row = line.dossier;
  auto const& reason = line.reason;
  auto view = deadline_view(row, telling);
  view["code"] = row.code;
  view["url"] = page::url_path({"dossiers", row.code}).text();
  view["procedure"] = telling.procedure(row.procedure, row.version);
  view["due"] = row.due ? vietnamese(*row.due) : "";
  view["ground"] = row.ground && !row.ready ? telling.ground(*row.ground) : "";
  view["slow"] = nullptr;
  if (auto const& slowest = reason.slowest) {
    view["slow"] = json::object{{"work", telling.work(*slowest)},
                                {"over", telling.word("duty.time.over", {{"time", telling.working_time(reason.over)}})},
                                {"unit", telling.unit(slowest->unit)},
                                {"who", telling.turn(*slowest)}};
  }
  view["ran_out"] = nullptr;
  if (auto const& at_due = reason.at_due; at_due && !reason.slowest) {
    view["ran_out"] = json::object{
        {"work", telling.work(*at_due)}, {"unit", telling.unit(at_due->unit)}, {"who", telling.turn(*at_due)}};
  }
  view["unexplained"] = !reason.slowest && !reason.at_due && !row.ground;
  view["now"] = nullptr;
  if (auto const& now = reason.now) {
    view["now"] = json::object{{"work", telling.work(*now)},
                               {"unit", now->applicant ? "" : telling.unit(now->unit)},
                               {"who", telling.turn(*now)}};
  }
  return view;
}

page::Table table_of(Figure figure, std::vector<Line> const& lines, Telling const& telling) {
  using page::ColumnKind;
  std::string const name{name_of(figure)};
  page::Table table{.name = "figure-" + name,
                    .title = telling.word("today.figure." + name),
                    .columns = {{"code", telling.word("today.dossier"), ColumnKind::link},
                                {"procedure", telling.word("today.procedure"), ColumnKind::text},
                                {"time", telling.word("today.time"), ColumnKind::text},
                                {"due", telling.word("today.due"), ColumnKind::instant},
                                {"slow_step", telling.word("today.slow_step"), ColumnKind::text},
                                {"slow_unit", telling.word("today.slow_unit"), ColumnKind::text},
                                {"over", telling.word("today.over"), ColumnKind::text},
                                {"ground", telling.word("today.ground"), ColumnKind::text},
                                {"where_now", telling.word("today.where_now"), ColumnKind::text},
                                {"unit_now", telling.word("today.unit_now"), ColumnKind::text}},
                    .rows = {}};
  for (auto const& line : lines) {
    auto const& [row, reason] = std::tie(line.dossier, line.reason);
    auto const& slowest = reason.slowest;
    table.rows.push_back(
        {page::Link{row.code, page::url_path({"dossiers", row.code})}, telling.procedure(row.procedure, row.version),
         std::string{deadline_view(row, telling).at("left").as_string()}, row.due ? page::Cell{*row.due} : page::Cell{},
         slowest ? telling.work(*slowest) : "", slowest ? telling.unit(slowest->unit) : "",
         slowest ? telling.working_time(reason.over) : "", row.ground && !row.ready ? telling.ground(*row.ground) : "",
         reason.now ? telling.work(*reason.now) : "",
         reason.now && !reason.now->applicant ? telling.unit(reason.now->unit) : ""});
  }
  return table;
}

// The share opens to two lists, those that missed their time first.
json::array share_chips(Share const& share, bool shows_kept, Telling const& telling) {
  auto const here = page::url_path({"today", name_of(Figure::on_time)});
  return {json::object{{"label", telling.word("today.missed")},
                       {"count", telling.number(share.all - share.on_time)},
                       {"url", here.text()},
                       {"chosen", !shows_kept}},
          json::object{{"label", telling.word("today.kept")},
                       {"count", telling.number(share.on_time)},
                       {"url", here.with("settled", kept).text()},
                       {"chosen", shows_kept}}};
}

std::string value_of(Figure figure, Figures const& figures, Telling const& telling) {
  switch (figure) {
    case Figure::on_time:
      return telling.share(figures.on_time);
    case Figure::due_soon:
      return telling.number(figures.due_soon);
    case Figure::overdue:
      return telling.number(figures.overdue);
    case Figure::waiting:
      break;
  }
  return telling.number(figures.waiting);
}

Expected<Reply> figure_page(Connections const& connections, Request const& request) {
  auto const figure = figure_asked(request);
  if (!figure) return std::unexpected<Refusal>(figure.error());
  auto const calendar = calendar_of(connections.pipeline);
  if (!calendar) return std::unexpected<Refusal>(calendar.error());
  auto const format = page::format_asked(request);
  if (!format) return std::unexpected<Refusal>(format.error());
  auto const wanted = page::piecewise(request);
  if (!wanted) return std::unexpected<Refusal>(wanted.error());
  bool const is_share = *figure == Figure::on_time;
  bool const shows_kept = is_share && request.asked("settled") == kept;
  std::string const name{name_of(*figure)};
  std::string const title = connections.pages.word(request, "today.figure." + name);
  page::Table table;
  std::size_t shown = 0;
  auto view = connections.pipeline.read([&](record::Sql& sql, States const& states) {
    Telling const telling{connections.pages, request, states, **calendar};
    auto const sight = sight_of(identity::actor_of(request.visitor), connections.gate, request.now, states);
    auto const counted = figures(sql, sight, **calendar, request.now);
    auto filter = behind(*figure, sight, **calendar, request.now);
    filter.limit = (*format ? limits::table_rows : wanted->limit) + 1;
    if (!*format) filter.after = wanted->after;
    filter.late = is_share && !shows_kept;
    if (shows_kept) filter.on_time = true;
    auto list = lines(sql, filter, **calendar, request.now);
    if (*format) {
      table = table_of(*figure, list, telling);
      return json::object{};
    }
    std::optional<std::string> after;
    if (list.size() > wanted->limit) {
      list.resize(wanted->limit);
      after = list.back().dossier.code;
    }
    json::array rows;
    for (auto const& line : list) rows.push_back(row_view(line, telling));
    shown = rows.size();
    auto chips = is_share ? share_chips(counted.on_time, shows_kept, telling) : json::array{};
    auto const next = page::following(request, after);
    return json::object{{"label", title},
                        {"meaning", telling.word("today.meaning." + name)},
                        {"value", value_of(*figure, counted, telling)},
                        {"when", telling.day_and_time()},
                        {"back_url", page::url_path({"today"}).text()},
                        {"any_chip", !chips.empty()},
                        {"chips", std::move(chips)},
                        {"any_row", !rows.empty()},
                        {"exports", page::exports_view(request)},
                        {"dossiers", std::move(rows)},
                        {"next_url", next ? json::value(next->text()) : json::value(nullptr)}};
  });
  if (*format) return extract::hand_out(connections.pipeline, request, table, **format, read_act);
  return page::counted(connections.pages.show(request, figure_template, title, std::move(view)), shown);
}

}  // namespace

Expected<Figure> figure_asked(Request const& request) {
  auto const given = request.part("figure");
  if (auto const figure = named<Figure>(given)) return *figure;
  std::string allowed;
  for (auto const& name : names<Figure>()) allowed += (allowed.empty() ? "" : ", ") + std::string{name};
  return refuse(codes::unknown_figure, "figure", {{"given", std::string{given}}, {"allowed", allowed}});
}

std::vector<page::Route> figure_page_routes(Connections const& connections) {
  return {{page::Method::get, "/today/{figure}", page::Who::may(std::string{read_act}),
           [connections](Request const& request) { return figure_page(connections, request); }, std::nullopt}};
}

}  // namespace congvu::today
