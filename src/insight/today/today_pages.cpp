#include "insight/today/today_pages.h"

#include <algorithm>

#include "agency/identity/identity.h"
#include "agency/identity/room.h"
#include "insight/today/today_queries.h"
#include "page/listing.h"

namespace congvu::today {

namespace {

using page::Reply;
using page::Request;

constexpr std::string_view today_template = "insight/today/pages/today.html";
constexpr std::size_t decisions_shown = 6;

// The room that a group of three bars takes in the picture, in its own units; the template draws the frame.
constexpr int chart_ground = 180, chart_height = 160, group_width = 68, first_group = 44, bar_width = 16;

json::object figure_card(Figure figure, std::string value, std::string_view look, std::string under,
                         Telling const& telling) {
  std::string const name{name_of(figure)};
  return {{"label", telling.word("today.figure." + name)},
          {"url", page::url_path({"today", name}).text()},
          {"value", std::move(value)},
          {"look", look},
          {"under", std::move(under)}};
}

// A colour only where there is something to look at.
json::object counted_card(Figure figure, std::int64_t number, std::string_view look, Telling const& telling) {
  return figure_card(figure, telling.number(number), number > 0 ? look : "",
                     telling.word("today.under." + std::string{name_of(figure)}), telling);
}

json::array figure_cards(Figures const& figures, Telling const& telling) {
  auto const& share = figures.on_time;
  auto const under = share.all == 0 ? telling.word("today.under.on_time_none")
                                    : telling.word("today.under.on_time", {{"on_time", telling.number(share.on_time)},
                                                                           {"all", telling.number(share.all)}});
  return {figure_card(Figure::on_time, telling.share(share), share.all > 0 ? "cv-ontime" : "", under, telling),
          counted_card(Figure::due_soon, figures.due_soon, "cv-risk", telling),
          counted_card(Figure::overdue, figures.overdue, "cv-late", telling),
          counted_card(Figure::waiting, figures.waiting, "cv-still", telling)};
}

json::object decision_row(duty::Row const& row, duty::MatterLine const& line, Mandate const& mandate,
                          Telling const& telling) {
  auto const left = telling.left(row.opened, row.due, row.suspended.has_value());
  Stay const stay{
      .work = row.work, .nature = row.nature, .unit = row.unit, .holder = row.holder, .candidates = row.candidates};
  return {{"work", telling.work(stay)},
          {"title", line.title},
          {"url", line.url.text()},
          {"code", row.code},
          {"who", telling.turn(stay)},
          {"authority", mandate.source},
          {"look", duty::look_of(left.urgency)},
          {"left", left.text},
          {"urgency", left.word},
          {"used", std::to_string(left.used)}};
}

// The reader's own worklist, most urgent first: what waits for nobody else.
json::array decisions(Connections const& connections, Actor const& actor, record::Sql& sql, States const& states,
                      Telling const& telling) {
  json::array rows;
  duty::Wanted wanted;
  wanted.limit = decisions_shown;
  for (auto const& row : duty::worklist(sql, actor, telling.now(), states, wanted)) {
    auto const mandate = connections.gate.ask(actor, duty::question_about(row), telling.now(), states);
    for (auto const& description : connections.descriptions) {
      auto const line = description(row, sql, states);
      if (!line || !mandate) continue;
      rows.push_back(decision_row(row, *line, *mandate, telling));
      break;
    }
  }
  return rows;
}

json::array load_rows(std::vector<Load> const& loads, Telling const& telling) {
  auto const most = loads.empty() ? 0 : loads.front().all();
  json::array rows;
  for (auto const& load : loads) {
    json::array people;
    if (load.pool > 0) {
      people.push_back(json::object{{"who", telling.word("today.in_pool")}, {"number", telling.number(load.pool)}});
    }
    for (auto const& [position, number] : load.holders) {
      people.push_back(json::object{{"who", telling.person(position)}, {"number", telling.number(number)}});
    }
    rows.push_back(json::object{{"unit", telling.unit(load.unit)},
                                {"number", telling.number(load.all())},
                                {"part", std::to_string(load.all() * 100 / most)},
                                {"people", std::move(people)}});
  }
  return rows;
}

json::object bar(int x, std::int64_t number, std::int64_t top, std::string_view look) {
  auto const height = number * chart_height / top;
  return {{"x", std::to_string(x)},
          {"y", std::to_string(chart_ground - height)},
          {"height", std::to_string(height)},
          {"look", look}};
}

json::object week_group(Week const& week, int place, std::int64_t top, Telling const& telling) {
  int const x = first_group + place * group_width;
  auto const monday = vietnamese(week.monday);
  return {{"bars", json::array{bar(x, week.received, top, "cv-bar-received"),
                               bar(x + bar_width + 1, week.settled, top, "cv-bar-settled"),
                               bar(x + 2 * (bar_width + 1), week.overrun, top, "cv-bar-overrun")}},
          {"middle", std::to_string(x + (3 * bar_width + 2) / 2)},
          {"short", monday.substr(0, monday.rfind('/'))},
          {"monday", monday},
          {"received", telling.number(week.received)},
          {"settled", telling.number(week.settled)},
          {"overrun", telling.number(week.overrun)}};
}

json::object chart(std::vector<Week> const& weeks, Telling const& telling) {
  std::int64_t most = 1;
  for (auto const& week : weeks) most = std::max({most, week.received, week.settled, week.overrun});
  auto const step = scale_step(most);
  json::array lines, groups;
  for (int line = 0; line <= scale_lines; ++line) {
    lines.push_back(json::object{{"y", std::to_string(chart_ground - line * chart_height / scale_lines)},
                                 {"number", telling.number(line * step)}});
  }
  int place = 0;
  for (auto const& week : weeks) groups.push_back(week_group(week, place++, step * scale_lines, telling));
  return {{"lines", std::move(lines)}, {"weeks", std::move(groups)}};
}

// Whose work the figures count.
std::string scope_of(Sight const& sight, Request const& request, Telling const& telling) {
  if (sight.whole) return telling.word("today.whole");
  return request.visitor ? telling.unit(request.visitor->unit) : std::string{};
}

// What the catalogue counts, each number leading to the list it is the length of.
json::array catalogue_cards(procedure::Catalogue const& catalogue, Date day, Telling const& telling) {
  auto const counts = counts_of(catalogue, day);
  auto const list = page::url_path({"procedures"});
  json::array cards;
  auto const add = [&](std::string_view word, std::int64_t number, page::Url const& to) {
    cards.push_back(json::object{{"label", telling.word(word)}, {"value", telling.number(number)}, {"url", to.text()}});
  };
  add("today.announcements", counts.announcements, page::url_path({"announcements"}).with("state", "in_force"));
  add("today.internal", counts.internal, list.with("kind", "internal"));
  add("today.linked", counts.linked, list.with("kind", "linked"));
  add("today.delegated", counts.delegated, list.with("delegated", "yes"));
  return cards;
}

Expected<Reply> today_page(Connections const& connections, Request const& request) {
  auto const calendar = calendar_of(connections.pipeline);
  if (!calendar) return std::unexpected<Refusal>(calendar.error());
  Actor const actor = identity::actor_of(request.visitor);
  bool const decides = request.visitor && request.visitor->role != name_of(identity::Role::supervisor);
  auto view = connections.pipeline.read([&](record::Sql& sql, States const& states) {
    Telling const telling{connections.pages, request, states, **calendar};
    auto const sight = sight_of(actor, connections.gate, request.now, states);
    auto waiting = decides ? decisions(connections, actor, sql, states, telling) : json::array{};
    auto loads = load_rows(load_of_units(sql, sight, telling.organisation()), telling);
    return json::object{
        {"when", telling.day_and_time()},
        {"scope", scope_of(sight, request, telling)},
        {"figures", figure_cards(figures(sql, sight, **calendar, request.now), telling)},
        {"catalogue", catalogue_cards(states.standing<procedure::Catalogue>(), local_date(request.now), telling)},
        {"decides", decides},
        {"any_decision", !waiting.empty()},
        {"decisions", std::move(waiting)},
        {"any_load", !loads.empty()},
        {"loads", std::move(loads)},
        {"chart", chart(weeks(sql, sight, request.now), telling)}};
  });
  auto const named = view.at("decisions").as_array().size();
  return page::counted(
      connections.pages.show(request, today_template, connections.pages.word(request, "today.title"), std::move(view)),
      named);
}

}  // namespace

Expected<std::shared_ptr<Calendar const>> calendar_of(Pipeline& pipeline) {
  auto const time = pipeline.standing<procedure::WorkingTime>();
  if (!time->calendar) return refuse(codes::no_calendar);
  return time->calendar;
}

std::vector<page::Route> page_routes(Connections const& connections) {
  return {{page::Method::get, "/today", page::Who::may(std::string{read_act}),
           [connections](Request const& request) { return today_page(connections, request); }, std::nullopt}};
}

}  // namespace congvu::today
