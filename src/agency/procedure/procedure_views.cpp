#include "agency/procedure/procedure_views.h"

#include "agency/procedure/procedure.h"
#include "record/store/search.h"

namespace congvu::procedure {

namespace {

constexpr char const* table = R"(
CREATE TABLE procedures (
  code TEXT NOT NULL,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  handling_unit TEXT NOT NULL,
  stream BLOB NOT NULL,
  PRIMARY KEY (code, version)
) WITHOUT ROWID;
CREATE INDEX procedures_stream ON procedures(stream);
)";

// A procedure is found by what its newest version says.
void show(record::Sql& sql, ProcedurePublished const& event, Recorded const& recorded) {
  sql.run("INSERT INTO procedures(code, version, name, handling_unit, stream) VALUES (?, ?, ?, ?, ?)", event.code,
          event.version, event.facts.name, event.facts.handling_unit, recorded.stream);
  std::string keywords;
  for (auto const& keyword : event.facts.keywords) keywords += keyword + " ";
  record::index(sql, "procedures_found", recorded.stream, recorded.index,
                {.texts = {{"name", event.facts.name}, {"field", event.facts.field.name}, {"keywords", keywords}},
                 .codes = {{"code", event.code}},
                 .circles = {}});
}

}  // namespace

void add_views(Registry& registry) {
  registry.view("procedures", 2, table + record::index_tables("procedures_found")).on<ProcedurePublished>(&show);
}

}  // namespace congvu::procedure
