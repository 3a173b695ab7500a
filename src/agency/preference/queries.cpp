#include "agency/preference/queries.h"

#include <boost/json/serialize.hpp>

#include "base/json.h"

namespace congvu::preference {

namespace {

using record::Sql;

Preferences read(Sql& sql, Handle account) {
  auto const content = sql.one<std::string>("SELECT content FROM preferences WHERE account = ?", account);
  auto const value = content ? parse_json(*content) : Expected<json::value>{json::object{}};
  if (!value) return {};
  auto preferences = from_json<Preferences>(*value, Unknown::passed_over);
  return preferences ? std::move(*preferences) : Preferences{};
}

}  // namespace

Shelf::Shelf(record::Desk& desk) : desk_(desk) {
  desk_.write([](Sql& sql) {
    sql.script(
        "CREATE TABLE IF NOT EXISTS preferences(account BLOB PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;");
  });
}

Preferences Shelf::of(Handle account) const {
  return desk_.read([&](Sql& sql) { return read(sql, account); });
}

Expected<void> Shelf::change(Handle account, std::function<Expected<void>(Preferences&)> const& change) {
  return desk_.write([&](Sql& sql) -> Expected<void> {
    auto preferences = read(sql, account);
    if (auto const changed = change(preferences); !changed) return changed;
    sql.run("INSERT OR REPLACE INTO preferences(account, content) VALUES (?, ?)", account,
            json::serialize(to_json(preferences)));
    return {};
  });
}

}  // namespace congvu::preference
