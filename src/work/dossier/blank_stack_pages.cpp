// A stack of numbered blanks is entered after an outage: one screen, a row for each blank, each saved by itself with
// its own faults beside it. The time on the paper starts both clocks, the time of entering is the server's, and both
// are shown; what was typed in the other rows stays as it was. Without script too.
#include <algorithm>

#include "agency/procedure/catalogue_api.h"
#include "base/text.h"
#include "page/listing.h"
#include "page/problem.h"
#include "work/dossier/blank_rows_pages.h"
#include "work/dossier/blanks.h"
#include "work/dossier/counter_taking_pages.h"
#include "work/dossier/staff_pages.h"

namespace congvu::dossier {

namespace {

using page::Method;
using page::Reply;
using page::Request;
using Rows = std::vector<BlankRowTyped>;

constexpr std::string_view stack_template = "work/dossier/pages/blank_stack.html";
constexpr std::size_t rows_at_once = 10;  // a screen that can be looked over
constexpr std::size_t rows_posted = 20;   // at most, whatever was sent
constexpr std::size_t open_counted = 500;
constexpr std::size_t candidates_named = 3;

std::string const& stack_path() {
  static std::string const path = page::url_path({"counter", "blanks", "entries"}).text();
  return path;
}

bool taken_at_counter(procedure::Version const& version) {
  auto const& channels = version.facts().manner.channels;
  return version.facts().kind == procedure::ProcedureKind::administrative &&
         std::ranges::find(channels, name_of(Channel::counter)) != channels.end();
}

// By its code, with or without the name behind it; else by words that name one procedure and no other.
Expected<std::string> procedure_meant(PageConnections const& connections, Request const& request,
                                      std::string const& typed) {
  auto const catalogue = connections.room.pipeline.standing<procedure::Catalogue>();
  Date const today = local_date(request.now);
  auto const code = typed.substr(0, typed.find(' '));
  if (auto const* version = catalogue->in_force(code, today); version && taken_at_counter(*version)) return code;
  if (typed.empty()) return refuse(congvu::codes::field_missing, "procedure");
  auto const abbreviations =
      procedure::read_abbreviations(connections.pages.words().word(page::Language::vi, "procedure.abbreviations"));
  auto found = procedure::listed(*catalogue, today, procedure::ListedState::in_force, typed, abbreviations);
  std::erase_if(found, [](auto const* version) { return !taken_at_counter(*version); });
  if (found.size() == 1) return found.front()->code;
  if (found.empty()) return refuse(codes::stack_no_procedure, "procedure", {{"given", typed}});
  std::string named;
  for (std::size_t i = 0; i < found.size() && i < candidates_named; ++i) {
    named += (i > 0 ? "; " : "") + found[i]->code + " " + found[i]->facts().name;
  }
  if (found.size() > candidates_named) named += "; …";
  return refuse(codes::stack_which_procedure, "procedure", {{"given", typed}, {"found", named}});
}

json::array offered_procedures(PageConnections const& connections, Request const& request) {
  auto const catalogue = connections.room.pipeline.standing<procedure::Catalogue>();
  json::array list;
  for (auto const* version :
       procedure::listed(*catalogue, local_date(request.now), procedure::ListedState::in_force, {}, {})) {
    if (taken_at_counter(*version))
      list.push_back(json::object{{"value", version->code + " " + version->facts().name}});
  }
  return list;
}

// What the record knows of the rows' blanks, and how many others lie on the counter.
struct Stored {
  std::map<std::string, BlankRow> blanks;
  std::map<std::string, LateRow> late;  // by blank
  std::size_t others = 0;
};

Stored stored_of(PageConnections const& connections, Request const& request, Rows const& rows) {
  auto const agency = agency_at_counter(connections, request);
  return connections.room.pipeline.read([&](record::Sql& sql, States const&) {
    Stored stored;
    for (auto const& row : rows) {
      if (auto blank = blank_of(sql, row.blank)) stored.blanks.emplace(row.blank, std::move(*blank));
      if (auto late = late_on_blank(sql, row.blank)) stored.late.emplace(row.blank, std::move(*late));
    }
    for (auto const& open : open_blanks(sql, agency, open_counted)) {
      if (!stored.blanks.contains(open.code)) ++stored.others;
    }
    return stored;
  });
}

template <class Map>
auto found_in(Map const& map, std::string const& key) {
  auto const found = map.find(key);
  return found == map.end() ? std::nullopt : std::optional(found->second);
}

Reply stack_page(PageConnections const& connections, Request const& request, Rows const& rows, Instant begun) {
  Speaking const speaking{connections.pages, request};
  auto const stored = stored_of(connections, request, rows);
  json::array list;
  std::vector<Refusal> faults;
  bool any_open = false;
  std::size_t duplicates = 0;
  for (auto const& row : rows) {
    duplicates += row.duplicates.size();
    auto const blank = found_in(stored.blanks, row.blank);
    any_open = any_open || !blank || !blank->settled;
    list.push_back(row_view(row, blank, found_in(stored.late, row.blank), speaking));
    for (auto const& fault : row.faults) faults.push_back(fault);
  }
  json::object view{
      {"any_row", !list.empty()},
      {"any_open", any_open},
      {"rows", std::move(list)},
      {"others", stored.others > 0 ? std::to_string(stored.others) : std::string{}},
      {"begun", iso(begun)},
      {"procedures", offered_procedures(connections, request)},
      {"save_url", stack_path()},
      {"blanks_url", page::url_path({"counter", "blanks"}).text()},
      {"counter_url", page::url_path({"counter"}).text()},
      {"fault_list", page::fault_summary(faults, speaking.words(), speaking.language(), naming_of(rows, speaking))}};
  auto reply = connections.pages.show(request, stack_template, speaking.word("dossier.stack.title"), std::move(view),
                                      faults.empty() ? 200 : http_status(faults.front().code.kind));
  // What the clerk types is the clerk's; what comes from the record is read: likely duplicates
  return page::counted(std::move(reply), duplicates);
}

Expected<Reply> show_stack(PageConnections const& connections, Request const& request) {
  auto const agency = agency_at_counter(connections, request);
  auto const open = connections.room.pipeline.read(
      [&](record::Sql& sql, States const&) { return open_blanks(sql, agency, rows_at_once); });
  Rows rows;
  for (auto const& blank : open) rows.push_back(fresh_row(blank.code, rows.size() + 1));
  return stack_page(connections, request, rows, request.now);
}

// The row's procedure and fields, once the procedure is known. False where it is not.
bool read_row(PageConnections const& connections, Request const& request, BlankRowTyped& row, Instant begun) {
  auto const code = procedure_meant(connections, request, row.procedure);
  if (!code) {
    add_fault(row, code.error());
    return false;
  }
  auto desk = desk_of(connections, request, *code);
  if (!desk) {
    add_fault(row, desk.error());
    return false;
  }
  row.procedure = *code + " " + desk->version->facts().name;
  take_row(row, std::move(*desk), begun);
  return true;
}

void save_row(PageConnections const& connections, Request const& request, BlankRowTyped& row, Instant begun) {
  if (!read_row(connections, request, row, begun)) return;
  auto const unreadable = std::move(row.faults);
  row.faults.clear();
  auto found = examined(connections, *row.desk, row.entry, {});
  for (auto& fault : found.faults) add_fault(row, std::move(fault));
  for (auto const& fault : unreadable) {
    if (std::ranges::find(row.faults, fault.subject, &Refusal::subject) == row.faults.end())
      row.faults.push_back(fault);
  }
  row.duplicates = std::move(found.duplicates);
  if (!row.faults.empty() || (!row.duplicates.empty() && !row.duplicates_seen)) return;
  auto const taken = take_in(connections, request, *row.desk, row.entry, found.body);
  if (taken) return;
  for (auto& fault : page::faults_of(taken.error())) add_fault(row, std::move(fault));
}

// `save` names a row, or "all" that have something typed in them; `open` shows what a row's procedure asks.
Expected<Reply> take_stack(PageConnections const& connections, Request const& request) {
  auto const begun = parse_instant(request.field("begun")).value_or(request.now);
  auto rows = typed_rows(request.form, rows_posted);
  auto const save = request.field("save");
  auto const stored = stored_of(connections, request, rows);
  for (auto& row : rows) {
    auto const blank = found_in(stored.blanks, row.blank);
    if (blank && blank->settled) continue;
    auto const place = std::string_view{row.prefix}.substr(1, row.prefix.size() - 2);
    bool const to_save = save == place || (save == "all" && !row.empty());
    if (to_save) {
      save_row(connections, request, row, begun);
    } else if (row.opened || request.field("open") == place) {
      if (read_row(connections, request, row, begun) && row.opened) row.faults.clear();
    }
  }
  return stack_page(connections, request, rows, begun);
}

}  // namespace

std::vector<page::Route> blank_stack_page_routes(PageConnections const& connections) {
  auto const with = [&](auto handler) {
    return [connections, handler](Request const& request) { return handler(connections, request); };
  };
  auto const clerk = page::Who::may("dossier.enter_late");
  return {{Method::get, stack_path(), clerk, with(&show_stack), std::nullopt},
          {Method::post, stack_path(), clerk, with(&take_stack), std::nullopt}};
}

}  // namespace congvu::dossier
