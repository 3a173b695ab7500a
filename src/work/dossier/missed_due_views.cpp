#include "work/dossier/missed_due_views.h"

#include "record/store/sql.h"
#include "work/dossier/commands.h"
#include "work/dossier/events.h"

namespace congvu::dossier {

namespace {

using record::Sql;

constexpr char const* tables = R"(
CREATE TABLE missed_dues (
  dossier BLOB PRIMARY KEY,
  due INTEGER NOT NULL
) WITHOUT ROWID;
)";

void show(Sql& sql, DueMissed const& event, Recorded const& recorded) {
  sql.run("INSERT INTO missed_dues(dossier, due) VALUES (?, ?) ON CONFLICT(dossier) DO UPDATE SET due = excluded.due",
          recorded.stream, event.due);
}

std::vector<AnyCommand> missed(Registry const& registry, Sql& sql, Instant now, std::size_t limit) {
  std::vector<AnyCommand> commands;
  for (auto const& row :
       sql.rows("SELECT handle, due FROM dossiers WHERE phase = 'handling' AND paused IS NULL AND due < ?1"
                " AND NOT EXISTS (SELECT 1 FROM missed_dues WHERE dossier = handle AND missed_dues.due >= dossiers.due)"
                " ORDER BY due, handle LIMIT ?2",
                now, static_cast<std::int64_t>(limit))) {
    commands.push_back(registry.any(MissDue{row.handle("handle"), row.instant("due")}));
  }
  return commands;
}

}  // namespace

void add_missed_due_views(Registry& registry) {
  registry.view("missed_dues", 1, tables).on<DueMissed>(&show);
  registry.timers([&registry](Sql& sql, Instant now, std::size_t limit) { return missed(registry, sql, now, limit); });
}

}  // namespace congvu::dossier
