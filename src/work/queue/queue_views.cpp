#include "work/queue/queue_views.h"

#include "record/store/sql.h"
#include "work/queue/events.h"

namespace congvu::queue {

namespace {

using record::Sql;

constexpr char const* tables = R"(
CREATE TABLE queue_tickets (
  handle BLOB PRIMARY KEY,
  number TEXT NOT NULL,
  line TEXT NOT NULL,
  day TEXT NOT NULL,
  priority TEXT,
  place INTEGER NOT NULL,
  taken INTEGER NOT NULL,
  first_called INTEGER,
  called INTEGER,
  desk TEXT,
  state TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX queue_tickets_state ON queue_tickets(state, day, place);
CREATE INDEX queue_tickets_day ON queue_tickets(day);
)";

// Who sits where is nobody's to say: it is the desk that one calls from.
constexpr char const* desk_tables = R"(
CREATE TABLE queue_desks (
  desk TEXT PRIMARY KEY,
  position BLOB NOT NULL,
  day TEXT NOT NULL,
  place INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX queue_desks_position ON queue_desks(position, day, place);
)";

void show(Sql& sql, TicketTaken const& event, Recorded const& recorded) {
  sql.run(
      "INSERT INTO queue_tickets(handle, number, line, day, priority, place, taken, state)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting')",
      recorded.stream, event.number, event.line, iso(event.day), event.priority,
      static_cast<std::int64_t>(recorded.index), recorded.recorded);
}

void show(Sql& sql, TicketCalled const& event, Recorded const& recorded) {
  sql.run(
      "UPDATE queue_tickets SET state = 'called', desk = ?, called = ?, first_called = coalesce(first_called, ?)"
      " WHERE handle = ?",
      event.desk, recorded.recorded, recorded.recorded, recorded.stream);
}

void show(Sql& sql, TicketRecalled const&, Recorded const& recorded) {
  sql.run("UPDATE queue_tickets SET called = ? WHERE handle = ?", recorded.recorded, recorded.stream);
}

void show(Sql& sql, TicketServed const&, Recorded const& recorded) {
  sql.run("UPDATE queue_tickets SET state = 'served' WHERE handle = ?", recorded.stream);
}

void show(Sql& sql, TicketMissed const&, Recorded const& recorded) {
  sql.run("UPDATE queue_tickets SET state = 'missed' WHERE handle = ?", recorded.stream);
}

void show(Sql& sql, TicketTransferred const& event, Recorded const& recorded) {
  sql.run("UPDATE queue_tickets SET state = 'waiting', desk = ? WHERE handle = ?", event.to, recorded.stream);
}

void show(Sql& sql, DeskTook const& event, Recorded const& recorded) {
  sql.run(
      "INSERT INTO queue_desks(desk, position, day, place) VALUES (?1, ?2, ?3, ?4)"
      " ON CONFLICT(desk) DO UPDATE SET position = ?2, day = ?3, place = ?4",
      event.desk, recorded.position, iso(local_date(recorded.recorded)), static_cast<std::int64_t>(recorded.index));
}

}  // namespace

void add_views(Registry& registry) {
  registry.view("queue_tickets", 1, tables)
      .on<TicketTaken>(&show)
      .on<TicketCalled>(&show)
      .on<TicketRecalled>(&show)
      .on<TicketServed>(&show)
      .on<TicketMissed>(&show)
      .on<TicketTransferred>(&show);
  registry.view("queue_desks", 1, desk_tables).on<DeskTook>(&show);
}

}  // namespace congvu::queue
