// What may be asked of duties. The worklist is one predicate, the Gate's: a duty is in somebody's list exactly if they
// may act on it now.
#pragma once

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

// Those the actor may act on now, most urgent first: held by them, or in a pool they may take from. What stands still
// comes last.
std::vector<Row> worklist(record::Sql&, Gate const&, Actor const&, Instant now, States const&);

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
