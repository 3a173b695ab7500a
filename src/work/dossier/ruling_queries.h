// The dossiers for which a decision table answered.
#pragma once

#include <string_view>
#include <vector>

#include "agency/decision/revising.h"
#include "pipeline/act.h"
#include "record/store/sql.h"

namespace congvu::dossier {

// What the table answered last to each of the dossiers that are decided, the newest first, at most so many. Those
// whose personal part is erased are left out: nobody knows any more what the table was told.
std::vector<decision::PastAnswer> ruled_by(record::Sql&, States const&, std::string_view table, std::size_t most);

}  // namespace congvu::dossier
