#include "agency/notice/queries.h"

namespace congvu::notice {

namespace {

using record::Sql;
using record::SqlRow;

constexpr std::string_view columns =
    "SELECT notice, matter, code, unit, state, audience, way, address, subject, owed, phase, attempts, next, ended,"
    " reply, said, reason, how, sample, duty FROM notices";

Row read(SqlRow const& row) {
  return {.notice = row.handle("notice"),
          .matter = row.handle("matter"),
          .code = row.text("code"),
          .unit = row.text("unit"),
          .state = row.text("state"),
          .audience = row.text("audience"),
          .way = row.text("way"),
          .address = row.maybe_text("address"),
          .subject = row.maybe_text("subject"),
          .owed = row.instant("owed"),
          .phase = row.text("phase"),
          .attempts = static_cast<int>(row.number("attempts")),
          .next = row.maybe_instant("next"),
          .ended = row.maybe_instant("ended"),
          .reply = row.maybe_number("reply"),
          .said = row.maybe_text("said"),
          .reason = row.maybe_text("reason"),
          .how = row.maybe_text("how"),
          .sample = row.flag("sample"),
          .duty = row.handle("duty")};
}

template <class... Values>
std::vector<Row> all(Sql& sql, std::string const& which, Values const&... values) {
  std::vector<Row> found;
  for (auto const& row : sql.rows(std::string{columns} + which, values...)) found.push_back(read(row));
  return found;
}

}  // namespace

std::vector<Row> of_matter(Sql& sql, Handle matter) {
  return all(sql, " WHERE matter = ? ORDER BY owed, notice", matter);
}

std::optional<Row> by_handle(Sql& sql, Handle notice) {
  for (auto const& row : sql.rows(std::string{columns} + " WHERE notice = ?", notice)) return read(row);
  return std::nullopt;
}

std::vector<Row> due(Sql& sql, Instant now, std::size_t limit) {
  return all(sql, " WHERE phase = 'waiting' AND next <= ? ORDER BY next LIMIT ?", now, limit);
}

std::vector<Row> failed(Sql& sql, std::size_t limit) {
  return all(sql, " WHERE phase = 'failed' ORDER BY ended DESC, notice LIMIT ?", limit);
}

std::vector<Row> in_trouble(Sql& sql, std::size_t limit) {
  return all(sql, " WHERE phase = 'waiting' AND attempts > 0 ORDER BY next LIMIT ?", limit);
}

Figures figures(Sql& sql) {
  Figures figures;
  for (auto const& row : sql.rows("SELECT phase, count(*) AS number FROM notices GROUP BY phase")) {
    auto const phase = row.text("phase");
    auto const number = row.number("number");
    if (phase == "waiting") figures.waiting = number;
    if (phase == "sent") figures.sent = number;
    if (phase == "failed") figures.failed = number;
    if (phase == "told") figures.told = number;
    if (phase == "omitted") figures.omitted = number;
  }
  figures.oldest_waiting = sql.one<Instant>("SELECT min(owed) FROM notices WHERE phase = 'waiting'");
  return figures;
}

}  // namespace congvu::notice
