#include "agency/duty/duty_pages.h"

#include <array>
#include <map>

#include "agency/duty/commands.h"
#include "agency/duty/duty.h"
#include "agency/duty/telling_pages.h"
#include "agency/extract/extract_pages.h"
#include "agency/identity/room.h"
#include "agency/org/org.h"
#include "agency/procedure/procedure.h"
#include "page/listing.h"
#include "page/problem.h"

namespace congvu::duty {

namespace {

using page::Method;
using page::Reply;
using page::Request;

constexpr std::string_view worklist_template = "agency/duty/pages/worklist.html";

// While the clock stands still its due time moves on with every minute, and would only mislead.
std::string due_of(Row const& row, Telling const& telling) {
  Instant const now = telling.request.now;
  if (row.suspended) return telling.word("duty.still_since", {{"when", short_instant(*row.suspended, now)}});
  return row.due ? short_instant(*row.due, now) : std::string{};
}

// What a row can show beside the work itself, which always stands there.
constexpr std::array<std::string_view, 7> usual_columns_and_more{"left",   "place", "due",           "party",
                                                                 "opened", "phase", "procedure_code"};
constexpr std::size_t usual_columns = 3;

std::string title_of(std::string_view column, Telling const& telling) {
  if (column == "left") return telling.word("duty.time_left");
  if (column == "place") return telling.word("duty.step");
  return telling.word("duty." + std::string{column});
}

std::vector<page::Column> offered_columns(Telling const& telling) {
  std::vector<page::Column> columns;
  for (auto const name : usual_columns_and_more) columns.push_back({std::string{name}, title_of(name, telling)});
  return columns;
}

std::vector<std::string> columns_of(preference::Preferences const& preferences) {
  std::vector<std::string> const all{usual_columns_and_more.begin(), usual_columns_and_more.end()};
  return shown_columns(preferences, "worklist", all, {all.begin(), all.begin() + usual_columns});
}

std::string text_of(std::string_view column, Shown const& shown, Telling const& telling) {
  auto const& [row, line] = shown;
  if (column == "place") return place_of(row, line, telling);
  if (column == "due") return due_of(row, telling);
  if (column == "party") return line.party;
  if (column == "opened") return short_instant(row.opened, telling.request.now);
  if (column == "phase") return telling.word("duty.phase." + row.phase);
  return row.procedure;
}

json::object row_view(Shown const& shown, std::vector<std::string> const& columns, Telling const& telling) {
  auto const& [row, line] = shown;
  auto const left = time_left(row, telling);
  bool const with_left = !columns.empty() && columns.front() == "left";
  json::array cells;
  for (auto const& column : columns) {
    if (column == "left") continue;
    cells.push_back(json::object{{"title", title_of(column, telling)}, {"text", text_of(column, shown, telling)}});
  }
  json::object view{{"look", look_of(left.urgency)}, {"left", left.text},
                    {"urgency", left.word},          {"used", std::to_string(left.used)},
                    {"work", work_of(row, telling)}, {"title", line.title},
                    {"url", line.url.text()},        {"code", row.code},
                    {"party", line.party},           {"with_left", with_left},
                    {"cells", std::move(cells)},     {"accept_url", nullptr}};
  if (row.holder.empty()) view["accept_url"] = page::url_path({"duties", hex(row.duty), "acceptance"}).text();
  return view;
}

// The list as a file has it: what the page says, and the codes that a program would want.
page::Table table_of(std::vector<Shown> const& rows, Telling const& telling) {
  using page::ColumnKind;
  page::Table table{.name = "worklist",
                    .title = telling.word("duty.worklist"),
                    .columns = {{"code", telling.word("duty.code"), ColumnKind::link},
                                {"left", telling.word("duty.time_left"), ColumnKind::text},
                                {"standing", telling.word("duty.standing"), ColumnKind::text},
                                {"due", telling.word("duty.due"), ColumnKind::instant},
                                {"work", telling.word("duty.work"), ColumnKind::text},
                                {"place", telling.word("duty.step"), ColumnKind::text},
                                {"procedure", telling.word("duty.procedure"), ColumnKind::text},
                                {"procedure_code", telling.word("duty.procedure_code"), ColumnKind::text},
                                {"party", telling.word("duty.party"), ColumnKind::text},
                                {"opened", telling.word("duty.opened"), ColumnKind::instant},
                                {"phase", telling.word("duty.phase"), ColumnKind::text}},
                    .rows = {}};
  for (auto const& [row, line] : rows) {
    auto const left = time_left(row, telling);
    table.rows.push_back({page::Link{row.code, line.url}, left.text, left.word,
                          row.due ? page::Cell{*row.due} : page::Cell{}, work_of(row, telling),
                          place_of(row, line, telling), line.title, row.procedure, line.party, row.opened,
                          telling.word("duty.phase." + row.phase)});
  }
  return table;
}

// What the list is narrowed to; a form that was refused narrows nothing.
struct Narrowed {
  std::string nature, procedure;
  bool overdue = false;

  explicit Narrowed(Request const& request) {
    if (request.method != Method::get) return;
    nature = request.asked("nature");
    procedure = request.asked("procedure");
    overdue = request.asked("overdue") == "yes";
  }
  page::Url url(std::string_view other_nature) const {
    auto url = page::url_path({"worklist"});
    if (!other_nature.empty()) url = url.with("nature", other_nature);
    if (!procedure.empty()) url = url.with("procedure", procedure);
    return overdue ? url.with("overdue", "yes") : url;
  }
  Wanted wanted(Instant now) const {
    Wanted wanted;
    if (!nature.empty()) wanted.nature = nature;
    if (!procedure.empty()) wanted.procedure = procedure;
    if (overdue) wanted.overdue_at = now;
    return wanted;
  }
};

json::array nature_chips(std::map<std::string, std::int64_t> const& counts, Narrowed const& narrowed,
                         Telling const& telling) {
  std::int64_t all = 0;
  for (auto const& [nature, count] : counts) all += count;
  json::array chips;
  chips.push_back(json::object{{"label", telling.word("duty.all")},
                               {"count", std::to_string(all)},
                               {"url", narrowed.url({}).text()},
                               {"chosen", narrowed.nature.empty()}});
  for (auto const& [nature, count] : counts) {
    chips.push_back(json::object{{"label", telling.word("duty.nature." + nature)},
                                 {"count", std::to_string(count)},
                                 {"url", narrowed.url(nature).text()},
                                 {"chosen", nature == narrowed.nature}});
  }
  return chips;
}

// The procedures of the list, by name; one that has gone from it stays offered while it is chosen.
json::array procedure_options(std::map<std::string, std::int64_t> counts, std::string const& chosen,
                              procedure::Catalogue const& catalogue, Date day) {
  if (!chosen.empty()) counts.try_emplace(chosen, 0);
  json::array options;
  for (auto const& [code, count] : counts) {
    if (code.empty()) continue;
    auto const* version = catalogue.in_force(code, day);
    auto const name = version ? code + " · " + version->facts().name : code;
    options.push_back(json::object{
        {"value", code}, {"label", name + " (" + std::to_string(count) + ")"}, {"selected", code == chosen}});
  }
  return options;
}

// A piece of the list with what stands around it.
struct Listed {
  Counts counts;
  std::vector<Shown> shown;
  std::optional<std::string> after;  // where the following piece begins
};

Listed listed(PageConnections const& connections, Actor const& actor, Wanted wanted, std::optional<std::size_t> piece,
              Telling const& telling) {
  Listed list;
  if (piece) wanted.limit = *piece + 1;
  connections.room.pipeline.read([&](record::Sql& sql, States const& states) {
    auto found = worklist_and_counts(sql, actor, telling.request.now, states, wanted);
    list.counts = std::move(found.counts);
    for (auto const& row : found.rows) {
      if (piece && list.shown.size() == *piece) {
        list.after = place_of(list.shown.back().row);
        break;
      }
      auto line = described(connections, row, sql, states);
      if (line && telling.time.calendar) list.shown.push_back({row, std::move(*line)});
    }
  });
  return list;
}

json::object worklist_view(PageConnections const& connections, Listed const& list, Narrowed const& narrowed,
                           Actor const& actor, Telling const& telling) {
  auto const& request = telling.request;
  auto const mine = preference::of(connections.shelf, request);
  auto const columns = columns_of(mine);
  bool const with_left = columns.front() == "left";
  json::array heads;
  for (auto const& column : columns) {
    if (column != "left") heads.push_back(json::object{{"title", title_of(column, telling)}});
  }
  json::array rows;
  for (auto const& shown : list.shown) rows.push_back(row_view(shown, columns, telling));
  Question reading;
  reading.act = "today.read";
  bool const answers_for_others = connections.room.pipeline.may(actor, reading).has_value();
  auto const load_url = page::url_path({"duties", "load"});
  auto const catalogue = connections.room.pipeline.standing<procedure::Catalogue>();
  auto const next = page::following(request, list.after);
  auto const here = page::url_path({"worklist"});
  return {{"here_url", here.text()},
          {"now", full_instant(request.now)},
          {"chips", nature_chips(list.counts.natures, narrowed, telling)},
          {"nature", narrowed.nature},
          {"procedures",
           procedure_options(list.counts.procedures, narrowed.procedure, *catalogue, local_date(request.now))},
          {"overdue", narrowed.overdue},
          {"filters", preference::filters_view(mine, "worklist", here, request)},
          {"columns", preference::columns_view("worklist", offered_columns(telling), columns, request)},
          {"with_left", with_left},
          {"heads", std::move(heads)},
          {"any_duty", !rows.empty()},
          {"any_at_all", !list.counts.natures.empty()},
          {"exports", page::exports_view(request)},
          {"next_url", next ? json::value(next->text()) : json::value(nullptr)},
          {"handover_url", handover_url(actor.position).text()},
          {"load_url", answers_for_others ? json::value(load_url.text()) : json::value(nullptr)},
          {"duties", std::move(rows)}};
}

Expected<Reply> worklist_page(PageConnections const& connections, Request const& request,
                              std::vector<Refusal> const& faults) {
  Actor const actor = identity::actor_of(request.visitor);
  auto const working_time = connections.room.pipeline.standing<procedure::WorkingTime>();
  Telling const telling{connections.pages, request, *working_time};
  auto const format = page::format_asked(request);
  if (!format) return std::unexpected<Refusal>(format.error());
  auto const piece = page::piecewise(request);
  if (!piece) return std::unexpected<Refusal>(piece.error());
  Narrowed const narrowed{request};
  auto wanted = narrowed.wanted(request.now);
  if (!*format) wanted.after = piece->after.value_or("");
  auto const list =
      listed(connections, actor, std::move(wanted), *format ? std::nullopt : std::optional{piece->limit}, telling);
  if (*format && telling.time.calendar) {
    auto const table = table_of(list.shown, telling);
    return extract::hand_out(connections.room.pipeline, request, table, **format, "duty.accept");
  }
  auto view = worklist_view(connections, list, narrowed, actor, telling);
  view["fault_list"] = page::fault_summary(faults, connections.pages.words(), request.language);
  return page::counted(
      connections.pages.show(request, worklist_template, telling.word("duty.worklist"), std::move(view),
                             faults.empty() ? 200 : http_status(faults.front().code.kind)),
      list.shown.size());
}

Expected<Reply> take(PageConnections const& connections, Request const& request) {
  auto const duty = parse_handle(request.part("id"));
  if (!duty) return refuse(codes::unknown, "duty");
  auto const taken = connections.room.pipeline.perform(AcceptDuty{*duty}, identity::actor_of(request.visitor));
  if (!taken) {
    auto const organisation = connections.room.pipeline.standing<org::Organisation>();
    return worklist_page(
        connections, request,
        {in_words(taken.error(), *organisation, local_date(request.now), connections.pages.words(), request.language)});
  }
  auto const to = connections.room.pipeline.read([&](record::Sql& sql, States const& states) {
    auto const row = by_handle(sql, *duty);
    auto const line = row ? described(connections, *row, sql, states) : std::nullopt;
    return line ? line->url : page::url_path({"worklist"});
  });
  return Reply::see_other(to.text());
}

}  // namespace

Refusal in_words(Refusal refusal, org::Organisation const& organisation, Date day, page::Words const& words,
                 page::Language language) {
  for (auto& argument : refusal.arguments) {
    if (auto const* position = organisation.position_on(argument.value, day)) {
      auto const title = organisation.full_title(*position, day);
      auto const holder = organisation.holder_name(argument.value, day);
      argument.value = holder ? *holder + " (" + title + ")" : title;
    }
    if (argument.name == "outcome") argument.value = words.word(language, "duty.outcome." + argument.value);
  }
  for (auto& part : refusal.parts) part = in_words(std::move(part), organisation, day, words, language);
  return refusal;
}

std::vector<page::Route> page_routes(PageConnections const& connections) {
  std::vector<page::Route> all{
      {Method::get, "/worklist", page::Who::staff(),
       [connections](Request const& request) -> Expected<Reply> { return worklist_page(connections, request, {}); },
       std::nullopt},
      {Method::post, "/duties/{id}/acceptance", page::Who::staff(),
       [connections](Request const& request) { return take(connections, request); }, std::nullopt}};
  for (auto const& more : {load_page_routes(connections), handover_page_routes(connections)}) {
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

}  // namespace congvu::duty
