#include "agency/duty/duty_views.h"

#include "agency/duty/duty.h"
#include "base/several.h"
#include "record/store/sql.h"

namespace congvu::duty {

namespace {

using record::Sql;

constexpr char const* tables = R"(
CREATE TABLE duties (
  duty BLOB PRIMARY KEY,
  matter BLOB NOT NULL,
  code TEXT NOT NULL,
  nature TEXT NOT NULL,
  procedure TEXT NOT NULL,
  version INTEGER NOT NULL,
  step TEXT NOT NULL,
  work TEXT NOT NULL,
  act TEXT NOT NULL,
  own_act TEXT NOT NULL,
  product TEXT NOT NULL,
  outcomes TEXT NOT NULL,
  candidates TEXT NOT NULL,
  unit TEXT NOT NULL,
  holder TEXT NOT NULL DEFAULT '',
  owner BLOB,
  phase TEXT NOT NULL DEFAULT 'open',
  opened INTEGER NOT NULL,
  due INTEGER,
  suspended INTEGER,
  ended INTEGER,
  outcome TEXT,
  position TEXT
) WITHOUT ROWID;
CREATE INDEX duties_standing ON duties(holder, act, procedure, unit, candidates, nature, owner, ended)
  WHERE ended IS NULL;
CREATE INDEX duties_owned ON duties(owner) WHERE ended IS NULL AND owner IS NOT NULL;
CREATE INDEX duties_open_steps ON duties(nature, matter) WHERE ended IS NULL;
CREATE INDEX duties_matter ON duties(matter, opened);
)";

void show(Sql& sql, DutyOpened const& event, Recorded const& recorded) {
  std::optional<Handle> owner;
  if (event.personal && event.personal->owner) owner = event.personal->owner;
  sql.run(
      "INSERT INTO duties(duty, matter, code, nature, procedure, version, step, work, act, own_act, product, outcomes,"
      " candidates, unit, owner, opened, due) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      recorded.stream, event.matter, event.code, name_of(event.nature), event.procedure, event.procedure_version,
      event.step, event.work.value, event.act, event.own_act, event.product, joined(event.outcomes), event.candidates,
      event.unit, owner, recorded.claimed, event.due);
}

void show(Sql& sql, DutyAccepted const& event, Recorded const& recorded) {
  sql.run("UPDATE duties SET phase = 'accepted', holder = ? WHERE duty = ?", event.holder, recorded.stream);
}

void show(Sql& sql, DutyHandedOver const& event, Recorded const& recorded) {
  sql.run("UPDATE duties SET phase = ?, holder = ? WHERE duty = ?", event.to.empty() ? "open" : "accepted", event.to,
          recorded.stream);
}

void show(Sql& sql, DutySuspended const&, Recorded const& recorded) {
  sql.run("UPDATE duties SET suspended = ? WHERE duty = ?", recorded.claimed, recorded.stream);
}

void show(Sql& sql, DutyResumed const& event, Recorded const& recorded) {
  sql.run("UPDATE duties SET suspended = NULL, due = ? WHERE duty = ?", event.due, recorded.stream);
}

void show(Sql& sql, DutyCompleted const& event, Recorded const& recorded) {
  sql.run("UPDATE duties SET phase = 'done', ended = ?, outcome = ?, position = ? WHERE duty = ?", recorded.claimed,
          event.outcome, event.position, recorded.stream);
}

void show(Sql& sql, DutyCancelled const& event, Recorded const& recorded) {
  sql.run("UPDATE duties SET phase = 'cancelled', ended = ?, outcome = ? WHERE duty = ?", recorded.claimed,
          event.reason, recorded.stream);
}

}  // namespace

void add_views(Registry& registry) {
  registry.view("duties", 1, tables)
      .on<DutyOpened>(&show)
      .on<DutyAccepted>(&show)
      .on<DutyHandedOver>(&show)
      .on<DutySuspended>(&show)
      .on<DutyResumed>(&show)
      .on<DutyCompleted>(&show)
      .on<DutyCancelled>(&show);
}

}  // namespace congvu::duty
