#include "agency/reading/reading_views.h"

#include "agency/reading/reading.h"
#include "base/several.h"
#include "record/store/sql.h"

namespace congvu::reading {

namespace {

// A row's kind, for the Gate: of which procedure and whose work. A list is of no procedure and the reader's own unit's,
// and its day is the one on which it was read. What was looked for stays in the sealed part of its event.
constexpr char const* tables = R"(
CREATE TABLE readings (
  place INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  stream BLOB NOT NULL,
  person BLOB,
  position TEXT NOT NULL,
  reader_unit TEXT NOT NULL,
  dossier BLOB,
  code TEXT NOT NULL,
  procedure TEXT NOT NULL,
  unit TEXT NOT NULL,
  day INTEGER NOT NULL,
  list TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  entries INTEGER,
  page TEXT NOT NULL,
  act TEXT NOT NULL,
  ground TEXT NOT NULL
);
CREATE INDEX readings_by_dossier ON readings (dossier, place) WHERE dossier IS NOT NULL;
CREATE INDEX readings_by_code ON readings (code, place);
CREATE INDEX readings_by_unit ON readings (reader_unit, place);
CREATE INDEX readings_by_position ON readings (position, place);
CREATE INDEX readings_by_time ON readings (at, place);
CREATE TABLE readings_kinds (
  procedure TEXT NOT NULL,
  unit TEXT NOT NULL,
  PRIMARY KEY (procedure, unit)
) WITHOUT ROWID;
)";

constexpr std::string_view insert =
    "INSERT INTO readings(place, at, stream, person, position, reader_unit, dossier, code, procedure, unit, day, list,"
    " asked_by, entries, page, act, ground) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,"
    " ?16, ?17)";

std::int64_t number_of(Date day) {
  return std::chrono::sys_days{day}.time_since_epoch().count();
}

void add_kind(record::Sql& sql, std::string_view procedure, std::string_view unit) {
  sql.run("INSERT OR IGNORE INTO readings_kinds(procedure, unit) VALUES (?, ?)", procedure, unit);
}

void show(record::Sql& sql, DossierRead const& event, Recorded const& recorded) {
  sql.run(insert, static_cast<std::int64_t>(recorded.index), recorded.recorded, recorded.stream, recorded.person,
          event.position, event.reader_unit, std::optional{event.dossier}, event.code, event.procedure, event.unit,
          number_of(event.filed), "", "", std::optional<std::int64_t>{}, event.page, event.act, event.ground);
  add_kind(sql, event.procedure, event.unit);
}

void show(record::Sql& sql, ListRead const& event, Recorded const& recorded) {
  sql.run(insert, static_cast<std::int64_t>(recorded.index), recorded.recorded, recorded.stream, recorded.person,
          event.position, event.reader_unit, std::optional<Handle>{}, "", "", event.reader_unit,
          number_of(local_date(recorded.recorded)), event.list, joined(event.asked_by), event.entries, event.page,
          event.act, event.ground);
  add_kind(sql, "", event.reader_unit);
}

}  // namespace

void add_views(Registry& registry) {
  registry.view("readings", 1, tables).on<DossierRead>(&show).on<ListRead>(&show);
}

}  // namespace congvu::reading
