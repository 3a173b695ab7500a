#include "agency/org/people_queries.h"

namespace congvu::org {

namespace {
// Colleagues are no secret from colleagues.
record::Sight const everyone{.whole = true, .circles = {}};
}  // namespace

std::vector<record::Found> people(record::Sql& sql, record::Sought const& sought, record::Marks marks,
                                  std::optional<std::uint64_t> before, std::size_t limit) {
  return record::search(sql, "people_found", sought, marks, everyone, before, limit);
}

std::size_t count_people(record::Sql& sql, record::Sought const& sought, std::size_t most) {
  return record::count_found(sql, "people_found", sought, everyone, most);
}

}  // namespace congvu::org
