// A list as the reader sees it and may take away: columns with a name and a kind, and rows of values, not yet text. One
// such value becomes a page's table, a CSV, an Excel workbook or JSON, so that none of them can say something else than
// the others. What leaves as a file can start nothing on the reader's machine: no cell is a formula.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/instant.h"
#include "base/json.h"
#include "base/refusal.h"
#include "page/route.h"
#include "page/url.h"

namespace congvu::page {

namespace codes {
inline constexpr Code table_format{"table.format"};                     // subject: format; arguments: allowed, given
inline constexpr Code table_too_long{"table.too_long"};                 // arguments: most
inline constexpr Code table_failed{"table.failed", Kind::unavailable};  // arguments: reason: the workbook was not made
}  // namespace codes

enum class ColumnKind { text, number, date, instant, link };
BOOST_DESCRIBE_ENUM(ColumnKind, text, number, date, instant, link)

struct Column {
  std::string name;   // stable, for programs: "due"
  std::string title;  // as the reader's language calls it
  ColumnKind kind = ColumnKind::text;
};

// A text that leads somewhere within this server.
struct Link {
  std::string text;
  Url to;
};

// What there is in one place; nothing where there is none. It is of its column's kind.
using Cell = std::variant<std::monostate, std::string, std::int64_t, Date, Instant, Link>;

struct Table {
  std::string name;   // stable, for the record and the file's name: "worklist"
  std::string title;  // "Việc của tôi"
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;  // each as long as `columns`
};

enum class TableFormat { csv, xlsx, json };
BOOST_DESCRIBE_ENUM(TableFormat, csv, xlsx, json)

// Of a request for a list: the list's own page, or the file it asks for by ?format=. Refused: codes::table_format.
Expected<std::optional<TableFormat>> format_asked(Request const&);

// RFC 4180 in UTF-8 with a byte order mark, without which Excel reads Vietnamese as nonsense. Dates are ISO 8601. A
// text that a spreadsheet would take for a formula (=, +, -, @ or a control character in front, or behind a semicolon
// or line end, where some split a line) has an apostrophe put before it.
std::string csv_of(Table const&);
// {"table", "title", "columns": [{name, title, kind}], "rows": [{name: value}]}; a link is {"text", "url"}.
json::object json_of(Table const&);
// Numbers and dates are values, dates look as they are written in Viet Nam, the head stays while one scrolls. Refused:
// codes::table_failed.
Expected<std::string> xlsx_of(Table const&);

// The file of a table, to be kept by the browser under its name and day. Refused: codes::table_too_long beyond
// limits::table_rows.
Expected<Reply> file_of(Table const&, TableFormat, Instant now);

// For layout/table.html: {columns: [{title, numeric}], any_row, rows: [{cells: [{text, url, numeric}]}]}.
json::object table_view(Table const&);
// For layout/exports.html: {excel_url, csv_url}: this very list, whole, as a file.
json::object exports_view(Request const&);
// The filter of a list as it was asked for, "phase=filed&q=Lan": everything but format, cursor, limit and language.
std::string filter_of(Request const&);

}  // namespace congvu::page
