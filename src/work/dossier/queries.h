// What may be asked of the register of dossiers. Every figure the leader sees is the size of one of these lists, so
// that a figure always opens to the dossiers behind it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/handle.h"
#include "base/instant.h"
#include "record/store/sql.h"
#include "work/dossier/reach_queries.h"

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

// What the rate of dossiers settled on time counts: those whose result was ready at or after `from`, and those that are
// overdue at `now`. QĐ 766/QĐ-TTg: (on time + early) / (settled + being settled and overdue); domain.md 3.1.
struct Reckoning {
  Instant from;
  Instant now;
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
  std::optional<std::vector<std::string>> procedures;  // "CODE@AGENCY": of one of these
  std::optional<Reckoning> reckoned;                   // counts in the rate of dossiers settled on time
  bool late = false;                                   // settled late, or not settled though its time is over
  std::optional<std::string> text;                     // words, as in search: newest of those found first
  std::optional<Reach> reach;                          // only those in somebody's reach
  std::optional<std::string> after;                    // code of the last row of the piece before
  std::size_t limit = 50;
};

std::optional<Row> by_code(record::Sql&, std::string_view code);
std::optional<Row> by_handle(record::Sql&, Handle);
std::vector<Row> dossiers(record::Sql&, Filter const&);
std::int64_t count(record::Sql&, Filter const&);
// How the database would go about it, step by step: tests hold that no list reads every dossier there is.
std::vector<std::string> plan_of_dossiers(record::Sql&, Filter const&);

// How many dossiers were settled since an instant, and how many of them on time: from what each day brought.
struct Settled {
  std::int64_t all = 0;
  std::int64_t on_time = 0;
};
Settled settled_since(record::Sql&, Instant, std::vector<std::string> const& procedures);

// How many dossiers of a procedure are not closed yet, by the version they run on.
struct Running {
  int version = 0;
  std::int64_t dossiers = 0;
};
std::vector<Running> running(record::Sql&, std::string_view procedure);

// What came in, was settled, and ran over its time in one stretch.
struct Flow {
  std::int64_t received = 0;
  std::int64_t settled = 0;
  std::int64_t overrun = 0;  // the due time fell into it and the result was not ready by then
};
// Stretch after stretch from the day of `from`, each so many days long, up to the one that `now` lies in.
std::vector<Flow> flow(record::Sql&, Instant from, Instant now, std::chrono::days step,
                       std::vector<std::string> const& procedures);
// The procedures of which most came in since a day, most first.
std::vector<std::string> most_filed(record::Sql&, Instant since, std::size_t limit);
// The day of an instant here, counted from 1970.
std::int64_t day_number(Instant);

// Open dossiers of the same procedure and person, filed in the last 30 days: shown to the clerk, never refused.
std::vector<Row> likely_duplicates(record::Sql&, Row const&);

}  // namespace congvu::dossier
