// What may be asked of the queue: who is next, who is called where, how many wait and for how long.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/handle.h"
#include "base/instant.h"
#include "record/store/sql.h"

namespace congvu::queue {

struct Row {
  Handle handle;
  std::string number;
  std::string line;
  Date day{};
  std::string state;
  Instant taken;
  std::optional<std::string> priority, desk;
  std::optional<Instant> called;
};

std::optional<Row> ticket_of(record::Sql&, Handle);
// Those waiting in the order in which a desk calls them: sent to it by another, left from a day before, with priority,
// then as they came. Any desk where none is named.
std::vector<Row> waiting(record::Sql&, std::string_view desk, std::size_t limit);
// Those called and not yet served, called last first.
std::vector<Row> called(record::Sql&);

// From which desk this position called last on this day.
std::optional<std::string> desk_of(record::Sql&, Handle position, Date day);

struct Standing {
  std::int64_t waiting = 0;
  std::optional<Instant> longest;               // since when the one waiting longest has waited
  std::optional<std::int64_t> average_seconds;  // from taking to being called, of those called this day
  std::int64_t served = 0;                      // this day
  std::int64_t missed = 0;
};
Standing standing(record::Sql&, Date day);

}  // namespace congvu::queue
