// What may be asked of duties. The worklist is one predicate, the Gate's: a duty is in somebody's list exactly if they
// may act on it now. What the Gate says follows from a duty's kind (act, procedure, unit, candidates, hands, whose
// matter), and there are few kinds however many duties; so the Gate is asked of kinds, and the list is one question.
#pragma once

#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/handle.h"
#include "base/instant.h"
#include "pipeline/act.h"
#include "record/store/sql.h"

namespace congvu::duty {

struct Row {
  Handle duty;
  Handle matter;
  std::string code;
  std::string nature;
  std::string procedure;
  int version = 0;
  std::string step;
  std::string work;
  std::string act;
  std::string own_act;
  std::string product;
  std::vector<std::string> outcomes;
  std::string candidates;
  std::string unit;
  std::string holder;
  Handle owner;
  std::string phase;
  Instant opened;
  std::optional<Instant> due, suspended, ended;
  std::optional<std::string> outcome, position;

  bool standing() const { return !ended; }
};

// The Gate's question about doing this duty.
Question question_about(Row const&);

// A duty that only an applicant without an account can do is in nobody's list: whose it is, its secret proves.
bool proved_by_secret(Row const&);

// Which part of a worklist: of one nature, of one procedure, what is overdue at an instant; after the row whose place
// is `after`, so many rows.
struct Wanted {
  std::optional<std::string> nature;
  std::optional<std::string> procedure;
  std::optional<Instant> overdue_at;
  std::string after;
  std::size_t limit = std::numeric_limits<std::int32_t>::max();
};
// Those the actor may act on now, most urgent first: in their own hands, in those of somebody they act for, in a pool
// they may take from, or their own matter's. What stands still comes last.
std::vector<Row> worklist(record::Sql&, Actor const&, Instant now, States const&, Wanted const& = {});
// How many there are of each nature, and of each procedure.
struct Counts {
  std::map<std::string, std::int64_t> natures;
  std::map<std::string, std::int64_t> procedures;
};
// Both at once, for a page: the Gate is asked once.
struct Worklist {
  std::vector<Row> rows;
  Counts counts;
};
Worklist worklist_and_counts(record::Sql&, Actor const&, Instant now, States const&, Wanted const&);
// Where a row stands in the list; places sort as the list does: what has no due time comes after all that has, and
// what stands still after that.
std::string place_of(Row const&);
// What a place begins with.
std::string urgency_of(std::optional<Instant> due, bool suspended);

std::optional<Row> by_handle(record::Sql&, Handle);
// All duties of a matter in the order in which they were opened.
std::vector<Row> of_matter(record::Sql&, Handle matter);
// The standing ones of a matter: where it lies now.
std::vector<Row> standing_of(record::Sql&, Handle matter);
// The standing ones that this position holds, the oldest first: what must be handed over before its holder leaves.
std::vector<Row> held_by(record::Sql&, std::string_view position);
// The matters of which some step is open.
std::vector<Handle> matters_with_open_steps(record::Sql&);
// How many each position holds, and each unit's pool ("@UNIT"); what an applicant owes is nobody's load.
std::vector<std::pair<std::string, std::int64_t>> load(record::Sql&);

}  // namespace congvu::duty
