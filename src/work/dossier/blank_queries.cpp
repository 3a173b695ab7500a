#include "work/dossier/blank_queries.h"

namespace congvu::dossier {

namespace {

using record::Sql;
using record::SqlRow;

constexpr std::string_view columns = "SELECT code, number, state, printed, settled, dossier, reason FROM blanks";

BlankRow read(SqlRow const& row) {
  return {.code = row.text("code"),
          .number = row.text("number"),
          .state = row.text("state"),
          .printed = row.instant("printed"),
          .settled = row.maybe_instant("settled"),
          .dossier = row.maybe_text("dossier"),
          .reason = row.maybe_text("reason")};
}

constexpr std::string_view late_columns = "SELECT code, ground, blank, claimed, recorded FROM late_entries";

LateRow read_late(SqlRow const& row) {
  return {.code = row.text("code"),
          .ground = row.text("ground"),
          .blank = row.maybe_text("blank"),
          .claimed = row.instant("claimed"),
          .recorded = row.instant("recorded")};
}

std::vector<BlankRow> all(Sql& sql, std::string const& which, std::string_view agency, std::size_t limit) {
  std::vector<BlankRow> found;
  for (auto const& row : sql.rows(std::string{columns} + which, agency, static_cast<std::int64_t>(limit))) {
    found.push_back(read(row));
  }
  return found;
}

}  // namespace

std::vector<BlankRow> open_blanks(Sql& sql, std::string_view agency, std::size_t limit) {
  return all(sql, " WHERE agency IN ('', ?) AND state = 'printed' ORDER BY place LIMIT ?", agency, limit);
}

std::vector<BlankRow> settled_blanks(Sql& sql, std::string_view agency, std::size_t limit) {
  return all(sql, " WHERE agency IN ('', ?) AND state <> 'printed' ORDER BY settled DESC, place DESC LIMIT ?", agency,
             limit);
}

std::optional<BlankRow> blank_of(Sql& sql, std::string_view code) {
  for (auto const& row : sql.rows(std::string{columns} + " WHERE code = ?", code)) return read(row);
  return std::nullopt;
}

std::map<std::string, std::int64_t> blanks_by_state(Sql& sql, std::string_view agency) {
  std::map<std::string, std::int64_t> counted;
  for (auto const& row :
       sql.rows("SELECT state, count(*) AS number FROM blanks WHERE agency IN ('', ?) GROUP BY state", agency)) {
    counted[row.text("state")] = row.number("number");
  }
  return counted;
}

std::vector<LateRow> late_entries(Sql& sql, std::string_view agency, Instant from, std::size_t limit) {
  std::vector<LateRow> found;
  for (auto const& row : sql.rows(
           std::string{late_columns} + " WHERE agency = ? AND recorded >= ? ORDER BY recorded DESC, code DESC LIMIT ?",
           agency, from, static_cast<std::int64_t>(limit))) {
    found.push_back(read_late(row));
  }
  return found;
}

std::optional<LateRow> late_on_blank(Sql& sql, std::string_view blank) {
  for (auto const& row : sql.rows(std::string{late_columns} + " WHERE blank = ?", blank)) return read_late(row);
  return std::nullopt;
}

std::map<std::string, std::int64_t> late_by_ground(Sql& sql, std::string_view agency, Instant from) {
  std::map<std::string, std::int64_t> counted;
  for (auto const& row : sql.rows(
           "SELECT ground, count(*) AS number FROM late_entries WHERE agency = ? AND recorded >= ? GROUP BY ground",
           agency, from)) {
    counted[row.text("ground")] = row.number("number");
  }
  return counted;
}

}  // namespace congvu::dossier
