// A copy of a database as it was at one moment, while others go on writing it: for backups. Nothing that was deleted or
// erased before that moment is in the copy, not even in pages that are free.
#pragma once

#include <filesystem>

namespace congvu::record {

// `to` must not be there yet. Throws SqlFailure.
void snapshot(std::filesystem::path const& database, std::filesystem::path const& to);

}  // namespace congvu::record
