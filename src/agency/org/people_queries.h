// Finding people of the organisation by name.
#pragma once

#include "record/store/search.h"

namespace congvu::org {

std::vector<record::Found> people(record::Sql&, record::Sought const&, record::Marks,
                                  std::optional<std::uint64_t> before, std::size_t limit);
std::size_t count_people(record::Sql&, record::Sought const&, std::size_t most);

}  // namespace congvu::org
