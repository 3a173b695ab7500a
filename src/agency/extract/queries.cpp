#include "agency/extract/queries.h"

#include <limits>

namespace congvu::extract {

std::vector<Row> extracts(record::Sql& sql, std::optional<std::int64_t> before, std::size_t limit) {
  std::vector<Row> list;
  for (auto const& row :
       sql.rows("SELECT place, extract, taken, person, name, format, count FROM extracts WHERE place < ?"
                " ORDER BY place DESC LIMIT ?",
                before.value_or(std::numeric_limits<std::int64_t>::max()), static_cast<std::int64_t>(limit))) {
    list.push_back({.index = row.number("place"),
                    .extract = row.handle("extract"),
                    .taken = row.instant("taken"),
                    .person = row.handle("person"),
                    .table = row.text("name"),
                    .format = row.text("format"),
                    .rows = row.number("count")});
  }
  return list;
}

}  // namespace congvu::extract
