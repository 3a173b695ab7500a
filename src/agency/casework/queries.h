// What may be asked of the timers of cases.
#pragma once

#include <optional>

#include "base/instant.h"
#include "record/store/sql.h"

namespace congvu::casework {

// When the next timer falls due that is due by `until`; absent when none is.
std::optional<Instant> next_timer(record::Sql&, Instant until);

}  // namespace congvu::casework
