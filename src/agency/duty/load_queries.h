// Whose hands the standing duties lie in: what a head asks before giving out work, and before somebody leaves.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/handle.h"
#include "base/instant.h"
#include "record/store/sql.h"

namespace congvu::duty {

// One standing duty as load: where it lies and what it asks of time.
struct Burden {
  std::string holder;  // position, or "@UNIT" while in the unit's pool
  std::string unit;
  std::string procedure;
  Instant opened;
  std::optional<Instant> due, suspended;
  Instant came;  // its matter: the first duty was opened
};

// All that is not the applicant's to do.
std::vector<Burden> burdens(record::Sql&);

// The standing duties of a holder ("QLT-CV1", or "@QLT" for a unit's pool), most urgent first, at most `limit`.
std::vector<Handle> held_by(record::Sql&, std::string_view holder, std::size_t limit);

}  // namespace congvu::duty
