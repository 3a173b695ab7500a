#include "agency/extract/extract_pages.h"

#include <charconv>

#include "agency/extract/extract.h"
#include "agency/extract/queries.h"
#include "agency/identity/room.h"
#include "agency/org/org.h"
#include "base/utf8.h"
#include "page/limits.h"
#include "page/listing.h"

namespace congvu::extract {

namespace {

using page::Reply;
using page::Request;

constexpr std::string_view list_template = "agency/extract/pages/extracts.html";
constexpr std::size_t filter_kept = 2000;
constexpr std::string_view read_act = "journal.read";

page::Table table_of(std::vector<Row> const& rows, PageConnections const& connections, Request const& request,
                     org::Organisation const& organisation, States const& states) {
  auto const word = [&](std::string const& key) { return connections.pages.word(request, key); };
  using page::ColumnKind;
  page::Table table{.name = "extracts",
                    .title = word("extract.title"),
                    .columns = {{"index", word("extract.index"), ColumnKind::number},
                                {"taken", word("extract.taken"), ColumnKind::instant},
                                {"who", word("extract.who"), ColumnKind::text},
                                {"table", word("extract.table"), ColumnKind::text},
                                {"filter", word("extract.filter"), ColumnKind::text},
                                {"rows", word("extract.rows"), ColumnKind::number},
                                {"format", word("extract.format"), ColumnKind::text}},
                    .rows = {}};
  for (auto const& row : rows) {
    auto const* person = organisation.person(row.person);
    auto const& taken = states.load<Extract>(row.extract).taken;
    // A filter may name somebody beyond a supervisor's bounds.
    bool const bounded = request.visitor && request.visitor->role == name_of(identity::Role::supervisor);
    table.rows.push_back({row.index, row.taken, person && person->name ? *person->name : word("extract.erased"),
                          word("table." + row.table),
                          taken && taken->personal && !bounded ? taken->personal->filter.value : std::string{},
                          row.rows, row.format});
  }
  return table;
}

std::optional<std::int64_t> number_of(std::optional<std::string> const& text) {
  std::int64_t number = 0;
  if (!text) return std::nullopt;
  std::from_chars(text->data(), text->data() + text->size(), number);
  return number;
}

Expected<Reply> list_page(PageConnections const& connections, Request const& request) {
  auto const format = page::format_asked(request);
  if (!format) return std::unexpected<Refusal>(format.error());
  auto const wanted = page::piecewise(request);
  if (!wanted) return std::unexpected<Refusal>(wanted.error());
  auto const organisation = connections.pipeline.standing<org::Organisation>();
  std::size_t const limit = *format ? limits::table_rows : wanted->limit;
  std::optional<std::string> after;
  auto const table = connections.pipeline.read([&](record::Sql& sql, States const& states) {
    auto rows = extracts(sql, *format ? std::nullopt : number_of(wanted->after), limit + 1);
    if (!*format && rows.size() > limit) {
      rows.resize(limit);
      after = std::to_string(rows.back().index);
    }
    return table_of(rows, connections, request, *organisation, states);
  });
  if (*format) return hand_out(connections.pipeline, request, table, **format, read_act);
  auto const next = page::following(request, after);
  json::object view{{"next_url", next ? json::value(next->text()) : json::value(nullptr)},
                    {"exports", page::exports_view(request)}};
  for (auto& [name, value] : page::table_view(table)) view[name] = std::move(value);
  return connections.pages.show(request, list_template, table.title, std::move(view));
}

}  // namespace

Expected<Reply> hand_out(Pipeline& pipeline, Request const& request, page::Table const& table, page::TableFormat format,
                         std::string_view act) {
  auto file = page::file_of(table, format, request.now);
  if (!file) return file;
  auto const filter = page::filter_of(request);
  Text<2000> kept;
  kept.value = filter.substr(0, utf8_length(std::string_view{filter}.substr(0, filter_kept)));
  auto const taken = pipeline.perform(TakeExtract{table.name, std::string{act}, std::string{name_of(format)},
                                                  static_cast<std::int64_t>(table.rows.size()), std::move(kept)},
                                      identity::actor_of(request.visitor));
  if (!taken) return std::unexpected<Refusal>(taken.error());
  return page::counted(std::move(*file), table.rows.size());
}

std::vector<page::Route> page_routes(PageConnections const& connections) {
  return {{page::Method::get, "/extracts", page::Who::may(std::string{read_act}),
           [connections](Request const& request) { return list_page(connections, request); }, std::nullopt}};
}

}  // namespace congvu::extract
