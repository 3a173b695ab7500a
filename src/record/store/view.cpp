#include "record/store/view.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/crypto.h"

namespace congvu::record {
namespace {

constexpr auto tables_now = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid";

std::vector<std::string> names(Sql& sql) {
  std::vector<std::string> found;
  for (auto const& row : sql.rows(tables_now)) found.push_back(row.text(0));
  return found;
}

// Virtual tables take the tables they are made of with them, so those named first are dropped first.
void drop_each(Sql& sql, std::string_view tables) {
  while (!tables.empty()) {
    auto const end = tables.find('\n');
    auto const name = tables.substr(0, end);
    tables.remove_prefix(end == std::string_view::npos ? tables.size() : end + 1);
    bool const there = sql.one<int>("SELECT 1 FROM sqlite_schema WHERE name = ?", name).has_value();
    if (there) sql.script(fmt::format("DROP TABLE \"{}\"", name));
  }
}

}  // namespace

Digest definition_hash(View const& view) {
  std::string definition;
  for (auto const statement : view.ddl) {
    put_big_endian(definition, statement.size(), 8);
    definition += statement;
  }
  put_big_endian(definition, static_cast<std::uint64_t>(view.definition_version), 8);
  return sha256(definition);
}

std::vector<std::string_view> stale_views(Sql& sql, std::span<View const> views) {
  std::vector<std::string_view> stale;
  for (auto const& view : views) {
    auto const wanted = definition_hash(view);
    auto const found = sql.one<std::string>("SELECT definition FROM views WHERE name = ?", view.name);
    if (!found || *found != view_of(wanted)) stale.push_back(view.name);
  }
  return stale;
}

std::vector<std::string> forgotten_views(Sql& sql, std::span<View const> views) {
  std::vector<std::string> forgotten;
  for (auto const& row : sql.rows("SELECT name FROM views ORDER BY name")) {
    auto const same_name = [&](View const& view) { return view.name == row.view(0); };
    if (std::ranges::none_of(views, same_name)) forgotten.push_back(row.text(0));
  }
  return forgotten;
}

void drop_view(Sql& sql, std::string_view name) {
  auto const tables = sql.one<std::string>("SELECT tables FROM views WHERE name = ?", name);
  if (!tables) return;
  drop_each(sql, *tables);
  sql.run("DELETE FROM views WHERE name = ?", name);
}

void create_view(Sql& sql, View const& view) {
  auto const before = names(sql);
  for (auto const statement : view.ddl) sql.script(std::string(statement));
  std::string laid;
  for (auto const& name : names(sql)) {
    if (std::ranges::find(before, name) == before.end()) laid += (laid.empty() ? "" : "\n") + name;
  }
  sql.run("INSERT INTO views(name, definition, tables) VALUES (?, NULL, ?)", view.name, laid);
}

void mark_view(Sql& sql, View const& view) {
  auto const definition = definition_hash(view);
  sql.run("UPDATE views SET definition = ? WHERE name = ?", Octets{view_of(definition)}, view.name);
}

}  // namespace congvu::record
