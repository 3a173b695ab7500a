#include "agency/duty/load_queries.h"

namespace congvu::duty {

std::vector<Burden> burdens(record::Sql& sql) {
  std::vector<Burden> all;
  for (auto const& row :
       sql.rows("SELECT holder, unit, procedure, opened, due, suspended,"
                " (SELECT min(f.opened) FROM duties f WHERE f.matter = duties.matter) AS came"
                " FROM duties WHERE kind IN (SELECT kind FROM duty_kinds WHERE candidates <> 'applicant')")) {
    auto holder = row.text("holder");
    auto unit = row.text("unit");
    if (holder.empty()) holder = "@" + unit;
    all.push_back({std::move(holder), std::move(unit), row.text("procedure"), row.instant("opened"),
                   row.maybe_instant("due"), row.maybe_instant("suspended"), row.instant("came")});
  }
  return all;
}

std::vector<Handle> held_by(record::Sql& sql, std::string_view holder, std::size_t limit) {
  bool const pool = holder.starts_with('@');
  std::vector<Handle> duties;
  for (auto const& row :
       sql.rows("SELECT duty FROM duties WHERE kind IN (SELECT kind FROM duty_kinds WHERE candidates <> 'applicant'"
                " AND holder = ? AND (? = '' OR unit = ?)) ORDER BY place LIMIT ?",
                pool ? std::string_view{} : holder, pool ? holder.substr(1) : std::string_view{},
                pool ? holder.substr(1) : std::string_view{}, static_cast<std::int64_t>(limit))) {
    duties.push_back(row.handle("duty"));
  }
  return duties;
}

}  // namespace congvu::duty
