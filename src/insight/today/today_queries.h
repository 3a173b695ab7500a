// What "today" asks of the record. A figure is the size of a list and the list can be asked for, so that a number and
// what stands behind it can never tell two stories.
#pragma once

#include <string>
#include <vector>

#include "agency/org/org.h"
#include "insight/today/sight_queries.h"
#include "insight/today/today.h"
#include "record/store/sql.h"
#include "work/dossier/queries.h"

namespace congvu::today {

// The dossiers that a figure counts. For on_time all that the share is taken of.
dossier::Filter behind(Figure, Sight const&, Calendar const&, Instant now);
Figures figures(record::Sql&, Sight const&, Calendar const&, Instant now);

// A dossier's way through the steps so far.
std::vector<Stay> stays_of(record::Sql&, Handle dossier);

// A dossier of a list, with why it is late.
struct Line {
  dossier::Row dossier;
  Reason reason;
};
std::vector<Line> lines(record::Sql&, dossier::Filter const&, Calendar const&, Instant now);

// weeks_shown of them, the last one not over yet.
std::vector<Week> weeks(record::Sql&, Sight const&, Instant now);

// What lies with a unit: in its pool, and in the hands of each of its positions.
struct Load {
  std::string unit;
  std::int64_t pool = 0;
  std::vector<std::pair<std::string, std::int64_t>> holders;  // position, heaviest first
  std::int64_t all() const;
};
// Units in sight that hold anything, heaviest first.
std::vector<Load> load_of_units(record::Sql&, Sight const&, org::Organisation const&);

}  // namespace congvu::today
