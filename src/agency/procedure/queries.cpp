#include "agency/procedure/queries.h"

namespace congvu::procedure {

namespace {
record::Sight const published{.whole = true, .circles = {}};  // the catalogue is public
}  // namespace

VersionNamed version_named(record::Sql& sql, std::string_view code, int version) {
  for (auto const& row :
       sql.rows("SELECT name, handling_unit FROM procedures WHERE code = ? AND version = ?", code, version)) {
    return {row.text("name"), row.text("handling_unit")};
  }
  return {};
}

std::vector<FoundProcedure> procedures(record::Sql& sql, record::Sought const& sought, record::Marks marks,
                                       std::optional<std::uint64_t> before, std::size_t limit) {
  std::vector<FoundProcedure> codes;
  for (auto const& found : record::search(sql, "procedures_found", sought, marks, published, before, limit)) {
    auto const code = sql.one<std::string>("SELECT code FROM procedures WHERE stream = ? LIMIT 1", found.thing);
    codes.push_back({code.value_or(""), found.place});
  }
  return codes;
}

std::size_t count_procedures(record::Sql& sql, record::Sought const& sought, std::size_t most) {
  return record::count_found(sql, "procedures_found", sought, published, most);
}

}  // namespace congvu::procedure
