// What may be asked of extracts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/handle.h"
#include "base/instant.h"
#include "record/store/sql.h"

namespace congvu::extract {

struct Row {
  std::int64_t index = 0;  // in the record
  Handle extract;
  Instant taken;
  Handle person;  // zeros once erased
  std::string table;
  std::string format;
  std::int64_t rows = 0;
};

// Newest first, those before `before` where given; at most `limit`.
std::vector<Row> extracts(record::Sql&, std::optional<std::int64_t> before, std::size_t limit);

}  // namespace congvu::extract
