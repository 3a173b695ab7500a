#include "agency/reading/queries.h"

#include <boost/json/serialize.hpp>
#include <limits>

#include "agency/authority/supervision.h"

namespace congvu::reading {

namespace {

constexpr std::string_view columns =
    "SELECT place, at, person, position, reader_unit, code, list, asked_by, entries, page, act, ground FROM readings";

Row read(record::SqlRow const& row) {
  return {.index = row.number("place"),
          .at = row.instant("at"),
          .person = row.handle("person"),
          .position = row.text("position"),
          .reader_unit = row.text("reader_unit"),
          .code = row.text("code"),
          .list = row.text("list"),
          .asked_by = row.text("asked_by"),
          .entries = row.maybe_number("entries"),
          .page = row.text("page"),
          .act = row.text("act"),
          .ground = row.text("ground")};
}

std::int64_t number_of(Date day) {
  return std::chrono::sys_days{day}.time_since_epoch().count();
}

// The kinds of reading that the actor may know of, as [procedure, unit, first day, last day] of the dossiers; there are
// few, however many readings.
std::string kinds(record::Sql& sql, Actor const& actor, Instant now, States const& states) {
  json::array open;
  for (auto const& row : sql.rows("SELECT procedure, unit FROM readings_kinds")) {
    Question question;
    question.act = read_act;
    question.procedure = row.text("procedure");
    question.unit = row.text("unit");
    auto const days = authority::open_days(actor, question, now, states);
    constexpr auto never = std::numeric_limits<std::int64_t>::max();
    if (days.always) open.push_back(json::array{question.procedure, question.unit, -never, never});
    for (auto const& stretch : days.stretches) {
      open.push_back(json::array{question.procedure, question.unit, number_of(stretch.from), number_of(stretch.to)});
    }
  }
  return json::serialize(open);
}

std::string conditions(Filter const& filter) {
  std::string text;
  auto const when = [&](bool asked, std::string_view condition) {
    if (asked) text.append(" AND ").append(condition);
  };
  when(filter.code.has_value(), "code = ?2");
  when(filter.position.has_value(), "position = ?3");
  when(filter.unit.has_value(), "reader_unit = ?4");
  when(filter.positions.has_value(), "position IN (SELECT value FROM json_each(?5))");
  when(filter.from.has_value(), "at >= ?6");
  when(filter.to.has_value(), "at < ?7");
  return text;
}

}  // namespace

std::vector<Row> readings(record::Sql& sql, Filter const& filter, Actor const& actor, Instant now,
                          States const& states) {
  json::array positions;
  for (auto const& each : filter.positions.value_or(std::vector<std::string>{})) positions.emplace_back(each);
  std::vector<Row> list;
  for (auto const& row :
       sql.rows(std::string{columns} +
                    " WHERE EXISTS (SELECT 1 FROM json_each(?1) WHERE value ->> 0 = procedure"
                    " AND value ->> 1 = unit AND day >= value ->> 2 AND day <= value ->> 3)" +
                    conditions(filter) + " AND place < ?8 ORDER BY place DESC LIMIT ?9",
                kinds(sql, actor, now, states), filter.code, filter.position, filter.unit, json::serialize(positions),
                filter.from, filter.to, filter.before.value_or(std::numeric_limits<std::int64_t>::max()),
                static_cast<std::int64_t>(filter.limit))) {
    list.push_back(read(row));
  }
  return list;
}

std::vector<Row> readings_of_dossier(record::Sql& sql, Handle dossier, std::size_t limit) {
  std::vector<Row> list;
  for (auto const& row : sql.rows(std::string{columns} + " WHERE dossier = ? ORDER BY place DESC LIMIT ?", dossier,
                                  static_cast<std::int64_t>(limit))) {
    list.push_back(read(row));
  }
  return list;
}

}  // namespace congvu::reading
