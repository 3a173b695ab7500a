#include "agency/reading/reading_pages.h"

#include <algorithm>
#include <charconv>

#include "agency/extract/extract_pages.h"
#include "agency/identity/room.h"
#include "agency/org/org.h"
#include "base/several.h"
#include "base/text.h"
#include "page/limits.h"
#include "page/listing.h"
#include "page/problem.h"
#include "page/table.h"

namespace congvu::reading {

namespace {

using page::Reply;
using page::Request;

constexpr std::string_view list_template = "agency/reading/pages/readings.html";

// One reading as programs see it.
struct ReadingLine {
  std::int64_t index = 0;
  Instant at;
  std::optional<std::string> name;  // of the reader; absent once erased
  std::string position;
  std::string position_title;
  std::string unit;
  std::optional<std::string> dossier;
  std::optional<std::string> list;
  std::vector<std::string> asked_by;
  std::optional<std::int64_t> entries;
  std::string page;
  std::string act;
  std::optional<std::string> ground;
};
BOOST_DESCRIBE_STRUCT(ReadingLine, (),
                      (index, at, name, position, position_title, unit, dossier, list, asked_by, entries, page, act,
                       ground))

struct ReadingList {
  std::vector<ReadingLine> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ReadingList, (), (items, next))

std::optional<std::string> name_of_reader(Row const& row, org::Organisation const& organisation) {
  auto const* person = organisation.person(row.person);
  return person ? person->name : std::nullopt;
}

std::string title_of(Row const& row, org::Organisation const& organisation) {
  auto const day = local_date(row.at);
  auto const* position = organisation.position_on(row.position, day);
  if (!position) position = organisation.last_known_position(row.position);
  return position ? organisation.full_title(*position, day) : row.position;
}

// What was read: the list's name, by which fields it was asked, how long it was.
std::string list_of(Row const& row, page::Words const& words, page::Language language) {
  if (row.list.empty()) return {};
  std::string text = words.has(language, "reading.list." + row.list)
                         ? std::string{words.word(language, "reading.list." + row.list)}
                         : row.list;
  if (row.entries) text += words.word(language, "reading.entries", {{"count", std::to_string(*row.entries)}});
  std::string fields;
  for (auto const& field : separated(row.asked_by)) {
    auto const key = "reading.field." + field;
    fields +=
        (fields.empty() ? "" : ", ") + (words.has(language, key) ? std::string{words.word(language, key)} : field);
  }
  if (!fields.empty()) text += words.word(language, "reading.asked_by", {{"fields", fields}});
  return text;
}

page::Table table_of(std::vector<Row> const& rows, Connections const& connections, Request const& request,
                     org::Organisation const& organisation) {
  auto const word = [&](std::string const& key) { return connections.pages.word(request, key); };
  using page::ColumnKind;
  page::Table table{.name = "readings",
                    .title = word("reading.title"),
                    .columns = {{"at", word("reading.at"), ColumnKind::instant},
                                {"who", word("reading.who"), ColumnKind::text},
                                {"position", word("reading.position"), ColumnKind::text},
                                {"dossier", word("reading.dossier"), ColumnKind::link},
                                {"list", word("reading.list"), ColumnKind::text},
                                {"right", word("reading.right"), ColumnKind::text},
                                {"index", word("reading.index"), ColumnKind::number}},
                    .rows = {}};
  auto const& words = connections.pages.words();
  for (auto const& row : rows) {
    page::Cell dossier;
    if (!row.code.empty()) dossier = page::Link{row.code, page::url_path({"dossiers", row.code})};
    table.rows.push_back({row.at, name_of_reader(row, organisation).value_or(word("reading.erased")),
                          title_of(row, organisation), std::move(dossier), list_of(row, words, request.language),
                          right_of(row, words, request.language), row.index});
  }
  return table;
}

// A piece of the log, of what the asker may know of.
struct Piece {
  std::vector<Row> rows;
  std::optional<std::string> after;
};

Expected<Piece> piece_of(Connections const& connections, Request const& request, std::size_t limit,
                         std::optional<std::string> const& after) {
  auto const organisation = connections.pipeline.standing<org::Organisation>();
  auto filter = filter_asked(request, *organisation);
  if (!filter) return std::unexpected<Refusal>(filter.error());
  if (after) {
    std::int64_t before = 0;
    std::from_chars(after->data(), after->data() + after->size(), before);
    filter->before = before;
  }
  filter->limit = limit + 1;
  Piece piece;
  piece.rows = connections.pipeline.read([&](record::Sql& sql, States const& states) {
    return readings(sql, *filter, identity::actor_of(request.visitor), request.now, states);
  });
  if (piece.rows.size() > limit) {
    piece.rows.resize(limit);
    piece.after = std::to_string(piece.rows.back().index);
  }
  return piece;
}

json::array unit_options(std::string_view chosen, org::Organisation const& organisation, Date today) {
  json::array options;
  for (auto const& [code, terms] : organisation.units) {
    if (!organisation.unit_on(code, today)) continue;
    options.push_back(json::object{{"value", code}, {"label", terms.back().name}, {"chosen", code == chosen}});
  }
  return options;
}

Expected<Reply> list_page(Connections const& connections, Request const& request) {
  auto const format = page::format_asked(request);
  if (!format) return std::unexpected<Refusal>(format.error());
  auto const wanted = page::piecewise(request);
  if (!wanted) return std::unexpected<Refusal>(wanted.error());
  auto const piece = *format ? piece_of(connections, request, limits::table_rows, std::nullopt)
                             : piece_of(connections, request, wanted->limit, wanted->after);
  if (!piece) return std::unexpected<Refusal>(piece.error());
  auto const organisation = connections.pipeline.standing<org::Organisation>();
  auto const table = table_of(piece->rows, connections, request, *organisation);
  if (*format) return extract::hand_out(connections.pipeline, request, table, **format, read_act);
  auto const next = page::following(request, piece->after);
  json::object view{{"next_url", next ? json::value(next->text()) : json::value(nullptr)},
                    {"exports", page::exports_view(request)},
                    {"code", request.asked("code")},
                    {"who", request.asked("who")},
                    {"from", request.asked("from")},
                    {"to", request.asked("to")},
                    {"units", unit_options(request.asked("unit"), *organisation, local_date(request.now))}};
  for (auto& [name, value] : page::table_view(table)) view[name] = std::move(value);
  return connections.pages.show(request, list_template, table.title, std::move(view));
}

ReadingLine line_of(Row const& row, org::Organisation const& organisation) {
  return {.index = row.index,
          .at = row.at,
          .name = name_of_reader(row, organisation),
          .position = row.position,
          .position_title = title_of(row, organisation),
          .unit = row.reader_unit,
          .dossier = unless_empty(row.code),
          .list = unless_empty(row.list),
          .asked_by = separated(row.asked_by),
          .entries = row.entries,
          .page = row.page,
          .act = row.act,
          .ground = unless_empty(row.ground)};
}

Expected<Reply> list_call(Connections const& connections, Request const& request) {
  auto const wanted = page::piecewise(request);
  if (!wanted) return std::unexpected<Refusal>(wanted.error());
  auto const piece = piece_of(connections, request, wanted->limit, wanted->after);
  if (!piece) return std::unexpected<Refusal>(piece.error());
  auto const organisation = connections.pipeline.standing<org::Organisation>();
  json::array items;
  for (auto const& row : piece->rows) items.push_back(to_json(line_of(row, *organisation)));
  return Reply::json(page::listing(request, std::move(items), piece->after));
}

// The positions that those of this name hold or held; or the one position of this code.
std::vector<std::string> positions_of(std::string_view who, org::Organisation const& organisation) {
  if (organisation.last_known_position(who)) return {std::string{who}};
  std::vector<std::string> positions;
  auto const sought = folded(trimmed(who));
  for (auto const& [code, holdings] : organisation.holdings) {
    bool const one = std::ranges::any_of(holdings, [&](org::Holding const& holding) {
      auto const* person = organisation.person(holding.person);
      return person && person->name && folded(*person->name).find(sought) != std::string::npos;
    });
    if (one) positions.push_back(code);
  }
  return positions;
}

Expected<std::optional<Date>> day_asked(Request const& request, std::string_view name) {
  auto const text = request.asked(name);
  if (text.empty()) return std::optional<Date>{};
  auto const day = parse_date(text);
  if (!day) return refuse(congvu::codes::field_not_date, std::string{name}, {{"given", std::string{text}}});
  return day;
}

page::Operation operation() {
  page::Operation operation;
  operation.id = "readings";
  operation.summary = "Who in office looked at whose personal data, newest first, of what the asker may know of";
  operation.reply = page::listing_schema(schema_of<ReadingList>());
  operation.parameters = {{"code", "Only readings of this dossier"},
                          {"who", "A position's code, or a part of a reader's name"},
                          {"unit", "The reader's unit"},
                          {"from", "The first day"},
                          {"to", "The last day"},
                          {"limit", "At most so many, 200 at the most; 50 when absent"},
                          {"cursor", "From `next` of the piece before"}};
  return operation;
}

}  // namespace

Expected<Filter> filter_asked(Request const& request, org::Organisation const& organisation) {
  auto const from = day_asked(request, "from");
  if (!from) return std::unexpected<Refusal>(from.error());
  auto const to = day_asked(request, "to");
  if (!to) return std::unexpected<Refusal>(to.error());
  Filter filter;
  if (auto const code = trimmed(request.asked("code")); !code.empty()) filter.code = std::string{code};
  if (auto const who = trimmed(request.asked("who")); !who.empty()) filter.positions = positions_of(who, organisation);
  if (auto const unit = request.asked("unit"); !unit.empty()) filter.unit = std::string{unit};
  if (*from) filter.from = at(**from, seconds{0});
  if (*to) filter.to = at(Date{std::chrono::sys_days{**to} + std::chrono::days{1}}, seconds{0});
  return filter;
}

std::string right_of(Row const& row, page::Words const& words, page::Language language) {
  auto const key = "reading.act." + row.act;
  std::string text = words.has(language, key) ? std::string{words.word(language, key)} : row.act;
  return row.ground.empty() ? text : text + " (" + row.ground + ")";
}

json::array lines_view(std::vector<Row> const& rows, org::Organisation const& organisation, page::Words const& words,
                       page::Language language) {
  json::array lines;
  for (auto const& row : rows) {
    auto const name = name_of_reader(row, organisation);
    lines.push_back(json::object{{"at", vietnamese(row.at)},
                                 {"who", title_of(row, organisation)},
                                 {"name", name.value_or("")},
                                 {"right", right_of(row, words, language)},
                                 {"index", std::to_string(row.index)}});
  }
  return lines;
}

std::vector<page::Route> routes(Connections const& connections) {
  auto const who = page::Who::may(std::string{read_act});
  return {{page::Method::get, "/readings", who,
           [connections](Request const& request) { return list_page(connections, request); }, std::nullopt},
          {page::Method::get, "/api/v1/readings", who,
           [connections](Request const& request) { return list_call(connections, request); }, operation()}};
}

}  // namespace congvu::reading
