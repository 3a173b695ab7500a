#include "agency/extract/extract_views.h"

#include "agency/extract/extract.h"
#include "record/store/sql.h"

namespace congvu::extract {

namespace {

// The filter stays in the sealed part of its event; who took it leads to a name only while there is one.
constexpr char const* tables = R"(
CREATE TABLE extracts (
  place INTEGER PRIMARY KEY,
  extract BLOB NOT NULL,
  taken INTEGER NOT NULL,
  person BLOB,
  name TEXT NOT NULL,
  format TEXT NOT NULL,
  count INTEGER NOT NULL
);
)";

void show(record::Sql& sql, ExtractTaken const& event, Recorded const& recorded) {
  sql.run("INSERT INTO extracts(place, extract, taken, person, name, format, count) VALUES (?, ?, ?, ?, ?, ?, ?)",
          static_cast<std::int64_t>(recorded.index), recorded.stream, recorded.recorded, recorded.person, event.table,
          event.format, event.rows);
}

}  // namespace

void add_views(Registry& registry) {
  registry.view("extracts", 1, tables).on<ExtractTaken>(&show);
}

}  // namespace congvu::extract
