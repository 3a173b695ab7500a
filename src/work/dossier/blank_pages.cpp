// The pad of numbered blanks: printing one, entering what was received on it, voiding what is left over; and the list
// of all that was entered late, counted by ground, with the time on the paper beside the time of entering.
#include <algorithm>

#include "agency/document/codes.h"
#include "agency/duty/time_left_pages.h"
#include "agency/identity/room.h"
#include "agency/org/org.h"
#include "agency/procedure/procedure.h"
#include "page/problem.h"
#include "work/dossier/blank_queries.h"
#include "work/dossier/blanks.h"
#include "work/dossier/spoken_pages.h"
#include "work/dossier/staff_pages.h"

namespace congvu::dossier {

namespace {

using page::Method;
using page::Reply;
using page::Request;

constexpr std::string_view list_template = "work/dossier/pages/blanks.html";
constexpr std::string_view sheet_template = "work/dossier/pages/blank_sheet.html";
constexpr std::size_t open_shown = 500;
constexpr std::size_t settled_shown = 50;
constexpr std::size_t late_shown = 100;
constexpr std::chrono::hours late_window{24 * 31};

std::string const& blanks_path() {
  static std::string const path = page::url_path({"counter", "blanks"}).text();
  return path;
}

json::array open_rows(std::vector<BlankRow> const& rows) {
  json::array list;
  for (auto const& row : rows) {
    list.push_back(json::object{{"code", row.code},
                                {"number", row.number},
                                {"printed", duty::full_instant(row.printed)},
                                {"enter_url", page::url_path({"counter"}).with("blank", row.code).text()}});
  }
  return list;
}

json::array settled_rows(std::vector<BlankRow> const& rows, Speaking const& speaking) {
  json::array list;
  for (auto const& row : rows) {
    list.push_back(json::object{{"code", row.code},
                                {"state", speaking.word("dossier.blank.state." + row.state)},
                                {"settled", row.settled ? duty::full_instant(*row.settled) : std::string{}},
                                {"dossier", row.dossier.value_or("")},
                                {"dossier_url", row.dossier ? case_url(*row.dossier).text() : std::string{}},
                                {"reason", row.reason.value_or("")}});
  }
  return list;
}

std::string title_of(std::string const& ground, procedure::Grounds const& grounds) {
  auto const* term = procedure::with_code(grounds.late_entries, ground);
  return term ? term->title : ground;
}

json::array late_rows(std::vector<LateRow> const& rows, procedure::Grounds const& grounds) {
  json::array list;
  for (auto const& row : rows) {
    list.push_back(json::object{{"code", row.code},
                                {"url", case_url(row.code).text()},
                                {"ground", title_of(row.ground, grounds)},
                                {"blank", row.blank.value_or("")},
                                {"claimed", duty::full_instant(row.claimed)},
                                {"recorded", duty::full_instant(row.recorded)}});
  }
  return list;
}

Reply blanks_page(PageConnections const& connections, Request const& request, std::vector<Refusal> const& faults) {
  Speaking const speaking{connections.pages, request};
  auto const grounds = connections.room.pipeline.standing<procedure::CommonTerms>()->grounds;
  Instant const from = request.now - late_window;
  auto const agency = agency_at_counter(connections, request);
  auto view = connections.room.pipeline.read([&](record::Sql& sql, States const&) {
    auto counts = blanks_by_state(sql, agency);
    json::array late_counts;
    for (auto const& [ground, number] : late_by_ground(sql, agency, from)) {
      late_counts.push_back(json::object{{"ground", title_of(ground, *grounds)}, {"number", std::to_string(number)}});
    }
    auto const open = open_blanks(sql, agency, open_shown);
    return json::object{{"any_open", !open.empty()},
                        {"open", open_rows(open)},
                        {"open_count", std::to_string(counts["printed"])},
                        {"used_count", std::to_string(counts["used"])},
                        {"voided_count", std::to_string(counts["voided"])},
                        {"settled", settled_rows(settled_blanks(sql, agency, settled_shown), speaking)},
                        {"late", late_rows(late_entries(sql, agency, from, late_shown), *grounds)},
                        {"late_counts", std::move(late_counts)}};
  });
  view["any_late"] = !view.at("late").as_array().empty();
  view["any_settled"] = !view.at("settled").as_array().empty();
  view["most"] = std::to_string(blanks_at_once);
  view["stack_url"] = page::url_path({"counter", "blanks", "entries"}).text();
  view["print_url"] = blanks_path();
  view["void_url"] = page::url_path({"counter", "blanks", "voidings"}).text();
  view["sheet_url"] = page::url_path({"counter", "blanks", "sheet"}).text();
  view["counter_url"] = page::url_path({"counter"}).text();
  view["reason"] = std::string{request.field("reason")};
  view["fault_list"] = page::fault_summary(faults, speaking.words(), speaking.language(), {});
  int const status = faults.empty() ? 200 : http_status(faults.front().code.kind);
  return connections.pages.show(request, list_template, speaking.word("dossier.blank.title"), std::move(view), status);
}

Expected<Reply> show_blanks(PageConnections const& connections, Request const& request) {
  return blanks_page(connections, request, {});
}

// A number of the form's field; nonsense is asked of the command, which refuses it in words.
int number_in(std::string_view text) {
  int number = 0;
  for (char const digit : text) {
    if (digit < '0' || digit > '9' || number > blanks_at_once) return 0;
    number = number * 10 + (digit - '0');
  }
  return number;
}

Expected<Reply> print_blanks(PageConnections const& connections, Request const& request) {
  auto const done = connections.room.pipeline.perform(PrintBlanks{number_in(request.field("count"))},
                                                      identity::actor_of(request.visitor));
  if (!done) return blanks_page(connections, request, page::faults_of(done.error()));
  auto const& codes = done->answer.at("codes").as_array();
  auto url = page::url_path({"counter", "blanks", "sheet"});
  std::string const first{codes.front().as_string()};
  std::string const last{codes.back().as_string()};
  return Reply::see_other(url.with("first", first).with("last", last).text());
}

Expected<Reply> void_blanks(PageConnections const& connections, Request const& request) {
  VoidBlanks command;
  auto const [from, to] = request.form.equal_range("blank");
  for (auto field = from; field != to; ++field) command.codes.push_back(field->second);
  json::array codes;
  for (auto const& code : command.codes) codes.push_back(json::value(code));
  auto const done = connections.room.pipeline.perform(
      VoidBlanks::name, json::object{{"codes", std::move(codes)}, {"reason", request.field("reason")}},
      identity::actor_of(request.visitor));
  if (!done) return blanks_page(connections, request, page::faults_of(done.error()));
  return Reply::see_other(blanks_path());
}

// Those of one printing that have not been used: from the first to the last in the order of the pad.
std::vector<BlankRow> to_print(PageConnections const& connections, Request const& request) {
  auto const agency = agency_at_counter(connections, request);
  auto const rows = connections.room.pipeline.read(
      [&](record::Sql& sql, States const&) { return open_blanks(sql, agency, open_shown); });
  auto const first = std::ranges::find(rows, request.asked("first"), &BlankRow::code);
  auto last = std::ranges::find(rows, request.asked("last"), &BlankRow::code);
  if (request.asked("first").empty()) return rows;
  if (first == rows.end() || last == rows.end() || last < first) return {};
  return {first, last + 1};
}

Expected<Reply> show_sheet(PageConnections const& connections, Request const& request) {
  auto const rows = to_print(connections, request);
  if (rows.empty()) return refuse(codes::blank_unknown, "first", {{"code", std::string{request.asked("first")}}});
  Speaking const speaking{connections.pages, request};
  auto const organisation = connections.room.pipeline.standing<org::Organisation>();
  Date const today = local_date(request.now);
  auto const* unit = organisation->last_known_unit(request.visitor ? request.visitor->unit : std::string{});
  auto const* agency = unit ? organisation->agency_on(unit->agency, today) : nullptr;
  json::array slips;
  for (auto const& row : rows) {
    slips.push_back(json::object{{"code", row.code},
                                 {"number", row.number},
                                 {"agency_name", agency ? agency->name : std::string{}},
                                 {"unit_name", unit ? unit->name : std::string{}},
                                 {"bars_html", document::code128_svg(row.code).value_or("")},
                                 {"qr_html", document::qr_svg(row.code).value_or("")}});
  }
  return connections.pages.show(request, sheet_template, speaking.word("dossier.blank.sheet"),
                                json::object{{"slips", std::move(slips)}, {"back_url", blanks_path()}});
}

}  // namespace

std::string agency_at_counter(PageConnections const& connections, page::Request const& request) {
  auto const organisation = connections.room.pipeline.standing<org::Organisation>();
  auto const* unit = organisation->last_known_unit(request.visitor ? request.visitor->unit : std::string{});
  return unit ? unit->agency : std::string{};
}

std::vector<page::Route> blank_page_routes(PageConnections const& connections) {
  auto const with = [&](auto handler) {
    return [connections, handler](Request const& request) { return handler(connections, request); };
  };
  auto const keeper = page::Who::may("dossier.keep_blanks");
  return {{Method::get, "/counter/blanks", keeper, with(&show_blanks), std::nullopt},
          {Method::post, "/counter/blanks", keeper, with(&print_blanks), std::nullopt},
          {Method::get, "/counter/blanks/sheet", keeper, with(&show_sheet), std::nullopt},
          {Method::post, "/counter/blanks/voidings", keeper, with(&void_blanks), std::nullopt}};
}

}  // namespace congvu::dossier
