// Announcement decisions as pages: the list, one with what it would do, and the form on which one is prepared.
#include <algorithm>
#include <charconv>

#include "agency/identity/room.h"
#include "agency/procedure/announcement_telling_pages.h"
#include "agency/procedure/commands.h"
#include "agency/procedure/telling_pages.h"
#include "base/text.h"
#include "page/problem.h"
#include "page/url.h"

namespace congvu::procedure {

namespace {

using page::Method;
using page::Reply;
using page::Request;

constexpr int lines_offered = 6;  // on the form; more through the API

page::Url url_of(StandingAnnouncement const& standing) {
  return page::url_path({"announcements", standing.id});
}

bool may(Connections const& connections, Request const& request, std::string_view act) {
  if (!request.visitor) return false;
  Question question;
  question.act = act;
  return connections.pipeline.may(identity::actor_of(request.visitor), question).has_value();
}

// prepared, returned, withdrawn; approved is told apart by its day.
std::string state_of(Telling const& telling, StandingAnnouncement const& standing, Date today) {
  std::string name{name_of(standing.progress)};
  if (standing.in_force(today)) name = "in_force";
  return telling.word("procedure.announcement.state." + name);
}

json::object head_of(Telling const& telling, StandingAnnouncement const& standing, Date today) {
  auto const& decision = standing.decision;
  return {{"url", url_of(standing).text()},
          {"number", decision.number.value},
          {"title", decision.title.value},
          {"signer", decision.signer.value},
          {"date", vietnamese(decision.date)},
          {"in_force", vietnamese(decision.in_force)},
          {"count", std::to_string(decision.lines.size())},
          {"state", state_of(telling, standing, today)},
          {"mark", telling.mark(decision.mark)}};
}

// "14 hồ sơ đang giải quyết giữ nguyên phiên bản 2", for each version that cases run on.
json::array staying(Connections const& connections, Telling const& telling, std::string_view code) {
  json::array all;
  for (auto const& running : connections.running(code)) {
    all.push_back(
        json::object{{"text", telling.word("procedure.stays", {{"count", std::to_string(running.cases)},
                                                               {"version", std::to_string(running.version)}})}});
  }
  return all;
}

json::array changed_names(Telling const& telling, AnnouncedLine const& line) {
  json::array names;
  if (!line.changes) return names;
  for (auto const& field : *line.changes) {
    auto const* fact = field.value().if_object();
    auto const* text = fact ? fact->if_contains("text") : nullptr;
    auto const key = "procedure.part." + std::string{field.key()};
    std::string said = telling.has(key) ? telling.word(key) : std::string{field.key()};
    if (text && text->is_string()) said += ": " + std::string{text->get_string()};
    names.push_back(json::object{{"text", std::move(said)}});
  }
  return names;
}

json::array line_rows(Connections const& connections, Telling const& telling, Catalogue const& catalogue,
                      Announcement const& decision) {
  json::array rows;
  for (auto const& line : decision.lines) {
    auto const* versions = catalogue.versions(line.code);
    json::object row{{"code", line.code},
                     {"name", versions ? versions->back()->facts().name : std::string{}},
                     {"procedure_url", page::url_path({"procedures", line.code}).text()},
                     {"action", telling.word("procedure.action." + std::string{name_of(line.action)})},
                     {"ground", line.ground.value},
                     {"changes", changed_names(telling, line)},
                     {"version", line.version ? std::to_string(*line.version) : std::string{}},
                     {"other", nullptr},
                     {"stays", staying(connections, telling, line.code)}};
    if (line.replaced_by) {
      row["other"] = json::object{{"code", *line.replaced_by},
                                  {"other_url", page::url_path({"procedures", *line.replaced_by}).text()}};
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

page::Table table_of(Telling const& telling, std::vector<StandingAnnouncement const*> const& shown, Date today) {
  using page::ColumnKind;
  page::Table table{.name = "announcements",
                    .title = telling.word("procedure.announcements"),
                    .columns = {{"number", telling.word("procedure.announcement.number"), ColumnKind::link},
                                {"title", telling.word("procedure.announcement.title"), ColumnKind::text},
                                {"signer", telling.word("procedure.announcement.signer"), ColumnKind::text},
                                {"date", telling.word("procedure.announcement.date"), ColumnKind::date},
                                {"in_force", telling.word("procedure.announcement.in_force"), ColumnKind::date},
                                {"lines", telling.word("procedure.announcement.lines"), ColumnKind::number},
                                {"state", telling.word("procedure.state"), ColumnKind::text}},
                    .rows = {}};
  for (auto const* standing : shown) {
    auto const& decision = standing->decision;
    table.rows.push_back({page::Link{decision.number.value, url_of(*standing)}, decision.title.value,
                          decision.signer.value, decision.date, decision.in_force,
                          static_cast<std::int64_t>(decision.lines.size()), state_of(telling, *standing, today)});
  }
  return table;
}

Expected<Reply> list_page(Connections const& connections, Request const& request) {
  auto const format = page::format_asked(request);
  if (!format) return std::unexpected<Refusal>(format.error());
  Telling const telling{connections, request};
  auto const catalogue = connections.catalogue();
  auto const today = local_date(request.now);
  std::vector<StandingAnnouncement const*> shown;
  for (auto const& [id, standing] : catalogue->announcements) {
    if (request.asked("state") == "in_force" && !standing->in_force(today)) continue;
    if (sees(request, *standing)) shown.push_back(standing.get());
  }
  std::ranges::stable_sort(shown, std::greater{}, [](auto const* each) { return each->decision.in_force; });
  if (*format) return open_file(connections, request, table_of(telling, shown, today), **format);
  json::array rows;
  for (auto const* standing : shown) rows.push_back(head_of(telling, *standing, today));
  json::object view{{"any", !rows.empty()},
                    {"announcements", std::move(rows)},
                    {"exports", page::exports_view(request)},
                    {"prepare_url", nullptr}};
  if (may(connections, request, "announcement.prepare")) {
    view["prepare_url"] = page::url_path({"announcements", "new"}).text();
  }
  return connections.pages.show(request, "agency/procedure/pages/announcements.html",
                                telling.word("procedure.announcements"), std::move(view));
}

Expected<Reply> one_page(Connections const& connections, Request const& request, std::vector<Refusal> const& faults) {
  auto const catalogue = connections.catalogue();
  auto const found = announcement_asked(*catalogue, request);
  if (!found) return std::unexpected<Refusal>(found.error());
  auto const& standing = **found;
  Telling const telling{connections, request};
  auto const today = local_date(request.now);
  auto view = head_of(telling, standing, today);
  bool const approves = may(connections, request, "announcement.approve");
  bool const open = standing.progress == Progress::prepared;
  view["reason"] = request.visitor ? standing.reason : std::string{};
  view["revision"] = std::to_string(standing.revision);
  view["lines"] = line_rows(connections, telling, *catalogue, standing.decision);
  view["fault_list"] = page::fault_summary(faults, connections.pages.words(), request.language);
  view["approval_url"] = nullptr;
  view["return_url"] = nullptr;
  view["withdrawal_url"] = nullptr;
  if (approves && open) {
    view["approval_url"] = url_of(standing).below(page::url_path({"approvals"})).text();
    view["return_url"] = url_of(standing).below(page::url_path({"returns"})).text();
  }
  if (approves && standing.progress != Progress::withdrawn && !standing.in_force(today)) {
    view["withdrawal_url"] = url_of(standing).below(page::url_path({"withdrawals"})).text();
  }
  return connections.pages.show(request, "agency/procedure/pages/announcement.html", standing.decision.number.value,
                                std::move(view), faults.empty() ? 200 : http_status(faults.front().code.kind));
}

template <class Command>
page::Route act_route(Connections const& connections, std::string_view noun, auto command_of) {
  auto const handler = [connections, command_of](Request const& request) -> Expected<Reply> {
    auto const command = from_json<Command>(command_of(request));
    if (!command) return one_page(connections, request, page::faults_of(command.error()));
    auto const done = connections.pipeline.perform(*command, identity::actor_of(request.visitor));
    if (!done) return one_page(connections, request, page::faults_of(done.error()));
    return Reply::see_other(page::url_path({"announcements", request.part("id")}).text());
  };
  return {Method::post, "/announcements/{id}/" + std::string{noun}, page::Who::staff(), handler, std::nullopt};
}

int whole_number(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string field_of(int line, std::string_view name) {
  return "line" + std::to_string(line) + "_" + std::string{name};
}

// One line of the form, or nothing where its code is empty. A new limit or fee typed into it is what the amendment
// changes.
std::optional<json::object> typed_line(Request const& request, int number) {
  auto const given = [&](std::string_view name) { return trimmed(request.field(field_of(number, name))); };
  if (given("code").empty()) return std::nullopt;
  json::object line{{"code", given("code")}, {"action", given("action")}, {"ground", given("ground")}};
  if (!given("replaced_by").empty()) line["replaced_by"] = given("replaced_by");
  if (!given("version").empty()) line["version"] = whole_number(given("version"));
  json::object changes;
  if (!given("limit").empty()) {
    changes["limit"] = json::object{{"amount", whole_number(given("limit_amount"))},
                                    {"unit", given("limit_unit")},
                                    {"text", given("limit")},
                                    {"citation", given("ground")}};
  }
  if (!given("fee").empty()) {
    changes["fee"] = json::object{
        {"amount", whole_number(given("fee_amount"))}, {"text", given("fee")}, {"citation", given("ground")}};
  }
  if (!changes.empty()) line["changes"] = std::move(changes);
  return line;
}

json::object typed(Request const& request) {
  json::object decision;
  for (auto const* name : {"number", "date", "title", "signer", "in_force"}) {
    decision[name] = trimmed(request.field(name));
  }
  json::array lines;
  for (int number = 1; number <= lines_offered; ++number) {
    if (auto line = typed_line(request, number)) lines.push_back(std::move(*line));
  }
  decision["lines"] = std::move(lines);
  return decision;
}

json::array choices(Telling const& telling, std::string_view words, std::initializer_list<std::string_view> values,
                    std::string_view chosen) {
  json::array all;
  for (auto const value : values) {
    all.push_back(json::object{{"value", value},
                               {"label", telling.word(std::string{words} + std::string{value})},
                               {"chosen", value == chosen}});
  }
  return all;
}

json::array form_lines(Telling const& telling, Request const& request) {
  json::array lines;
  for (int number = 1; number <= lines_offered; ++number) {
    auto const given = [&](std::string_view name) { return request.field(field_of(number, name)); };
    json::object line{{"number", std::to_string(number)}, {"open", number == 1 || !given("code").empty()}};
    for (auto const* name :
         {"code", "ground", "replaced_by", "version", "limit", "limit_amount", "fee", "fee_amount"}) {
      line[name] = given(name);
    }
    line["actions"] =
        choices(telling, "procedure.action.", {"amended", "replaced", "abolished", "introduced"}, given("action"));
    line["units"] = choices(telling, "procedure.unit.", {"working_days", "working_hours", "calendar_days", "in_day"},
                            given("limit_unit"));
    lines.push_back(std::move(line));
  }
  return lines;
}

Reply form_page(Connections const& connections, Request const& request, std::vector<Refusal> const& faults) {
  Telling const telling{connections, request};
  json::object view{{"fault_list", page::fault_summary(faults, connections.pages.words(), request.language)},
                    {"lines", form_lines(telling, request)}};
  for (auto const* name : {"number", "date", "title", "signer", "in_force"}) view[name] = request.field(name);
  return connections.pages.show(request, "agency/procedure/pages/announcement_form.html",
                                telling.word("procedure.announcement.prepare"), std::move(view),
                                faults.empty() ? 200 : http_status(faults.front().code.kind));
}

Expected<Reply> prepare(Connections const& connections, Request const& request) {
  auto const decision = from_json<Announcement>(typed(request));
  if (!decision) return form_page(connections, request, page::faults_of(decision.error()));
  auto const done = connections.pipeline.perform(PrepareAnnouncement{*decision}, identity::actor_of(request.visitor));
  if (!done) return form_page(connections, request, page::faults_of(done.error()));
  return Reply::see_other(page::url_path({"announcements", announcement_id(*decision)}).text());
}

json::object with_reason(Request const& request) {
  return {{"id", request.part("id")}, {"reason", trimmed(request.field("reason"))}};
}

}  // namespace

Expected<StandingAnnouncement const*> announcement_asked(Catalogue const& catalogue, page::Request const& request) {
  auto const* found = catalogue.announcement(request.part("id"));
  if (found && sees(request, *found)) return found;
  return refuse(codes::unknown_announcement, "id", {{"id", std::string{request.part("id")}}});
}

std::vector<page::Route> announcement_page_routes(Connections const& connections) {
  auto const preparing = page::Who::may("announcement.prepare");
  return {{Method::get, "/announcements", page::Who::anyone(),
           [connections](Request const& request) { return list_page(connections, request); }, std::nullopt},
          {Method::get, "/announcements/new", preparing,
           [connections](Request const& request) -> Expected<Reply> { return form_page(connections, request, {}); },
           std::nullopt},
          {Method::post, "/announcements/new", preparing,
           [connections](Request const& request) { return prepare(connections, request); }, std::nullopt},
          {Method::get, "/announcements/{id}", page::Who::anyone(),
           [connections](Request const& request) { return one_page(connections, request, {}); }, std::nullopt},
          act_route<ApproveAnnouncement>(connections, "approvals",
                                         [](Request const& request) {
                                           return json::object{{"id", request.part("id")},
                                                               {"revision", whole_number(request.field("revision"))}};
                                         }),
          act_route<ReturnAnnouncement>(connections, "returns", &with_reason),
          act_route<WithdrawAnnouncement>(connections, "withdrawals", &with_reason)};
}

}  // namespace congvu::procedure
