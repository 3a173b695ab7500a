// The figures of a day within a supervisor's bounds: counted from the dossiers in their reach, where everybody else's
// come from what each day brought. Defined beside the other statements over the register, in queries.cpp.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "work/dossier/queries.h"

namespace congvu::dossier {

Settled settled_since_within(record::Sql&, Instant, std::vector<std::string> const& procedures, Reach const&);
// As `flow`.
std::vector<Flow> flow_within(record::Sql&, Instant from, Instant now, std::chrono::days step,
                              std::vector<std::string> const& procedures, Reach const&);
// How many duties of these dossiers each position holds, and each unit's pool ("@UNIT"); as duty::load.
std::vector<std::pair<std::string, std::int64_t>> load_within(record::Sql&, Reach const&);

}  // namespace congvu::dossier
