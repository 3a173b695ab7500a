// What may be asked of notices.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/handle.h"
#include "base/instant.h"
#include "record/store/sql.h"

namespace congvu::notice {

struct Row {
  Handle notice;
  Handle matter;
  std::string code;
  std::string unit;
  std::string state;
  std::string audience;
  std::string way;
  std::optional<std::string> address, subject;  // absent once erased, and where none was owed
  Instant owed;
  std::string phase;
  int attempts = 0;
  std::optional<Instant> next, ended;
  std::optional<std::int64_t> reply;
  std::optional<std::string> said, reason, how;
  bool sample = false;
  Handle duty;
};

// In the order in which they were owed.
std::vector<Row> of_matter(record::Sql&, Handle matter);
std::optional<Row> by_handle(record::Sql&, Handle);
// Those to be tried now, longest due first.
std::vector<Row> due(record::Sql&, Instant now, std::size_t limit);
// Failed and nobody told otherwise yet, latest first; and those tried in vain so far.
std::vector<Row> failed(record::Sql&, std::size_t limit);
std::vector<Row> in_trouble(record::Sql&, std::size_t limit);

struct Figures {
  std::int64_t waiting = 0, sent = 0, failed = 0, told = 0, omitted = 0;
  std::optional<Instant> oldest_waiting;
};
Figures figures(record::Sql&);

}  // namespace congvu::notice
