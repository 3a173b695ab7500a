#include "agency/duty/queries.h"

#include <algorithm>

namespace congvu::duty {

namespace {

using record::Sql;
using record::SqlRow;

constexpr std::string_view columns =
    "SELECT duty, matter, code, nature, procedure, version, step, work, act, own_act, product, outcomes, candidates,"
    " unit, holder, owner, phase, opened, due, suspended, ended, outcome, position FROM duties";

std::vector<std::string> split(std::string_view line) {
  std::vector<std::string> values;
  while (!line.empty()) {
    auto const comma = line.find(',');
    values.emplace_back(line.substr(0, comma));
    line.remove_prefix(comma == std::string_view::npos ? line.size() : comma + 1);
  }
  return values;
}

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
          .outcomes = split(row.view("outcomes")),
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

// The kinds of work lying in pools, each once: few, however many duties there are.
std::vector<Question> pools(Sql& sql) {
  std::vector<Question> kinds;
  for (auto const& row : sql.rows("SELECT DISTINCT act, procedure, unit, candidates FROM duties"
                                  " WHERE ended IS NULL AND holder = '' AND candidates <> 'applicant'")) {
    Question question;
    question.act = row.text("act");
    question.procedure = row.text("procedure");
    question.unit = row.text("unit");
    question.candidates = row.text("candidates");
    kinds.push_back(std::move(question));
  }
  return kinds;
}

bool more_urgent(Row const& a, Row const& b) {
  if (a.suspended.has_value() != b.suspended.has_value()) return !a.suspended;
  if (a.due.has_value() != b.due.has_value()) return a.due.has_value();
  if (a.due != b.due) return a.due < b.due;
  return a.code != b.code ? a.code < b.code : a.duty < b.duty;
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

std::vector<Row> worklist(Sql& sql, Gate const& gate, Actor const& actor, Instant now, States const& states) {
  std::vector<Row> list;
  if (actor.nature == Actor::Nature::citizen) {
    for (auto const& row : sql.rows(std::string{columns} + " WHERE ended IS NULL AND owner = ?", actor.account)) {
      list.push_back(read(row));
    }
  } else if (!actor.position.empty()) {
    for (auto const& row : sql.rows(std::string{columns} + " WHERE ended IS NULL AND holder = ?", actor.position)) {
      list.push_back(read(row));
    }
    for (auto const& kind : pools(sql)) {
      if (!gate.ask(actor, kind, now, states)) continue;
      for (auto const& row :
           sql.rows(std::string{columns} + " WHERE ended IS NULL AND holder = '' AND act = ? AND procedure = ?"
                                           " AND unit = ? AND candidates = ?",
                    kind.act, kind.procedure, kind.unit, kind.candidates)) {
        list.push_back(read(row));
      }
    }
  }
  std::erase_if(list, [&](Row const& row) { return !gate.ask(actor, question_about(row), now, states); });
  std::sort(list.begin(), list.end(), more_urgent);
  return list;
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
  for (auto const& row :
       sql.rows(std::string{columns} + " WHERE ended IS NULL AND holder = ? ORDER BY opened, code", position)) {
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
       sql.rows("SELECT CASE holder WHEN '' THEN '@' || unit ELSE holder END AS who, count(*) AS n"
                " FROM duties WHERE ended IS NULL AND candidates <> 'applicant' GROUP BY who ORDER BY who")) {
    held.emplace_back(row.text("who"), row.number("n"));
  }
  return held;
}

}  // namespace congvu::duty
