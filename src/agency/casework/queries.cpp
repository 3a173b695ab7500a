#include "agency/casework/queries.h"

namespace congvu::casework {

std::optional<Instant> next_timer(record::Sql& sql, Instant until) {
  return sql.one<Instant>("SELECT min(due) FROM timers WHERE due <= ?", until);
}

}  // namespace congvu::casework
