// The register of dossiers: found by words, narrowed by phase, piece by piece. A whole code, as a scanner types it from
// a slip, opens its dossier. Whoever may read every unit's dossiers sees all of them; the others are shown those that
// the Gate lets them read, and the register asks for no others.
#include <array>

#include "agency/duty/time_left_pages.h"
#include "agency/extract/extract_pages.h"
#include "agency/identity/room.h"
#include "agency/preference/preference_pages.h"
#include "page/limits.h"
#include "page/listing.h"
#include "work/dossier/case_view_pages.h"
#include "work/dossier/deciding.h"
#include "work/dossier/queries.h"
#include "work/dossier/staff_pages.h"

namespace congvu::dossier {

namespace {

using page::Reply;
using page::Request;

constexpr std::string_view register_template = "work/dossier/pages/register.html";

// The clock that runs, or ran last, in a few words.
json::object deadline_of(Row const& row, Calendar const& calendar, Instant now, Speaking const& speaking) {
  bool const still = row.waiting || row.paused;
  bool const over = row.closed || row.ready || (row.phase == name_of(Phase::filed) && row.answered && !row.waiting);
  if (over) {
    std::string word;
    if (row.on_time)
      word = speaking.word(*row.on_time ? "dossier.standing.done_on_time" : "dossier.standing.done_late");
    return {{"look", row.on_time && !*row.on_time ? "cv-late" : "cv-still"}, {"left", word}, {"urgency", ""}};
  }
  auto const due = row.accepted ? row.due : std::optional{row.intake_due};
  auto const from = row.accepted.value_or(row.filed);
  auto const left = duty::time_left(calendar, from, due, still, now, speaking.words(), speaking.language());
  std::string const why = row.waiting ? speaking.word("dossier.register.waits") : left.word;
  return {{"look", duty::look_of(left.urgency)}, {"left", left.text}, {"urgency", why}};
}

// What a row can show beside the dossier itself, which always stands there; the usual ones first.
constexpr std::array<std::string_view, 7> offered{"phase",   "filed",    "due",  "procedure_code",
                                                  "channel", "accepted", "ready"};
constexpr std::size_t usual = 3;

std::string title_of(std::string_view column, Speaking const& speaking) {
  return speaking.word("dossier.column." + std::string{column});
}

std::vector<std::string> columns_of(preference::Preferences const& mine) {
  std::vector<std::string> const all{offered.begin(), offered.end()};
  return preference::shown_columns(mine, "register", all, {all.begin(), all.begin() + usual});
}

json::object columns_form(std::vector<std::string> const& shown, Request const& request, Speaking const& speaking) {
  std::vector<page::Column> columns;
  for (auto const name : offered) columns.push_back({std::string{name}, title_of(name, speaking)});
  return preference::columns_view("register", columns, shown, request);
}

json::array heads(std::vector<std::string> const& columns, Speaking const& speaking) {
  json::array heads;
  for (auto const& column : columns) heads.push_back(json::object{{"title", title_of(column, speaking)}});
  return heads;
}

json::object cell_view(std::string_view column, Row const& row, Calendar const& calendar, Instant now,
                       Speaking const& speaking) {
  auto const at = [&](std::optional<Instant> const& when) { return when ? duty::short_instant(*when, now) : ""; };
  json::object cell{{"title", title_of(column, speaking)}, {"text", ""}, {"standing", nullptr}};
  if (column == "due") {
    cell["text"] = at(row.accepted ? row.due : std::optional{row.intake_due});
    cell["standing"] = deadline_of(row, calendar, now, speaking);
  }
  if (column == "phase") cell["text"] = speaking.word("dossier.phase." + row.phase);
  if (column == "filed") cell["text"] = duty::full_instant(row.filed);
  if (column == "procedure_code") cell["text"] = row.procedure;
  if (column == "channel") cell["text"] = speaking.word("dossier.channel." + row.channel);
  if (column == "accepted") cell["text"] = at(row.accepted);
  if (column == "ready") cell["text"] = at(row.ready);
  return cell;
}

json::object row_view(Row const& row, std::vector<std::string> const& columns, procedure::Catalogue const& catalogue,
                      Calendar const& calendar, Instant now, Speaking const& speaking) {
  auto const* version = catalogue.version(row.procedure, row.version);
  json::array cells;
  for (auto const& column : columns) cells.push_back(cell_view(column, row, calendar, now, speaking));
  return {{"code", row.code},
          {"url", case_url(row.code).text()},
          {"applicant", row.applicant.value_or("")},
          {"procedure", version ? version->facts().name : row.procedure},
          {"cells", std::move(cells)}};
}

page::Table table_of(std::vector<Row> const& rows, procedure::Catalogue const& catalogue, Calendar const& calendar,
                     Instant now, Speaking const& speaking) {
  using page::ColumnKind;
  auto const word = [&](std::string_view column) { return speaking.word("dossier.column." + std::string{column}); };
  page::Table table{.name = "register", .title = speaking.word("dossier.register.title"), .columns = {}, .rows = {}};
  for (auto const& [name, kind] : std::vector<std::pair<std::string, ColumnKind>>{{"code", ColumnKind::link},
                                                                                  {"applicant", ColumnKind::text},
                                                                                  {"procedure", ColumnKind::text},
                                                                                  {"procedure_code", ColumnKind::text},
                                                                                  {"phase", ColumnKind::text},
                                                                                  {"channel", ColumnKind::text},
                                                                                  {"filed", ColumnKind::instant},
                                                                                  {"accepted", ColumnKind::instant},
                                                                                  {"due", ColumnKind::instant},
                                                                                  {"ready", ColumnKind::instant},
                                                                                  {"standing", ColumnKind::text}}) {
    table.columns.push_back({name, word(name), kind});
  }
  auto const maybe = [](std::optional<Instant> const& when) { return when ? page::Cell{*when} : page::Cell{}; };
  for (auto const& row : rows) {
    auto const* version = catalogue.version(row.procedure, row.version);
    auto const standing = deadline_of(row, calendar, now, speaking);
    table.rows.push_back({page::Link{row.code, case_url(row.code)}, row.applicant.value_or(""),
                          version ? version->facts().name : row.procedure, row.procedure,
                          speaking.word("dossier.phase." + row.phase), speaking.word("dossier.channel." + row.channel),
                          row.filed, maybe(row.accepted), maybe(row.accepted ? row.due : std::optional{row.intake_due}),
                          maybe(row.ready), std::string{standing.at("left").as_string()}});
  }
  return table;
}

json::array phase_options(std::string_view chosen, Speaking const& speaking) {
  json::array options;
  for (auto const& name : names<Phase>()) {
    if (name == name_of(Phase::none)) continue;
    options.push_back(
        json::object{{"value", name}, {"label", speaking.word("dossier.phase." + name)}, {"selected", name == chosen}});
  }
  return options;
}

// The rows of a piece, of those that the asker may read.
struct Piece {
  std::vector<Row> rows;
  std::optional<std::string> after;
};

Piece piece_of(record::Sql& sql, States const& states, Filter filter, Request const& request) {
  filter.reach = reach_of(identity::actor_of(request.visitor), request.now, states);
  std::size_t const wanted = filter.limit++;
  Piece piece{.rows = dossiers(sql, filter), .after = {}};
  if (piece.rows.size() > wanted) {
    piece.rows.resize(wanted);
    piece.after = piece.rows.back().code;
  }
  return piece;
}

Expected<Reply> register_page(PageConnections const& connections, Request const& request) {
  auto const format = page::format_asked(request);
  if (!format) return std::unexpected<Refusal>(format.error());
  auto const wanted = page::piecewise(request);
  if (!wanted) return std::unexpected<Refusal>(wanted.error());
  Speaking const speaking{connections.pages, request};
  auto& pipeline = connections.room.pipeline;
  auto const catalogue = pipeline.standing<procedure::Catalogue>();
  auto const time = pipeline.standing<procedure::WorkingTime>();
  if (!time->calendar) return refuse(codes::no_calendar);
  std::string const query{request.asked("q")};
  std::string const phase{request.asked("phase")};
  Filter filter;
  filter.limit = *format ? limits::table_rows + 1 : wanted->limit;
  if (!*format) filter.after = wanted->after;
  if (!query.empty()) filter.text = query;
  if (named<Phase>(phase)) filter.phase = phase;
  // To whom it is out of reach, its code says no more than any other word.
  bool const a_code = pipeline.read([&](record::Sql& sql, States const& states) {
    auto const row = by_code(sql, query);
    if (!row) return false;
    auto const question = question_about(states.load<Dossier>(row->handle), "dossier.read", states);
    return connections.room.gate.ask(identity::actor_of(request.visitor), question, request.now, states).has_value();
  });
  if (a_code && !*format) return Reply::see_other(case_url(query).text());
  auto const piece =
      pipeline.read([&](record::Sql& sql, States const& states) { return piece_of(sql, states, filter, request); });
  if (*format) {
    auto const table = table_of(piece.rows, *catalogue, *time->calendar, request.now, speaking);
    return extract::hand_out(pipeline, request, table, **format, "dossier.read");
  }
  auto const mine = preference::of(connections.shelf, request);
  auto const columns = columns_of(mine);
  json::array rows;
  for (auto const& row : piece.rows) {
    rows.push_back(row_view(row, columns, *catalogue, *time->calendar, request.now, speaking));
  }
  auto const next = page::following(request, piece.after);
  json::object view{{"query", query},
                    {"phases", phase_options(phase, speaking)},
                    {"filters", preference::filters_view(mine, "register", page::url_path({"dossiers"}), request)},
                    {"columns", columns_form(columns, request, speaking)},
                    {"heads", heads(columns, speaking)},
                    {"any_row", !rows.empty()},
                    {"exports", page::exports_view(request)},
                    {"dossiers", std::move(rows)},
                    {"next_url", next ? json::value(next->text()) : json::value(nullptr)}};
  return page::counted(
      connections.pages.show(request, register_template, speaking.word("dossier.register.title"), std::move(view)),
      piece.rows.size());
}

}  // namespace

std::vector<page::Route> register_page_routes(PageConnections const& connections) {
  return {{page::Method::get, "/dossiers", page::Who::staff(),
           [connections](Request const& request) { return register_page(connections, request); }, std::nullopt}};
}

}  // namespace congvu::dossier
