#include "work/dossier/blank_views.h"

#include "record/store/sql.h"
#include "work/dossier/blanks.h"

namespace congvu::dossier {

namespace {

using record::Sql;

constexpr char const* blank_tables = R"(
CREATE TABLE blanks (
  code TEXT PRIMARY KEY,
  number TEXT NOT NULL,
  agency TEXT NOT NULL,
  printed INTEGER NOT NULL,
  place INTEGER NOT NULL,
  state TEXT NOT NULL,
  settled INTEGER,
  dossier TEXT,
  reason TEXT
) WITHOUT ROWID;
CREATE INDEX blanks_open ON blanks(agency, state, place);
)";

constexpr char const* late_tables = R"(
CREATE TABLE late_entries (
  code TEXT PRIMARY KEY,
  agency TEXT NOT NULL,
  ground TEXT NOT NULL,
  blank TEXT,
  claimed INTEGER NOT NULL,
  recorded INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX late_entries_blank ON late_entries(blank);
CREATE INDEX late_entries_recorded ON late_entries(agency, recorded);
)";

// Numbers of one act are taken in order: the place in the record is the place on the pad.
void show(Sql& sql, BlankPrinted const& event, Recorded const& recorded) {
  sql.run("INSERT INTO blanks(code, number, agency, printed, place, state) VALUES (?, ?, ?, ?, ?, 'printed')",
          event.code, event.number, event.agency.value_or(""), recorded.claimed,
          static_cast<std::int64_t>(recorded.index));
}

void show(Sql& sql, BlankUsed const& event, Recorded const& recorded) {
  sql.run("UPDATE blanks SET state = 'used', settled = ?, dossier = ? WHERE code = ?", recorded.recorded, event.dossier,
          event.code);
}

void show(Sql& sql, BlankVoided const& event, Recorded const& recorded) {
  std::optional<std::string> reason;
  if (event.personal) reason = event.personal->reason.value;
  sql.run("UPDATE blanks SET state = 'voided', settled = ?, reason = ? WHERE code = ?", recorded.recorded, reason,
          event.code);
}

void show(Sql& sql, DossierFiled const& event, Recorded const& recorded) {
  if (event.late_entry.empty()) return;
  sql.run("INSERT INTO late_entries(code, agency, ground, blank, claimed, recorded) VALUES (?, ?, ?, ?, ?, ?)",
          event.code, event.agency, event.late_entry, event.blank, recorded.claimed, recorded.recorded);
}

}  // namespace

void add_blank_views(Registry& registry) {
  registry.view("blanks", 2, blank_tables).on<BlankPrinted>(&show).on<BlankUsed>(&show).on<BlankVoided>(&show);
  registry.view("late_entries", 2, late_tables).on<DossierFiled>(&show);
}

}  // namespace congvu::dossier
