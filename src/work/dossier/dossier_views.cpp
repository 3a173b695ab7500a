#include "work/dossier/dossier_views.h"

#include "record/store/sql.h"
#include "work/dossier/events.h"
#include "work/dossier/queries.h"

namespace congvu::dossier {

namespace {

using record::Sql;

constexpr char const* tables = R"(
CREATE TABLE dossiers (
  handle BLOB PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  procedure TEXT NOT NULL,
  agency TEXT NOT NULL,
  version INTEGER NOT NULL,
  channel TEXT NOT NULL,
  phase TEXT NOT NULL,
  filed INTEGER NOT NULL,
  intake_due INTEGER NOT NULL,
  answered INTEGER,
  accepted INTEGER,
  first_due INTEGER,
  due INTEGER,
  waiting INTEGER,
  paused INTEGER,
  ground TEXT,
  ready INTEGER,
  on_time INTEGER,
  result TEXT,
  closed INTEGER,
  applicant TEXT,
  identity_number TEXT,
  account BLOB
) WITHOUT ROWID;
CREATE INDEX dossiers_open ON dossiers(phase, due, paused, procedure, agency);
CREATE INDEX dossiers_phase ON dossiers(phase, filed, code);
CREATE INDEX dossiers_filed ON dossiers(filed, code, procedure);
CREATE INDEX dossiers_ready ON dossiers(ready, procedure, agency, on_time) WHERE ready IS NOT NULL;
CREATE INDEX dossiers_waiting ON dossiers(phase, procedure, agency, waiting) WHERE waiting IS NOT NULL;
CREATE INDEX dossiers_account ON dossiers(account) WHERE account IS NOT NULL;
CREATE INDEX dossiers_identity ON dossiers(identity_number) WHERE identity_number IS NOT NULL;
)";

// Which files are papers of a dossier; what came and is not here was never filed.
constexpr char const* file_tables = "CREATE TABLE dossier_files (blob TEXT PRIMARY KEY) WITHOUT ROWID;";

template <class Event>
void name_files(Sql& sql, Event const& event, Recorded const&) {
  if (!event.personal) return;
  for (auto const& file : event.personal->attachments) {
    sql.run("INSERT OR IGNORE INTO dossier_files(blob) VALUES (?)", file.blob);
  }
}

// What a day brought, procedure by procedure, agency by agency: figures over weeks are sums of these, however many
// dossiers there are.
constexpr char const* days_table = R"(
CREATE TABLE dossier_days (
  day INTEGER NOT NULL,
  procedure TEXT NOT NULL,
  agency TEXT NOT NULL,
  received INTEGER NOT NULL DEFAULT 0,
  settled INTEGER NOT NULL DEFAULT 0,
  on_time INTEGER NOT NULL DEFAULT 0,
  overrun INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (day, procedure, agency)
) WITHOUT ROWID;
)";

// A procedure as one agency performs it.
struct Performed {
  std::string procedure;
  std::string agency;
};

void count_on_day(Sql& sql, Instant when, Performed const& what, std::string const& column) {
  sql.run("INSERT INTO dossier_days(day, procedure, agency, " + column +
              ") VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET " + column + " = " + column + " + 1",
          day_number(when), what.procedure, what.agency);
}

void count_filed(Sql& sql, DossierFiled const& event, Recorded const& recorded) {
  count_on_day(sql, recorded.claimed, {event.procedure, event.agency}, "received");
}

void count_settled(Sql& sql, ResultReady const& event, Recorded const& recorded) {
  std::optional<Performed> what;
  for (auto const& row : sql.rows("SELECT procedure, agency FROM dossiers WHERE handle = ?", recorded.stream)) {
    what = Performed{row.text("procedure"), row.text("agency")};
  }
  if (!what) return;
  count_on_day(sql, recorded.claimed, *what, "settled");
  if (event.on_time) {
    count_on_day(sql, recorded.claimed, *what, "on_time");
  } else {
    count_on_day(sql, event.due, *what, "overrun");
  }
}

void show(Sql& sql, DossierFiled const& event, Recorded const& recorded) {
  auto const& personal = event.personal;
  std::optional<std::string> name, identity;
  std::optional<Handle> account;
  if (personal) {
    name = personal->applicant.name.value;
    if (personal->applicant.identity_number) identity = personal->applicant.identity_number->value;
    account = personal->account;
  }
  sql.run(
      "INSERT INTO dossiers(handle, code, procedure, agency, version, channel, phase, filed, intake_due, applicant,"
      " identity_number, account) VALUES (?, ?, ?, ?, ?, ?, 'filed', ?, ?, ?, ?, ?)",
      recorded.stream, event.code, event.procedure, event.agency, event.procedure_version, name_of(event.channel),
      recorded.claimed, event.intake_due, name, identity, account);
}

void show(Sql& sql, DossierAccepted const& event, Recorded const& recorded) {
  sql.run("UPDATE dossiers SET phase = 'handling', answered = ?, accepted = ?, first_due = ?, due = ? WHERE handle = ?",
          recorded.claimed, recorded.claimed, event.first_due, event.first_due, recorded.stream);
}

void show(Sql& sql, SupplementRequested const& event, Recorded const& recorded) {
  sql.run("UPDATE dossiers SET waiting = ?, ground = ?, answered = coalesce(answered, ?) WHERE handle = ?",
          recorded.claimed, event.ground, recorded.claimed, recorded.stream);
}

void show(Sql& sql, SupplementGiven const& event, Recorded const& recorded) {
  if (event.intake_due) {
    sql.run("UPDATE dossiers SET waiting = NULL, ground = NULL, answered = NULL, intake_due = ? WHERE handle = ?",
            *event.intake_due, recorded.stream);
  } else {
    sql.run("UPDATE dossiers SET waiting = NULL, ground = NULL WHERE handle = ?", recorded.stream);
  }
}

void show(Sql& sql, ClockPaused const& event, Recorded const& recorded) {
  sql.run("UPDATE dossiers SET paused = ?, ground = ? WHERE handle = ?", recorded.claimed, event.ground,
          recorded.stream);
}

void show(Sql& sql, ClockResumed const& event, Recorded const& recorded) {
  sql.run("UPDATE dossiers SET paused = NULL, ground = NULL, due = ? WHERE handle = ?", event.due, recorded.stream);
}

void show(Sql& sql, DossierCorrected const& event, Recorded const& recorded) {
  if (!event.personal) return;
  for (auto const& change : event.personal->changes) {
    if (!change.to.is_string()) continue;
    std::string_view const to = change.to.as_string();
    if (change.path == "applicant.name") {
      sql.run("UPDATE dossiers SET applicant = ? WHERE handle = ?", to, recorded.stream);
    } else if (change.path == "applicant.identity_number") {
      sql.run("UPDATE dossiers SET identity_number = ? WHERE handle = ?", to, recorded.stream);
    }
  }
}

void show(Sql& sql, ResultReady const& event, Recorded const& recorded) {
  sql.run("UPDATE dossiers SET phase = 'ready', ready = ?, due = ?, on_time = ?, result = ? WHERE handle = ?",
          recorded.claimed, event.due, event.on_time, name_of(event.kind), recorded.stream);
}

void show(Sql& sql, ResultReturned const&, Recorded const& recorded) {
  sql.run("UPDATE dossiers SET phase = 'returned', closed = ? WHERE handle = ?", recorded.claimed, recorded.stream);
}

void show(Sql& sql, DossierRefused const& event, Recorded const& recorded) {
  sql.run("UPDATE dossiers SET phase = 'refused', answered = ?, closed = ?, ground = ? WHERE handle = ?",
          recorded.claimed, recorded.claimed, event.ground, recorded.stream);
}

void show(Sql& sql, DossierWithdrawn const& event, Recorded const& recorded) {
  sql.run(
      "UPDATE dossiers SET phase = 'withdrawn', closed = ?, waiting = NULL, paused = NULL, ground = ?"
      " WHERE handle = ?",
      recorded.claimed, event.ground, recorded.stream);
}

}  // namespace

void add_views(Registry& registry) {
  registry.view("dossier_files", 1, file_tables)
      .on<DossierFiled>(&name_files<DossierFiled>)
      .on<SupplementGiven>(&name_files<SupplementGiven>);
  registry.view("dossiers", 1, tables)
      .on<DossierFiled>(&show)
      .on<DossierAccepted>(&show)
      .on<SupplementRequested>(&show)
      .on<SupplementGiven>(&show)
      .on<ClockPaused>(&show)
      .on<ClockResumed>(&show)
      .on<DossierCorrected>(&show)
      .on<ResultReady>(&show)
      .on<ResultReturned>(&show)
      .on<DossierRefused>(&show)
      .on<DossierWithdrawn>(&show);
  registry.view("dossier_days", 1, days_table).on<DossierFiled>(&count_filed).on<ResultReady>(&count_settled);
}

}  // namespace congvu::dossier
