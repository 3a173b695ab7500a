// What may be asked of the register of dossiers. Every figure the leader sees is the size of one of these lists, so
// that a figure always opens to the dossiers behind it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/handle.h"
#include "base/instant.h"
#include "record/store/sql.h"

namespace congvu::dossier {

// A row of the register. Names are absent once erased.
struct Row {
  Handle handle;
  std::string code;
  std::string procedure;
  int version = 0;
  std::string channel;
  std::string phase;
  Instant filed;
  Instant intake_due;
  std::optional<Instant> answered, accepted, first_due, due, waiting, paused, ready, closed;
  std::optional<std::string> ground;
  std::optional<bool> on_time;
  std::optional<std::string> result;
  std::optional<std::string> applicant;
};

// Which rows: all conditions hold together; an absent one is not asked. Newest first, after `before` where given.
struct Filter {
  std::optional<std::string> procedure;
  std::optional<std::string> phase;
  std::optional<Handle> account;
  std::optional<std::string> identity_number;
  std::optional<Instant> ready_from;  // the result was ready at or after this
  std::optional<Instant> due_before;  // in handling, its clock running, due before this
  std::optional<Instant> due_from;    // … and not before this
  bool waiting = false;               // for the applicant
  std::optional<bool> on_time;
  std::optional<std::string> text;   // part of a code, or of a name, tone marks and case aside
  std::optional<std::string> after;  // code of the last row of the piece before
  std::size_t limit = 50;
};

std::optional<Row> by_code(record::Sql&, std::string_view code);
std::optional<Row> by_handle(record::Sql&, Handle);
std::vector<Row> dossiers(record::Sql&, Filter const&);
std::int64_t count(record::Sql&, Filter const&);

// Open dossiers of the same procedure and person, filed in the last 30 days: shown to the clerk, never refused.
std::vector<Row> likely_duplicates(record::Sql&, Row const&);

}  // namespace congvu::dossier
