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
constexpr std::string_view applicant = "applicant";

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

// Most urgent first, as one text that SQL and C++ make alike; what has no due time comes after all that has.
constexpr std::string_view place_column =
    "printf('%d%020lld%s%s', suspended IS NOT NULL, coalesce(due, 9223372036854775807), code, lower(hex(duty)))";

// Whose matter a duty is, as far as the Gate asks.
constexpr std::string_view whose_column =
    "CASE WHEN owner IS NULL OR owner = zeroblob(16) THEN 'nobody' WHEN owner = ?1 THEN 'own' ELSE 'other' END";

struct Kind {
  Question question;
  std::string nature;
  std::string whose;
  std::int64_t number = 0;
};

Kind kind_from(SqlRow const& row, Actor const& actor) {
  Kind kind;
  kind.question.act = row.text("act");
  kind.question.procedure = row.text("procedure");
  kind.question.unit = row.text("unit");
  kind.question.holder = row.text("holder");
  kind.question.candidates = row.text("candidates");
  kind.nature = row.text("nature");
  kind.whose = row.text("whose");
  kind.number = row.number("number");
  if (kind.whose == "own") kind.question.owner = actor.account;
  if (kind.whose == "other") kind.question.owner = handle_of("account", "somebody else");
  return kind;
}

// In whose hands a duty may lie that the actor may act on: nobody's, their own, those they act for.
std::string hands(Actor const& actor, Instant now, States const& states) {
  json::array codes;
  if (actor.nature == Actor::Nature::staff && !actor.position.empty()) {
    codes.emplace_back("");
    for (auto& each : authority::hands_of(actor.position, local_date(now), states.standing<authority::Authority>())) {
      codes.emplace_back(std::move(each));
    }
  }
  return json::serialize(codes);
}

// The kinds of standing duties that the Gate lets the actor act on. Of all others only their own matters are asked.
std::vector<Kind> kinds(Sql& sql, Actor const& actor, Instant now, States const& states) {
  std::string const group = std::string{" AS whose, count(*) AS number FROM duties WHERE ended IS NULL"};
  std::string const select =
      "SELECT act, procedure, unit, holder, candidates, nature, " + std::string{whose_column} + group;
  std::string const by = " GROUP BY act, procedure, unit, holder, candidates, nature, whose";
  std::vector<Kind> allowed;
  auto const take = [&](SqlRow const& row) {
    auto kind = kind_from(row, actor);
    bool const secret = kind.whose == "nobody" && kind.question.candidates == applicant;
    if (!secret && authority::mandate_for(actor, kind.question, now, states)) allowed.push_back(std::move(kind));
  };
  auto const in_hand = hands(actor, now, states);
  for (auto const& row :
       sql.rows(select + " AND holder IN (SELECT value FROM json_each(?2))" + by, actor.account, in_hand)) {
    take(row);
  }
  if (!actor.account) return allowed;
  for (auto const& row : sql.rows(select + " AND owner = ?1 AND holder NOT IN (SELECT value FROM json_each(?2))" + by,
                                  actor.account, in_hand)) {
    take(row);
  }
  return allowed;
}

std::string as_list(std::vector<Kind> const& kinds, Wanted const& wanted) {
  json::array list;
  for (auto const& [question, of_nature, whose, number] : kinds) {
    if (wanted.nature && *wanted.nature != of_nature) continue;
    if (wanted.procedure && *wanted.procedure != question.procedure) continue;
    list.push_back(json::array{question.holder, question.act, question.procedure, question.unit, question.candidates,
                               of_nature, whose});
  }
  return json::serialize(list);
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
  return row.candidates == applicant && row.owner.none();
}

std::vector<Row> worklist(Sql& sql, Actor const& actor, Instant now, States const& states, Wanted const& wanted) {
  std::vector<Row> list;
  auto const allowed = as_list(kinds(sql, actor, now, states), wanted);
  std::string const place{place_column};
  for (auto const& row :
       sql.rows(std::string{columns} +
                    " JOIN json_each(?2) AS kind ON ended IS NULL AND holder = kind.value ->> 0"
                    " AND act = kind.value ->> 1 AND procedure = kind.value ->> 2 AND unit = kind.value ->> 3"
                    " AND candidates = kind.value ->> 4 AND nature = kind.value ->> 5 AND " +
                    std::string{whose_column} + " = kind.value ->> 6 WHERE (?3 = '' OR " + place +
                    " > ?3) AND (?5 IS NULL OR (suspended IS NULL AND due < ?5)) ORDER BY " + place + " LIMIT ?4",
                actor.account, allowed, wanted.after, static_cast<std::int64_t>(wanted.limit), wanted.overdue_at)) {
    list.push_back(read(row));
  }
  return list;
}

Counts worklist_counts(Sql& sql, Actor const& actor, Instant now, States const& states) {
  Counts counts;
  for (auto const& kind : kinds(sql, actor, now, states)) {
    counts.natures[kind.nature] += kind.number;
    counts.procedures[kind.question.procedure] += kind.number;
  }
  return counts;
}

std::string place_of(Row const& row) {
  constexpr auto last = std::numeric_limits<std::int64_t>::max();
  return fmt::format("{}{:020}{}{}", row.suspended ? 1 : 0, row.due ? row.due->time_since_epoch().count() : last,
                     row.code, hex(row.duty));
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
