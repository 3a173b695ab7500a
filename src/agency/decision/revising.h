// What another version of a table would have answered to the dossiers that were decided: each is asked again with the
// very inputs that its record holds. It shows the owner, before anybody signs, whose fee or whose day would have been
// another; nothing that was decided changes by it.
#pragma once

#include <string>
#include <vector>

#include "agency/decision/answering.h"

namespace congvu::decision {

// An answer of the record, with the matter it was given to.
struct PastAnswer {
  std::string matter;  // code of the dossier
  Answer answer;
  json::object inputs;
  Instant at;
};

struct OtherAnswer {
  std::string matter;
  Answer before;
  Answer after;
};

struct Effect {
  std::size_t asked = 0;            // how many were asked again
  bool whole = true;                // false where the time for it ran out before all were
  std::vector<OtherAnswer> others;  // whose result would be another
};

// One at a time, so that whoever calls can stop when the time is over.
void ask_again(Effect&, PastAnswer const&, Version const& other, Calendar const*);

}  // namespace congvu::decision
