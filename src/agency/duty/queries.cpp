#include "agency/duty/queries.h"

#include <fmt/format.h>

#include <boost/json/serialize.hpp>

#include "agency/authority/authority.h"
#include "base/several.h"

namespace congvu::duty {

namespace {

using record::Sql;
using record::SqlRow;

constexpr std::string_view columns =
    "SELECT duty, matter, code, nature, procedure, version, step, work, act, own_act, product, outcomes, candidates,"
    " unit, holder, owner, phase, opened, due, suspended, ended, outcome, position FROM duties";
Row read(SqlRow const& row) {
  return {.duty = row.handle("duty"),
          .matter = row.handle("matter"),
          .code = row.text("code"),
          .nature = row.text("nature"),
          .procedure = row.text("procedure"),
          .version = static_cast<int>(row.number("version")),
          .step = row.text("step"),
          .work = row.text("work"),
          .act = row.text("act"),
          .own_act = row.text("own_act"),
          .product = row.text("product"),
          .outcomes = separated(row.view("outcomes")),
          .candidates = row.text("candidates"),
          .unit = row.text("unit"),
          .holder = row.text("holder"),
          .owner = row.handle("owner"),
          .phase = row.text("phase"),
          .opened = row.instant("opened"),
          .due = row.maybe_instant("due"),
          .suspended = row.maybe_instant("suspended"),
          .ended = row.maybe_instant("ended"),
          .outcome = row.maybe_text("outcome"),
          .position = row.maybe_text("position")};
}

}  // namespace

Question question_about(Row const& row) {
  Question question;
  question.act = row.act;
  question.procedure = row.procedure;
  question.unit = row.unit;
  question.holder = row.holder;
  question.candidates = row.candidates;
  question.owner = row.owner;
  return question;
}

bool proved_by_secret(Row const& row) {
  return row.candidates == "applicant" && row.owner.none();
}

std::string urgency_of(std::optional<Instant> due, bool suspended) {
  constexpr auto last = std::numeric_limits<std::int64_t>::max();
  return fmt::format("{}{:020}", suspended ? 1 : 0, due ? due->time_since_epoch().count() : last);
}

std::string place_of(Row const& row) {
  return urgency_of(row.due, row.suspended.has_value()) + row.code + hex(row.duty);
}

std::optional<Row> by_handle(Sql& sql, Handle duty) {
  for (auto const& row : sql.rows(std::string{columns} + " WHERE duty = ?", duty)) return read(row);
  return std::nullopt;
}

std::vector<Row> of_matter(Sql& sql, Handle matter) {
  std::vector<Row> list;
  for (auto const& row :
       sql.rows(std::string{columns} + " WHERE matter = ? ORDER BY opened, ended, due, duty", matter)) {
    list.push_back(read(row));
  }
  return list;
}

std::vector<Row> standing_of(Sql& sql, Handle matter) {
  std::vector<Row> list;
  for (auto const& row :
       sql.rows(std::string{columns} + " WHERE matter = ? AND ended IS NULL ORDER BY opened, due", matter)) {
    list.push_back(read(row));
  }
  return list;
}

std::vector<Row> held_by(Sql& sql, std::string_view position) {
  std::vector<Row> list;
  for (auto const& row : sql.rows(
           std::string{columns} + " WHERE kind IN (SELECT kind FROM duty_kinds WHERE holder = ?) ORDER BY opened, code",
           position)) {
    list.push_back(read(row));
  }
  return list;
}

std::vector<Handle> matters_with_open_steps(Sql& sql) {
  std::vector<Handle> matters;
  for (auto const& row : sql.rows("SELECT DISTINCT matter FROM duties WHERE ended IS NULL AND nature = 'step'")) {
    matters.push_back(row.handle("matter"));
  }
  return matters;
}

std::vector<std::pair<std::string, std::int64_t>> load(Sql& sql) {
  std::vector<std::pair<std::string, std::int64_t>> held;
  for (auto const& row :
       sql.rows("SELECT CASE holder WHEN '' THEN '@' || unit ELSE holder END AS who, sum(standing) AS n"
                " FROM duty_kinds WHERE candidates <> 'applicant' GROUP BY who ORDER BY who")) {
    held.emplace_back(row.text("who"), row.number("n"));
  }
  return held;
}

}  // namespace congvu::duty
