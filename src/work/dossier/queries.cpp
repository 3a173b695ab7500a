#include "work/dossier/bounded_queries.h"

#include <algorithm>
#include <boost/json/serialize.hpp>

namespace congvu::dossier {

namespace {

using record::Sql;
using record::SqlRow;

constexpr std::string_view columns =
    "SELECT handle, code, procedure, version, channel, phase, filed, intake_due, answered, accepted, first_due, due,"
    " waiting, paused, ready, closed, ground, on_time, result, applicant";
std::string const register_rows = std::string{columns} + " FROM dossiers";

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

// Only the conditions that are asked: each set of them is a statement of its own, for which an index is chosen. The
// places of the values are the same in all of them.
std::string conditions(Filter const& filter) {
  std::string text;
  auto const when = [&](bool asked, std::string_view condition) {
    if (asked) text.append(" AND ").append(condition);
  };
  when(filter.procedure.has_value(), "procedure = ?1");
  when(filter.phase.has_value(), "phase = ?2");
  when(filter.account.has_value(), "account = ?3");
  when(filter.identity_number.has_value(), "identity_number = ?4");
  when(filter.ready_from.has_value(), "ready >= ?5");
  when(filter.due_before || filter.due_from, "phase = 'handling' AND paused IS NULL");
  when(filter.due_before.has_value(), "due < ?6");
  when(filter.due_from.has_value(), "due >= ?7");
  when(filter.waiting, "phase IN ('filed', 'handling') AND waiting IS NOT NULL");
  when(filter.on_time.has_value(), "on_time = ?8");
  when(filter.procedures.has_value(), "procedure || '@' || agency IN (SELECT value FROM json_each(?9))");
  when(filter.reckoned.has_value(), "(ready >= ?10 OR (phase = 'handling' AND paused IS NULL AND due < ?11))");
  when(filter.late, "coalesce(on_time, 0) = 0");
  if (filter.reach && !filter.reach->everything) {
    text +=
        " AND (procedure || '/' || version IN (SELECT value FROM json_each(?12))"
        " OR (account IS NULL AND procedure || '/' || version IN (SELECT value FROM json_each(?13)))"
        " OR (account = ?14 AND procedure || '/' || version IN (SELECT value FROM json_each(?15)))";
    if (!filter.reach->bounded.empty()) {
      text +=
          " OR EXISTS (SELECT 1 FROM json_each(?16) WHERE value ->> 0 = procedure || '/' || version"
          " AND filed >= value ->> 1 AND filed < value ->> 2)";
    }
    text += ")";
  }
  return text;
}

Date following_day(Instant when) {
  return Date{std::chrono::sys_days{local_date(when)} + std::chrono::days{1}};
}

std::string listed(std::vector<std::string> const& codes) {
  json::array list;
  for (auto const& code : codes) list.emplace_back(code);
  return json::serialize(list);
}

// [kind, the first second, the one after the last].
std::string bounds(Reach const& reach) {
  json::array list;
  for (auto const& [kind, filed] : reach.bounded) {
    auto const from = at(filed.from, seconds{0});
    auto const to = at(Date{std::chrono::sys_days{filed.to} + std::chrono::days{1}}, seconds{0});
    list.push_back(json::array{kind, from.time_since_epoch().count(), to.time_since_epoch().count()});
  }
  return json::serialize(list);
}

// `statement` names ?17, the last value, so that every value has its place.
template <class Use, class... After>
void each(Sql& sql, std::string const& statement, Filter const& filter, Use&& use, After const&... after) {
  std::optional<std::int64_t> on_time;
  if (filter.on_time) on_time = *filter.on_time ? 1 : 0;
  std::optional<Instant> settled_from, overdue_at;
  if (filter.reckoned) {
    settled_from = filter.reckoned->from;
    overdue_at = filter.reckoned->now;
  }
  Reach const reach = filter.reach.value_or(Reach{});
  for (auto const& row : sql.rows(statement, filter.procedure, filter.phase, filter.account, filter.identity_number,
                                  filter.ready_from, filter.due_before, filter.due_from, on_time,
                                  filter.procedures ? std::optional{listed(*filter.procedures)} : std::nullopt,
                                  settled_from, overdue_at, listed(reach.of_all), listed(reach.unowned), reach.account,
                                  listed(reach.own), bounds(reach), after...)) {
    if (!use(row)) break;
  }
}

// Codes of one unit sort by day and number; the place of the piece before is found by its code.
constexpr std::string_view newest_first =
    " AND (?17 = '' OR (filed, code) < ((SELECT filed FROM dossiers WHERE code = ?17), ?17))"
    " ORDER BY filed DESC, code DESC LIMIT ?18";

// Words lead through the index of search, which gives them in the order in which they were recorded.
constexpr std::string_view by_words =
    " FROM dossier_found_index i CROSS JOIN dossier_found t ON t.place = i.rowid"
    " CROSS JOIN dossiers ON handle = t.thing";
constexpr std::string_view newest_found_first =
    " AND i.dossier_found_index MATCH ?19"
    " AND (?17 = '' OR i.rowid < (SELECT place FROM dossier_found WHERE thing ="
    " (SELECT handle FROM dossiers WHERE code = ?17))) ORDER BY i.rowid DESC LIMIT ?18";

}  // namespace

std::optional<Row> by_code(Sql& sql, std::string_view code) {
  for (auto const& row : sql.rows(register_rows + " WHERE code = ?", code)) return read(row);
  return std::nullopt;
}

std::optional<Row> by_handle(Sql& sql, Handle handle) {
  for (auto const& row : sql.rows(register_rows + " WHERE handle = ?", handle)) return read(row);
  return std::nullopt;
}

namespace {

// Asks for the rows of a filter, newest first; `before` stands before the statement.
template <class Take>
void ask(Sql& sql, std::string const& before, Filter const& filter, Take&& take) {
  std::string const after = filter.after.value_or("");
  auto const limit = static_cast<std::int64_t>(filter.limit);
  if (!filter.text) {
    auto const statement = before + register_rows + " WHERE 1" + conditions(filter) + std::string{newest_first};
    return each(sql, statement, filter, take, after, limit);
  }
  auto const sight = filter.reach ? sight_of(*filter.reach) : record::Sight{.whole = true, .circles = {}};
  auto const match = record::Sought{*filter.text}.match(record::Marks::any, sight);
  if (!match) return;
  auto const statement = before + std::string{columns} + std::string{by_words} + " WHERE 1" + conditions(filter) +
                         std::string{newest_found_first};
  each(sql, statement, filter, take, after, limit, *match);
}

}  // namespace

std::vector<Row> dossiers(Sql& sql, Filter const& filter) {
  std::vector<Row> found;
  ask(sql, "", filter, [&](SqlRow const& row) {
    found.push_back(read(row));
    return true;
  });
  return found;
}

std::vector<std::string> plan_of_dossiers(Sql& sql, Filter const& filter) {
  std::vector<std::string> plan;
  ask(sql, "EXPLAIN QUERY PLAN ", filter, [&](SqlRow const& row) {
    plan.push_back(row.text("detail"));
    return true;
  });
  return plan;
}

std::int64_t count(Sql& sql, Filter const& filter) {
  std::int64_t number = 0;
  auto const statement = "SELECT count(*) AS number FROM dossiers WHERE ?17" + conditions(filter);
  each(
      sql, statement, filter,
      [&](SqlRow const& row) {
        number = row.number("number");
        return false;
      },
      1);
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

std::int64_t day_number(Instant when) {
  return std::chrono::sys_days{local_date(when)}.time_since_epoch().count();
}

Settled settled_since(Sql& sql, Instant from, std::vector<std::string> const& procedures) {
  Settled found;
  auto const of = listed(procedures);
  // The day on which the stretch begins counts in part: from its rows.
  for (auto const& row :
       sql.rows("SELECT count(*) AS settled, coalesce(sum(on_time), 0) AS on_time FROM dossiers"
                " WHERE ready >= ?1 AND ready < ?2 AND procedure || '@' || agency IN (SELECT value FROM json_each(?3))",
                from, at(following_day(from), seconds{0}), of)) {
    found = {row.number("settled"), row.number("on_time")};
  }
  for (auto const& row :
       sql.rows("SELECT coalesce(sum(settled), 0) AS settled, coalesce(sum(on_time), 0) AS on_time FROM dossier_days"
                " WHERE day > ?1 AND procedure || '@' || agency IN (SELECT value FROM json_each(?2))",
                day_number(from), of)) {
    found.all += row.number("settled");
    found.on_time += row.number("on_time");
  }
  return found;
}

std::vector<std::string> most_filed(Sql& sql, Instant since, std::size_t limit) {
  std::vector<std::string> procedures;
  for (auto const& row :
       sql.rows("SELECT procedure, sum(received) AS received FROM dossier_days WHERE day >= ? GROUP BY procedure"
                " HAVING sum(received) > 0 ORDER BY received DESC, procedure LIMIT ?",
                day_number(since), static_cast<std::int64_t>(limit))) {
    procedures.push_back(row.text("procedure"));
  }
  return procedures;
}

std::vector<Flow> flow(Sql& sql, Instant from, Instant now, std::chrono::days step,
                       std::vector<std::string> const& procedures) {
  auto const first = day_number(from);
  std::vector<Flow> stretches(
      static_cast<std::size_t>(std::max<std::int64_t>(0, (day_number(now) - first) / step.count()) + 1));
  auto const of = listed(procedures);
  for (auto const& row :
       sql.rows("SELECT (day - ?1) / ?3 AS stretch, sum(received) AS received, sum(settled) AS settled,"
                " sum(overrun) AS overrun FROM dossier_days WHERE day >= ?1 AND day <= ?2"
                " AND procedure || '@' || agency IN (SELECT value FROM json_each(?4)) GROUP BY stretch",
                first, day_number(now), step.count(), of)) {
    stretches.at(static_cast<std::size_t>(row.number("stretch"))) = {row.number("received"), row.number("settled"),
                                                                     row.number("overrun")};
  }
  // Those that are over their time and not settled yet; few, whatever has been settled.
  for (auto const& row : sql.rows("SELECT due FROM dossiers WHERE phase = 'handling' AND paused IS NULL AND due >= ?1"
                                  " AND due < ?2 AND procedure || '@' || agency IN (SELECT value FROM json_each(?3))",
                                  from, now, of)) {
    auto const stretch = (day_number(row.instant("due")) - first) / step.count();
    ++stretches.at(static_cast<std::size_t>(stretch)).overrun;
  }
  return stretches;
}

Settled settled_since_within(Sql& sql, Instant from, std::vector<std::string> const& procedures, Reach const& reach) {
  Filter filter;
  filter.procedures = procedures;
  filter.reach = reach;
  filter.ready_from = from;
  Settled found{.all = count(sql, filter), .on_time = 0};
  filter.on_time = true;
  found.on_time = count(sql, filter);
  return found;
}

std::vector<Flow> flow_within(Sql& sql, Instant from, Instant now, std::chrono::days step,
                              std::vector<std::string> const& procedures, Reach const& reach) {
  auto const first = day_number(from);
  std::vector<Flow> stretches(
      static_cast<std::size_t>(std::max<std::int64_t>(0, (day_number(now) - first) / step.count()) + 1));
  Filter filter;
  filter.procedures = procedures;
  filter.reach = reach;
  auto const at_stretch = [&](std::optional<Instant> when, std::int64_t Flow::* what) {
    if (!when || day_number(*when) < first || *when > now) return;
    ++(stretches.at(static_cast<std::size_t>((day_number(*when) - first) / step.count())).*what);
  };
  auto const statement =
      "SELECT filed, ready, due, phase = 'handling' AND paused IS NULL AS runs, on_time FROM dossiers"
      " WHERE (filed >= ?17 OR ready >= ?17 OR due >= ?17)" +
      conditions(filter);
  each(
      sql, statement, filter,
      [&](SqlRow const& row) {
        auto const ready = row.maybe_instant("ready");
        bool const late = ready ? row.maybe_number("on_time") == 0 : row.number("runs") != 0;
        at_stretch(row.instant("filed"), &Flow::received);
        at_stretch(ready, &Flow::settled);
        if (late) at_stretch(row.maybe_instant("due"), &Flow::overrun);
        return true;
      },
      from);
  return stretches;
}

std::vector<std::pair<std::string, std::int64_t>> load_within(Sql& sql, Reach const& reach) {
  Filter filter;
  filter.reach = reach;
  std::vector<std::pair<std::string, std::int64_t>> held;
  auto const statement =
      "SELECT CASE holder WHEN '' THEN '@' || unit ELSE holder END AS who, count(*) AS n FROM duties"
      " WHERE ?17 AND kind IN (SELECT kind FROM duty_kinds WHERE candidates <> 'applicant') AND matter IN (SELECT "
      "handle FROM dossiers WHERE 1" +
      conditions(filter) + ") GROUP BY who ORDER BY who";
  each(
      sql, statement, filter,
      [&](SqlRow const& row) {
        held.emplace_back(row.text("who"), row.number("n"));
        return true;
      },
      1);
  return held;
}

std::vector<Row> likely_duplicates(Sql& sql, Row const& of) {
  std::vector<Row> found;
  for (auto const& row : sql.rows(
           register_rows +
               " WHERE identity_number = (SELECT identity_number FROM dossiers WHERE handle = ?1) AND procedure = ?2"
               " AND handle <> ?1 AND filed >= ?3 AND phase IN ('filed', 'handling', 'ready') ORDER BY filed DESC",
           of.handle, of.procedure, of.filed - std::chrono::days{30})) {
    found.push_back(read(row));
  }
  return found;
}

}  // namespace congvu::dossier
