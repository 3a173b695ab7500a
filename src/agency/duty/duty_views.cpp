#include "agency/duty/duty_views.h"

#include "agency/duty/duty.h"
#include "agency/duty/queries.h"
#include "base/several.h"
#include "record/store/sql.h"

namespace congvu::duty {

namespace {

using record::Sql;

// A duty that stands is of one kind, and has its place among those of its kind; one that has ended is of none. Kinds
// are few, however many duties stand, and say how many of them there are.
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
  position TEXT,
  kind INTEGER,
  place TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX duties_standing ON duties(kind, place, owner) WHERE kind IS NOT NULL;
CREATE INDEX duties_owned ON duties(owner) WHERE ended IS NULL AND owner IS NOT NULL;
CREATE INDEX duties_open_steps ON duties(nature, matter) WHERE ended IS NULL;
CREATE INDEX duties_matter ON duties(matter, opened);
CREATE TABLE duty_kinds (
  kind INTEGER PRIMARY KEY,
  holder TEXT NOT NULL,
  act TEXT NOT NULL,
  procedure TEXT NOT NULL,
  unit TEXT NOT NULL,
  candidates TEXT NOT NULL,
  nature TEXT NOT NULL,
  owned INTEGER NOT NULL,
  standing INTEGER NOT NULL,
  UNIQUE (holder, act, procedure, unit, candidates, nature, owned)
);
)";

constexpr std::string_view one_more = " ON CONFLICT DO UPDATE SET standing = standing + 1 RETURNING kind";

// One more of the kind that a duty opens in.
std::int64_t opened_as(Sql& sql, DutyOpened const& event, bool owned) {
  auto const kind = sql.one<std::int64_t>(
      "INSERT INTO duty_kinds(holder, act, procedure, unit, candidates, nature, owned, standing)"
      " VALUES ('', ?, ?, ?, ?, ?, ?, 1)" +
          std::string{one_more},
      event.act, event.procedure, event.unit, event.candidates, name_of(event.nature), owned ? 1 : 0);
  return kind.value();
}

// One less of the kind that the duty is of; of a kind without duties nothing is kept.
void leave_kind(Sql& sql, Handle duty) {
  auto const kind = sql.one<std::int64_t>("SELECT kind FROM duties WHERE duty = ?", duty);
  if (!kind) return;
  sql.run("UPDATE duty_kinds SET standing = standing - 1 WHERE kind = ?", *kind);
  sql.run("DELETE FROM duty_kinds WHERE kind = ? AND standing = 0", *kind);
}

// It lies in other hands now, and so is of another kind.
void give(Sql& sql, Handle duty, std::string_view holder) {
  leave_kind(sql, duty);
  auto const kind = sql.one<std::int64_t>(
      "INSERT INTO duty_kinds(holder, act, procedure, unit, candidates, nature, owned, standing)"
      " SELECT ?, act, procedure, unit, candidates, nature, owner IS NOT NULL AND owner <> zeroblob(16), 1"
      " FROM duties WHERE duty = ?" +
          std::string{one_more},
      holder, duty);
  sql.run("UPDATE duties SET phase = ?, holder = ?, kind = ? WHERE duty = ?", holder.empty() ? "open" : "accepted",
          holder, kind, duty);
}

void place_anew(Sql& sql, Handle duty) {
  auto const row = by_handle(sql, duty);
  if (row) sql.run("UPDATE duties SET place = ? WHERE duty = ?", place_of(*row), duty);
}

void show(Sql& sql, DutyOpened const& event, Recorded const& recorded) {
  std::optional<Handle> owner;
  if (event.personal && event.personal->owner) owner = event.personal->owner;
  auto const kind = opened_as(sql, event, owner && *owner);
  sql.run(
      "INSERT INTO duties(duty, matter, code, nature, procedure, version, step, work, act, own_act, product, outcomes,"
      " candidates, unit, owner, opened, due, kind, place)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      recorded.stream, event.matter, event.code, name_of(event.nature), event.procedure, event.procedure_version,
      event.step, event.work.value, event.act, event.own_act, event.product, joined(event.outcomes), event.candidates,
      event.unit, owner, recorded.claimed, event.due, kind,
      place_of({.duty = recorded.stream, .code = event.code, .due = event.due}));
}

void show(Sql& sql, DutyAccepted const& event, Recorded const& recorded) {
  give(sql, recorded.stream, event.holder);
}

void show(Sql& sql, DutyHandedOver const& event, Recorded const& recorded) {
  give(sql, recorded.stream, event.to);
}

void show(Sql& sql, DutySuspended const&, Recorded const& recorded) {
  sql.run("UPDATE duties SET suspended = ? WHERE duty = ?", recorded.claimed, recorded.stream);
  place_anew(sql, recorded.stream);
}

void show(Sql& sql, DutyResumed const& event, Recorded const& recorded) {
  sql.run("UPDATE duties SET suspended = NULL, due = ? WHERE duty = ?", event.due, recorded.stream);
  place_anew(sql, recorded.stream);
}

void show(Sql& sql, DutyCompleted const& event, Recorded const& recorded) {
  leave_kind(sql, recorded.stream);
  sql.run("UPDATE duties SET phase = 'done', kind = NULL, ended = ?, outcome = ?, position = ? WHERE duty = ?",
          recorded.claimed, event.outcome, event.position, recorded.stream);
}

void show(Sql& sql, DutyCancelled const& event, Recorded const& recorded) {
  leave_kind(sql, recorded.stream);
  sql.run("UPDATE duties SET phase = 'cancelled', kind = NULL, ended = ?, outcome = ? WHERE duty = ?", recorded.claimed,
          event.reason, recorded.stream);
}

}  // namespace

void add_views(Registry& registry) {
  registry.view("duties", 2, tables)
      .on<DutyOpened>(&show)
      .on<DutyAccepted>(&show)
      .on<DutyHandedOver>(&show)
      .on<DutySuspended>(&show)
      .on<DutyResumed>(&show)
      .on<DutyCompleted>(&show)
      .on<DutyCancelled>(&show);
}

}  // namespace congvu::duty
