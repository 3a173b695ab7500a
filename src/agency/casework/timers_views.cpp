#include "agency/casework/timers_views.h"

#include "agency/casework/commands.h"
#include "agency/casework/events.h"
#include "record/store/sql.h"

namespace congvu::casework {

namespace {

using record::Sql;

constexpr char const* tables = R"(
CREATE TABLE timers (
  case_handle BLOB NOT NULL,
  key INTEGER NOT NULL,
  element TEXT NOT NULL,
  due INTEGER NOT NULL,
  PRIMARY KEY (case_handle, key)
) WITHOUT ROWID;
CREATE INDEX timers_due ON timers(due);
)";

void show(Sql& sql, TimerStarted const& event, Recorded const& recorded) {
  sql.run("INSERT INTO timers(case_handle, key, element, due) VALUES (?, ?, ?, ?)", recorded.stream, event.key,
          event.element, event.due);
}

void show(Sql& sql, TimerFired const& event, Recorded const& recorded) {
  sql.run("DELETE FROM timers WHERE case_handle = ? AND key = ?", recorded.stream, event.key);
}

void show(Sql& sql, TimerCancelled const& event, Recorded const& recorded) {
  sql.run("DELETE FROM timers WHERE case_handle = ? AND key = ?", recorded.stream, event.key);
}

void show(Sql& sql, CaseEnded const&, Recorded const& recorded) {
  sql.run("DELETE FROM timers WHERE case_handle = ?", recorded.stream);
}

}  // namespace

void add_views(Registry& registry) {
  registry.view("timers", 1, tables)
      .on<TimerStarted>(&show)
      .on<TimerFired>(&show)
      .on<TimerCancelled>(&show)
      .on<CaseEnded>(&show);
}

std::vector<AnyCommand> due_timers(Registry const& registry, Sql& sql, Instant now, std::size_t limit) {
  std::vector<AnyCommand> due;
  for (auto const& row :
       sql.rows("SELECT case_handle, key, due FROM timers WHERE due <= ? ORDER BY due, case_handle, key LIMIT ?", now,
                static_cast<std::int64_t>(limit))) {
    due.push_back(
        registry.any(FireTimer{row.handle("case_handle"), static_cast<int>(row.number("key")), row.instant("due")}));
  }
  return due;
}

}  // namespace congvu::casework
