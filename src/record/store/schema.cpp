#include "record/store/schema.h"

#include <string>

#include "record/refusals.h"

namespace congvu::record {
namespace {

constexpr std::int64_t schema_version = 1;

constexpr auto tables = R"(
CREATE TABLE about(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

CREATE TABLE events(
  idx INTEGER PRIMARY KEY,         -- position in the log, from 0, without gaps
  stream BLOB NOT NULL,            -- stream and version repeat what the entry says, to be found by
  version INTEGER NOT NULL,
  entry BLOB NOT NULL,             -- docs/formats/event.md
  leaf_hash BLOB NOT NULL,
  skeleton BLOB NOT NULL,
  skeleton_salt BLOB NOT NULL,
  key BLOB NOT NULL,               -- zeros when there is no personal part
  sealed BLOB NOT NULL);           -- empty when there is no personal part
CREATE UNIQUE INDEX events_by_stream ON events(stream, version);
CREATE TRIGGER events_do_not_change BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events do not change'); END;
CREATE TRIGGER events_do_not_go BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events do not go'); END;

CREATE TABLE keys(
  id BLOB PRIMARY KEY,
  wrapped BLOB NOT NULL            -- empty once destroyed
) WITHOUT ROWID;

CREATE TABLE answers(
  idempotency_key BLOB PRIMARY KEY,  -- its SHA-256
  body BLOB NOT NULL,                -- SHA-256 of the command's body
  key BLOB NOT NULL,
  sealed BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE views(
  name TEXT PRIMARY KEY,
  definition BLOB,                 -- hash of the definition; null until every event has been replayed into it
  tables TEXT NOT NULL             -- names, one a line, in the order to drop them
) WITHOUT ROWID;
)";

}  // namespace

Expected<void> lay_tables(Sql& sql, WrappingKey const& wrapping) {
  if (sql.one<std::int64_t>("PRAGMA user_version").value_or(0) == 0) {
    sql.run("BEGIN IMMEDIATE");
    sql.script(tables);
    auto const mark = wrapping.mark();
    sql.run("INSERT INTO about(name, value) VALUES ('wrapping key', ?)", Octets{view_of(mark)});
    sql.script("PRAGMA user_version = " + std::to_string(schema_version));
    sql.run("COMMIT");
  }
  return check_tables(sql, wrapping);
}

Expected<void> check_tables(Sql& sql, WrappingKey const& wrapping) {
  auto const found = sql.one<std::int64_t>("PRAGMA user_version").value_or(0);
  if (found != schema_version) {
    return refuse(codes::newer_schema, {},
                  {{"found", std::to_string(found)}, {"known", std::to_string(schema_version)}});
  }
  auto const mark = sql.one<std::string>("SELECT value FROM about WHERE name = 'wrapping key'");
  auto const own = wrapping.mark();
  if (!mark || *mark != view_of(own)) return refuse(codes::wrong_key);
  return {};
}

}  // namespace congvu::record
