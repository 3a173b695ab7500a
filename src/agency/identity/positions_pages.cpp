// Who holds which position: joiners take one up, leavers leave one, movers do both. A leaver's open work is handed over
// first.
#include "agency/identity/managing_api.h"
#include "agency/org/commands.h"
#include "page/problem.h"

namespace congvu::identity {

namespace {

using page::Method;
using page::Reply;
using page::Request;

constexpr std::string_view list_template = "agency/identity/pages/positions.html";
constexpr std::string_view one_template = "agency/identity/pages/position.html";

page::Url url_of(std::string_view position) {
  return page::url_path({"positions", position});
}

std::string_view unit_name(org::Organisation const& organisation, org::Position const& position, Date day) {
  auto const* unit = organisation.unit_on(position.unit, day);
  return unit ? std::string_view{unit->name} : std::string_view{position.unit};
}

// Today's holder, or the one who comes next.
json::object holder_view(org::Organisation const& organisation, org::Position const& position, Date today) {
  json::object view{{"holder", nullptr}, {"since", ""}, {"leaving", nullptr}, {"coming", nullptr}};
  auto const held = organisation.holdings.find(position.code);
  if (held == organisation.holdings.end()) return view;
  for (auto const& term : held->second) {
    auto const* person = organisation.person(term.person);
    std::string const name = person ? person->name.value_or("…") : "…";
    if (org::covers(term, today)) {
      view["holder"] = name;
      view["since"] = vietnamese(term.from);
      if (term.to) view["leaving"] = vietnamese(*term.to);
    } else if (term.from > today) {
      view["coming"] = name + " (" + vietnamese(term.from) + ")";
    }
  }
  return view;
}

page::Table table_of(org::Organisation const& organisation, Request const& request, page::Pages const& pages) {
  using page::ColumnKind;
  auto const word = [&](std::string_view key) { return pages.word(request, key); };
  page::Table table{.name = "positions",
                    .title = word("identity.positions.title"),
                    .columns = {{"code", word("identity.code"), ColumnKind::link},
                                {"position", word("identity.position"), ColumnKind::text},
                                {"unit", word("identity.unit"), ColumnKind::text},
                                {"holder", word("identity.holder"), ColumnKind::text},
                                {"since", word("identity.since"), ColumnKind::text},
                                {"leaving", word("identity.leaving"), ColumnKind::text},
                                {"coming", word("identity.coming"), ColumnKind::text}},
                    .rows = {}};
  Date const today = local_date(request.now);
  auto const text = [](json::value const& value) {
    return value.is_string() ? std::string{value.get_string()} : std::string{};
  };
  for (auto const* position : organisation.positions_on(today)) {
    auto const holder = holder_view(organisation, *position, today);
    table.rows.push_back({page::Link{position->code, url_of(position->code)}, position->title,
                          std::string{unit_name(organisation, *position, today)}, text(holder.at("holder")),
                          text(holder.at("since")), text(holder.at("leaving")), text(holder.at("coming"))});
  }
  return table;
}

Expected<Reply> show_list(Management const& management, Request const& request) {
  auto const format = page::format_asked(request);
  if (!format) return std::unexpected<Refusal>(format.error());
  auto const organisation = management.room.organisation();
  auto const& pages = management.room.pages;
  if (*format) {
    return management.hand_out(request, table_of(*organisation, request, pages), **format, "organisation.staff");
  }
  Date const today = local_date(request.now);
  json::array rows;
  for (auto const* position : organisation->positions_on(today)) {
    auto row = holder_view(*organisation, *position, today);
    row["code"] = position->code;
    row["title"] = position->title;
    row["unit"] = unit_name(*organisation, *position, today);
    row["position_url"] = url_of(position->code).text();
    rows.push_back(std::move(row));
  }
  return pages.show(request, list_template, pages.word(request, "identity.positions.title"),
                    {{"positions", std::move(rows)},
                     {"exports", page::exports_view(request)},
                     {"accounts_url", page::url_path({"accounts"}).text()}});
}

Expected<Reply> show_one(Management const& management, Request const& request, std::vector<Refusal> const& faults) {
  auto const organisation = management.room.organisation();
  Date const today = local_date(request.now);
  auto const* position = organisation->position_on(request.part("code"), today);
  if (!position) return refuse(org::codes::unknown_position, "position", {{"code", std::string{request.part("code")}}});
  auto view = holder_view(*organisation, *position, today);
  json::array open;
  if (management.open_work) {
    for (auto const& each : management.open_work(position->code)) {
      open.push_back(json::object{{"code", each.code}, {"work", each.work}, {"work_url", each.url.text()}});
    }
  }
  view["code"] = position->code;
  view["title"] = organisation->full_title(*position, today);
  view["can_leave"] = view["holder"].is_string() && view["leaving"].is_null();
  view["any_open"] = !open.empty();
  view["open"] = std::move(open);
  view["person"] = request.field("person");
  view["person_name"] = request.field("person_name");
  view["from"] = request.field("from").empty() ? iso(today) : std::string{request.field("from")};
  view["leave_url"] = url_of(position->code).below(page::url_path({"leaving"})).text();
  view["take_up_url"] = url_of(position->code).below(page::url_path({"holders"})).text();
  view["positions_url"] = page::url_path({"positions"}).text();
  auto const& pages = management.room.pages;
  view["fault_list"] =
      faults.empty() ? json::value(nullptr) : json::value(page::fault_summary(faults, pages.words(), request.language));
  return pages.show(request, one_template, position->title, std::move(view),
                    faults.empty() ? 200 : http_status(faults.front().code.kind));
}

Expected<Reply> take_leaving(Management const& management, Request const& request) {
  auto const done = leave(management, actor_of(request.visitor), request.part("code"));
  if (!done) return show_one(management, request, page::faults_of(done.error()));
  return Reply::see_other(url_of(request.part("code")).text());
}

Expected<Reply> take_up(Management const& management, Request const& request) {
  auto const from = parse_date(request.field("from"));
  if (!from) {
    Refusal const fault{congvu::codes::field_not_date, "from", {{"given", std::string{request.field("from")}}}};
    return show_one(management, request, {fault});
  }
  org::TakeUpPosition command{std::string{request.part("code")}, std::string{request.field("person")}, {}, *from};
  if (!request.field("person_name").empty()) command.person_name = std::string{request.field("person_name")};
  auto const done = management.pipeline.perform(std::move(command), actor_of(request.visitor));
  if (!done) return show_one(management, request, page::faults_of(done.error()));
  return Reply::see_other(url_of(request.part("code")).text());
}

}  // namespace

std::vector<page::Route> positions_page_routes(Management const& m) {
  auto const staff = page::Who::may("organisation.staff");
  return {
      {Method::get, "/positions", staff, [m](Request const& request) { return show_list(m, request); }, std::nullopt},
      {Method::get, "/positions/{code}", staff, [m](Request const& request) { return show_one(m, request, {}); },
       std::nullopt},
      {Method::post, "/positions/{code}/leaving", staff,
       [m](Request const& request) { return take_leaving(m, request); }, std::nullopt},
      {Method::post, "/positions/{code}/holders", staff, [m](Request const& request) { return take_up(m, request); },
       std::nullopt},
  };
}

}  // namespace congvu::identity
