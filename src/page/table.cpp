#include "page/table.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "page/limits.h"
#include "page/listing.h"
#include "page/moment.h"

namespace congvu::page {

namespace {

std::string iso_minute(Instant instant) {
  auto const text = iso(instant);
  return text.substr(0, 10) + " " + text.substr(11, 5);
}

// "a,b" and a quote or a line's end within it: between quotes, quotes doubled.
std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string{text};
  std::string field = "\"";
  for (char const c : text) {
    if (c == '"') field += '"';
    field += c;
  }
  return field + "\"";
}

// What a spreadsheet would reckon with instead of showing it; as wide letters too, which some read the same. CWE-1236.
bool reads_as_formula(std::string_view text) {
  constexpr std::array<std::string_view, 11> openings{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};
  return std::ranges::any_of(openings, [&](std::string_view opening) { return text.starts_with(opening); });
}

// Where a spreadsheet of another country splits a line at semicolons or tabs, each piece is a cell of its own, whatever
// quotes there are: each gets its apostrophe.
std::string harmless(std::string_view text) {
  std::string out;
  while (true) {
    if (reads_as_formula(text)) out += '\'';
    auto const end = text.find_first_of(";\t\r\n");
    if (end == std::string_view::npos) return out += text;
    out += text.substr(0, end + 1);
    text.remove_prefix(end + 1);
    // A line end is one, not two cells of which the second begins with a control character
    while (!text.empty() && (text.front() == '\r' || text.front() == '\n')) {
      out += text.front();
      text.remove_prefix(1);
    }
  }
}

std::string csv_cell(Cell const& cell) {
  if (auto const* text = std::get_if<std::string>(&cell)) return csv_field(harmless(*text));
  if (auto const* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
  if (auto const* date = std::get_if<Date>(&cell)) return iso(*date);
  if (auto const* instant = std::get_if<Instant>(&cell)) return iso_minute(*instant);
  if (auto const* link = std::get_if<Link>(&cell)) return csv_field(harmless(link->text));
  return {};
}

json::value json_cell(Cell const& cell) {
  if (auto const* text = std::get_if<std::string>(&cell)) return json::value(*text);
  if (auto const* number = std::get_if<std::int64_t>(&cell)) return *number;
  if (auto const* date = std::get_if<Date>(&cell)) return json::value(iso(*date));
  if (auto const* instant = std::get_if<Instant>(&cell)) return json::value(iso(*instant));
  if (auto const* link = std::get_if<Link>(&cell)) return json::object{{"text", link->text}, {"url", link->to.text()}};
  return nullptr;
}

std::string shown_cell(Cell const& cell) {
  if (auto const* text = std::get_if<std::string>(&cell)) return *text;
  if (auto const* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
  if (auto const* date = std::get_if<Date>(&cell)) return vietnamese(*date);
  if (auto const* instant = std::get_if<Instant>(&cell)) return moment(*instant);
  if (auto const* link = std::get_if<Link>(&cell)) return link->text;
  return {};
}

std::string_view media_type_of(TableFormat format) {
  switch (format) {
    case TableFormat::csv:
      return "text/csv; charset=utf-8";
    case TableFormat::xlsx:
      return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    case TableFormat::json:
      break;
  }
  return "application/json";
}

Expected<std::string> bytes_of(Table const& table, TableFormat format) {
  switch (format) {
    case TableFormat::csv:
      return csv_of(table);
    case TableFormat::xlsx:
      return xlsx_of(table);
    case TableFormat::json:
      break;
  }
  return json::serialize(json_of(table));
}

constexpr std::array<std::string_view, 4> no_filter{"format", "cursor", "limit", "lang"};

}  // namespace

Expected<std::optional<TableFormat>> format_asked(Request const& request) {
  auto const given = request.asked("format");
  if (given.empty()) return std::nullopt;
  if (auto const format = named<TableFormat>(given)) return *format;
  return refuse(codes::table_format, "format", {{"allowed", "csv, xlsx, json"}, {"given", std::string{given}}});
}

std::string csv_of(Table const& table) {
  std::string csv = "\xEF\xBB\xBF";
  auto const line = [&](auto const& cells, auto const& written) {
    bool first = true;
    for (auto const& cell : cells) {
      if (!first) csv += ',';
      first = false;
      csv += written(cell);
    }
    csv += "\r\n";
  };
  line(table.columns, [](Column const& column) { return csv_field(harmless(column.title)); });
  for (auto const& row : table.rows) line(row, &csv_cell);
  return csv;
}

json::object json_of(Table const& table) {
  json::array columns;
  for (auto const& column : table.columns) {
    columns.push_back(
        json::object{{"name", column.name}, {"title", column.title}, {"kind", std::string{name_of(column.kind)}}});
  }
  json::array rows;
  for (auto const& row : table.rows) {
    json::object shown;
    for (std::size_t at = 0; at < row.size(); ++at) shown[table.columns[at].name] = json_cell(row[at]);
    rows.push_back(std::move(shown));
  }
  return {{"table", table.name}, {"title", table.title}, {"columns", std::move(columns)}, {"rows", std::move(rows)}};
}

Expected<Reply> file_of(Table const& table, TableFormat format, Instant now) {
  if (table.rows.size() > limits::table_rows) {
    return refuse(codes::table_too_long, {}, {{"most", std::to_string(limits::table_rows)}});
  }
  auto bytes = bytes_of(table, format);
  if (!bytes) return std::unexpected<Refusal>(bytes.error());
  Reply reply;
  reply.media_type = media_type_of(format);
  reply.body = std::move(*bytes);
  reply.headers.emplace_back("Content-Disposition", fmt::format("attachment; filename=\"{}-{}.{}\"", table.name,
                                                                iso(local_date(now)), name_of(format)));
  return reply;
}

json::object table_view(Table const& table) {
  json::array columns;
  for (auto const& column : table.columns) {
    columns.push_back(json::object{{"title", column.title}, {"numeric", column.kind == ColumnKind::number}});
  }
  json::array rows;
  for (auto const& row : table.rows) {
    json::array cells;
    for (std::size_t at = 0; at < row.size(); ++at) {
      auto const* link = std::get_if<Link>(&row[at]);
      cells.push_back(json::object{{"text", shown_cell(row[at])},
                                   {"title", table.columns[at].title},
                                   {"url", link ? json::value(link->to.text()) : json::value(nullptr)},
                                   {"numeric", table.columns[at].kind == ColumnKind::number}});
    }
    rows.push_back(json::object{{"cells", std::move(cells)}});
  }
  return {{"columns", std::move(columns)}, {"any_row", !rows.empty()}, {"rows", std::move(rows)}};
}

json::object exports_view(Request const& request) {
  Request whole = request;
  for (auto const name : no_filter) {
    auto const [first, last] = whole.query.equal_range(name);
    whole.query.erase(first, last);
  }
  Url const here = address_of(whole);
  return {{"excel_url", here.with("format", "xlsx").text()}, {"csv_url", here.with("format", "csv").text()}};
}

std::string filter_of(Request const& request) {
  std::string filter;
  for (auto const& [name, value] : request.query) {
    if (value.empty() || std::ranges::find(no_filter, name) != no_filter.end()) continue;
    filter += (filter.empty() ? "" : "&") + name + "=" + value;
  }
  return filter;
}

}  // namespace congvu::page
