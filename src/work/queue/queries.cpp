#include "work/queue/queries.h"

namespace congvu::queue {

namespace {

using record::Sql;
using record::SqlRow;

constexpr std::string_view columns =
    "SELECT handle, number, line, day, state, taken, priority, desk, called FROM queue_tickets";

Row read(SqlRow const& row) {
  return {.handle = row.handle("handle"),
          .number = row.text("number"),
          .line = row.text("line"),
          .day = parse_date(row.text("day")).value_or(Date{}),
          .state = row.text("state"),
          .taken = row.instant("taken"),
          .priority = row.maybe_text("priority"),
          .desk = row.maybe_text("desk"),
          .called = row.maybe_instant("called")};
}

}  // namespace

std::optional<Row> ticket_of(Sql& sql, Handle handle) {
  for (auto const& row : sql.rows(std::string{columns} + " WHERE handle = ?", handle)) return read(row);
  return std::nullopt;
}

std::vector<Row> waiting(Sql& sql, std::string_view desk, std::size_t limit) {
  std::vector<Row> found;
  for (auto const& row :
       sql.rows(std::string{columns} + " WHERE state = 'waiting' AND (?1 = '' OR desk IS NULL OR desk = ?1)"
                                       " ORDER BY desk IS NULL, day, priority IS NULL, place LIMIT ?2",
                desk, static_cast<std::int64_t>(limit))) {
    found.push_back(read(row));
  }
  return found;
}

std::vector<Row> called(Sql& sql) {
  std::vector<Row> found;
  for (auto const& row : sql.rows(std::string{columns} + " WHERE state = 'called' ORDER BY called DESC, place DESC")) {
    found.push_back(read(row));
  }
  return found;
}

std::optional<std::string> desk_of(Sql& sql, Handle position, Date day) {
  for (auto const& row :
       sql.rows("SELECT desk FROM queue_desks WHERE position = ? AND day = ? ORDER BY place DESC LIMIT 1", position,
                iso(day))) {
    return row.text("desk");
  }
  return std::nullopt;
}

Standing standing(Sql& sql, Date day) {
  Standing now;
  for (auto const& row :
       sql.rows("SELECT count(*) AS number, min(taken) AS longest FROM queue_tickets WHERE state = 'waiting'")) {
    now.waiting = row.number("number");
    now.longest = row.maybe_instant("longest");
  }
  for (auto const& row : sql.rows("SELECT count(CASE WHEN state = 'served' THEN 1 END) AS served,"
                                  " count(CASE WHEN state = 'missed' THEN 1 END) AS missed,"
                                  " CAST(avg(first_called - taken) AS INTEGER) AS average"
                                  " FROM queue_tickets WHERE day = ?",
                                  iso(day))) {
    now.served = row.number("served");
    now.missed = row.number("missed");
    now.average_seconds = row.maybe_number("average");
  }
  return now;
}

}  // namespace congvu::queue
