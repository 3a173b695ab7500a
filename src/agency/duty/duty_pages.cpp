#include "agency/duty/duty_pages.h"

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

json::object row_view(Row const& row, MatterLine const& line, Telling const& telling) {
  auto const left = time_left(row, telling);
  json::object view{{"look", look_of(left.urgency)}, {"left", left.text},
                    {"urgency", left.word},          {"used", std::to_string(left.used)},
                    {"work", work_of(row, telling)}, {"title", line.title},
                    {"url", line.url.text()},        {"code", row.code},
                    {"party", line.party},           {"place", place_of(row, line, telling)},
                    {"due", due_of(row, telling)},   {"accept_url", nullptr}};
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

json::array nature_chips(std::map<std::string, std::int64_t> const& counts, std::string_view chosen,
                         Telling const& telling) {
  std::int64_t all = 0;
  for (auto const& [nature, count] : counts) all += count;
  auto const worklist = page::url_path({"worklist"});
  json::array chips;
  chips.push_back(json::object{{"label", telling.word("duty.all")},
                               {"count", std::to_string(all)},
                               {"url", worklist.text()},
                               {"chosen", chosen.empty()}});
  for (auto const& [nature, count] : counts) {
    chips.push_back(json::object{{"label", telling.word("duty.nature." + nature)},
                                 {"count", std::to_string(count)},
                                 {"url", worklist.with("nature", nature).text()},
                                 {"chosen", nature == chosen}});
  }
  return chips;
}

Expected<Reply> worklist_page(PageConnections const& connections, Request const& request,
                              std::vector<Refusal> const& faults) {
  Actor const actor = identity::actor_of(request.visitor);
  auto const working_time = connections.room.pipeline.standing<procedure::WorkingTime>();
  Telling const telling{connections.pages, request, *working_time};
  auto const format = page::format_asked(request);
  if (!format) return std::unexpected<Refusal>(format.error());
  std::string const chosen{request.method == Method::get ? request.asked("nature") : std::string_view{}};
  auto const piece = page::piecewise(request);
  if (!piece) return std::unexpected<Refusal>(piece.error());
  Wanted wanted;
  if (!chosen.empty()) wanted.nature = chosen;
  if (!*format) {
    wanted.after = piece->after.value_or("");
    wanted.limit = piece->limit + 1;
  }
  std::map<std::string, std::int64_t> counts;
  std::optional<std::string> after;
  std::vector<Shown> shown;
  connections.room.pipeline.read([&](record::Sql& sql, States const& states) {
    counts = worklist_counts(sql, actor, request.now, states);
    for (auto const& row : worklist(sql, actor, request.now, states, wanted)) {
      if (!*format && shown.size() == piece->limit) {
        after = place_of(shown.back().row);
        break;
      }
      auto line = described(connections, row, sql, states);
      if (line && telling.time.calendar) shown.push_back({row, std::move(*line)});
    }
  });
  if (*format && telling.time.calendar) {
    return extract::hand_out(connections.room.pipeline, request, table_of(shown, telling), **format, "duty.accept");
  }
  Question reading;
  reading.act = "today.read";
  bool const answers_for_others = connections.room.pipeline.may(actor, reading).has_value();
  auto const load_url = page::url_path({"duties", "load"});
  json::array rows;
  for (auto const& [row, line] : shown) rows.push_back(row_view(row, line, telling));
  auto const next = page::following(request, after);
  json::object view{{"fault_list", page::fault_summary(faults, connections.pages.words(), request.language)},
                    {"here_url", page::url_path({"worklist"}).text()},
                    {"now", full_instant(request.now)},
                    {"chips", nature_chips(counts, chosen, telling)},
                    {"any_duty", !rows.empty()},
                    {"exports", page::exports_view(request)},
                    {"next_url", next ? json::value(next->text()) : json::value(nullptr)},
                    {"handover_url", handover_url(actor.position).text()},
                    {"load_url", answers_for_others ? json::value(load_url.text()) : json::value(nullptr)},
                    {"duties", std::move(rows)}};
  return page::counted(
      connections.pages.show(request, worklist_template, telling.word("duty.worklist"), std::move(view),
                             faults.empty() ? 200 : http_status(faults.front().code.kind)),
      shown.size());
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
