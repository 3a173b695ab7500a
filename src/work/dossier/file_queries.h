// Which uploaded files are papers of a dossier. What was sent and is not asked for here was never filed.
#pragma once

#include <string_view>

#include "record/store/sql.h"

namespace congvu::dossier {

bool is_file_of_one(record::Sql&, std::string_view blob);

}  // namespace congvu::dossier
