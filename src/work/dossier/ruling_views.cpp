#include "work/dossier/ruling_views.h"

#include "record/store/sql.h"
#include "work/dossier/events.h"

namespace congvu::dossier {

namespace {

using record::Sql;

constexpr char const* tables = R"(
CREATE TABLE dossier_rulings (
  dossier BLOB NOT NULL,
  used TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  asked INTEGER NOT NULL,
  PRIMARY KEY (dossier, used)
) WITHOUT ROWID;
CREATE INDEX dossier_rulings_by_table ON dossier_rulings(decided_by, asked);
)";

void show(Sql& sql, RulesApplied const& event, Recorded const& recorded) {
  for (auto const& answer : event.answers) {
    sql.run(
        "INSERT INTO dossier_rulings(dossier, used, decided_by, asked) VALUES (?, ?, ?, ?)"
        " ON CONFLICT(dossier, used) DO UPDATE SET decided_by = excluded.decided_by, asked = excluded.asked",
        recorded.stream, std::string{name_of(answer.use)}, answer.table, recorded.claimed);
  }
}

}  // namespace

void add_ruling_views(Registry& registry) {
  registry.view("dossier_rulings", 1, tables).on<RulesApplied>(&show);
}

}  // namespace congvu::dossier
