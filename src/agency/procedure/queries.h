// Procedures by words, and their names and units by code, where the catalogue itself is not at hand.
#pragma once

#include "record/store/search.h"

namespace congvu::procedure {

// Empty when there is no such version.
struct VersionNamed {
  std::string name;
  std::string handling_unit;
};
VersionNamed version_named(record::Sql&, std::string_view code, int version);

struct FoundProcedure {
  std::string code;
  std::uint64_t place = 0;
};
std::vector<FoundProcedure> procedures(record::Sql&, record::Sought const&, record::Marks,
                                       std::optional<std::uint64_t> before, std::size_t limit);
std::size_t count_procedures(record::Sql&, record::Sought const&, std::size_t most);

}  // namespace congvu::procedure
