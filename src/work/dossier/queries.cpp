#include "work/dossier/queries.h"

#include <algorithm>

#include "base/text.h"

namespace congvu::dossier {

namespace {

using record::Sql;
using record::SqlRow;

constexpr std::string_view columns =
    "SELECT handle, code, procedure, version, channel, phase, filed, intake_due, answered, accepted, first_due, due,"
    " waiting, paused, ready, closed, ground, on_time, result, applicant FROM dossiers";

Row read(SqlRow const& row) {
  Row found{.handle = row.handle("handle"),
            .code = row.text("code"),
            .procedure = row.text("procedure"),
            .version = static_cast<int>(row.number("version")),
            .channel = row.text("channel"),
            .phase = row.text("phase"),
            .filed = row.instant("filed"),
            .intake_due = row.instant("intake_due"),
            .answered = row.maybe_instant("answered"),
            .accepted = row.maybe_instant("accepted"),
            .first_due = row.maybe_instant("first_due"),
            .due = row.maybe_instant("due"),
            .waiting = row.maybe_instant("waiting"),
            .paused = row.maybe_instant("paused"),
            .ready = row.maybe_instant("ready"),
            .closed = row.maybe_instant("closed"),
            .ground = row.maybe_text("ground"),
            .on_time = {},
            .result = row.maybe_text("result"),
            .applicant = row.maybe_text("applicant")};
  if (auto const on_time = row.maybe_number("on_time")) found.on_time = *on_time != 0;
  return found;
}

// Each condition holds or is not asked; the planner takes the index of those that are.
constexpr std::string_view conditions =
    " WHERE (?1 IS NULL OR procedure = ?1) AND (?2 IS NULL OR phase = ?2) AND (?3 IS NULL OR account = ?3)"
    " AND (?4 IS NULL OR identity_number = ?4) AND (?5 IS NULL OR ready >= ?5)"
    " AND (?6 IS NULL OR (phase = 'handling' AND paused IS NULL AND due < ?6))"
    " AND (?7 IS NULL OR (phase = 'handling' AND paused IS NULL AND due >= ?7))"
    " AND (?8 = 0 OR (phase IN ('filed', 'handling') AND waiting IS NOT NULL)) AND (?9 IS NULL OR on_time = ?9)"
    " AND (?10 IS NULL OR instr(?10, ',' || procedure || ',') > 0)"
    " AND (?11 IS NULL OR ready >= ?11 OR (phase = 'handling' AND paused IS NULL AND due < ?12))"
    " AND (?13 = 0 OR coalesce(on_time, 0) = 0)";

// ",1.005092,2.001914,": a list as one value, for instr().
std::string listed(std::vector<std::string> const& codes) {
  std::string list = ",";
  for (auto const& code : codes) list += code + ",";
  return list;
}

template <class Use, class... After>
void each(Sql& sql, std::string const& statement, Filter const& filter, Use&& use, After const&... after) {
  std::optional<std::int64_t> on_time;
  if (filter.on_time) on_time = *filter.on_time ? 1 : 0;
  std::optional<std::string> procedures;
  if (filter.procedures) procedures = listed(*filter.procedures);
  std::optional<Instant> settled_from, overdue_at;
  if (filter.reckoned) {
    settled_from = filter.reckoned->from;
    overdue_at = filter.reckoned->now;
  }
  for (auto const& row : sql.rows(statement, filter.procedure, filter.phase, filter.account, filter.identity_number,
                                  filter.ready_from, filter.due_before, filter.due_from, filter.waiting, on_time,
                                  procedures, settled_from, overdue_at, filter.late, after...)) {
    if (!use(row)) break;
  }
}

bool says(Row const& row, std::string const& wanted) {
  return folded(row.code).find(wanted) != std::string::npos ||
         (row.applicant && folded(*row.applicant).find(wanted) != std::string::npos);
}

// Codes of one unit sort by day and number; the place of the piece before is found by its code.
std::string const newest_first =
    " AND (?14 = '' OR (filed, code) < ((SELECT filed FROM dossiers WHERE code = ?14), ?14))"
    " ORDER BY filed DESC, code DESC";

}  // namespace

std::optional<Row> by_code(Sql& sql, std::string_view code) {
  for (auto const& row : sql.rows(std::string{columns} + " WHERE code = ?", code)) return read(row);
  return std::nullopt;
}

std::optional<Row> by_handle(Sql& sql, Handle handle) {
  for (auto const& row : sql.rows(std::string{columns} + " WHERE handle = ?", handle)) return read(row);
  return std::nullopt;
}

std::vector<Row> dossiers(Sql& sql, Filter const& filter) {
  std::vector<Row> found;
  std::string const wanted = filter.text ? folded(*filter.text) : std::string{};
  each(
      sql, std::string{columns} + std::string{conditions} + newest_first, filter,
      [&](SqlRow const& row) {
        Row each_row = read(row);
        if (wanted.empty() || says(each_row, wanted)) found.push_back(std::move(each_row));
        return found.size() < filter.limit;
      },
      filter.after.value_or(std::string{}));
  return found;
}

std::int64_t count(Sql& sql, Filter const& filter) {
  std::int64_t number = 0;
  each(sql, "SELECT count(*) AS number FROM dossiers" + std::string{conditions}, filter, [&](SqlRow const& row) {
    number = row.number("number");
    return false;
  });
  return number;
}

std::vector<Running> running(Sql& sql, std::string_view procedure) {
  std::vector<Running> found;
  for (auto const& row : sql.rows("SELECT version, count(*) AS number FROM dossiers WHERE procedure = ?1 AND phase IN "
                                  "('filed', 'handling', 'ready') GROUP BY version ORDER BY version",
                                  procedure)) {
    found.push_back({static_cast<int>(row.number("version")), row.number("number")});
  }
  return found;
}

std::vector<Flow> flow(Sql& sql, Instant from, Instant now, seconds step, std::vector<std::string> const& procedures) {
  std::vector<Flow> stretches(static_cast<std::size_t>(std::max<std::int64_t>(0, (now - from) / step) + 1));
  std::string const of = " instr(?4, ',' || procedure || ',') > 0";
  auto const tally = [&](std::string const& column, std::string const& which, std::int64_t Flow::* number) {
    for (auto const& row :
         sql.rows("SELECT (" + column + " - ?1) / ?3 AS stretch, count(*) AS number FROM dossiers" + " WHERE " +
                      column + " >= ?1 AND " + column + " <= ?2 AND" + of + which + " GROUP BY stretch",
                  from, now, step.count(), listed(procedures))) {
      stretches.at(static_cast<std::size_t>(row.number("stretch"))).*number = row.number("number");
    }
  };
  tally("filed", "", &Flow::received);
  tally("ready", "", &Flow::settled);
  tally("due", " AND ((phase = 'handling' AND paused IS NULL AND due < ?2) OR on_time = 0)", &Flow::overrun);
  return stretches;
}

std::vector<Row> likely_duplicates(Sql& sql, Row const& of) {
  std::vector<Row> found;
  for (auto const& row : sql.rows(
           std::string{columns} +
               " WHERE identity_number = (SELECT identity_number FROM dossiers WHERE handle = ?1) AND procedure = ?2"
               " AND handle <> ?1 AND filed >= ?3 AND phase IN ('filed', 'handling', 'ready') ORDER BY filed DESC",
           of.handle, of.procedure, of.filed - std::chrono::days{30})) {
    found.push_back(read(row));
  }
  return found;
}

}  // namespace congvu::dossier
