// How far somebody may see among the dossiers: the Gate's answer for every kind of dossier there is, taken once, so
// that a list or a search can be limited by it as a whole instead of asking row by row. A dossier's kind, for the Gate,
// is its procedure's version and whether it is the asker's own, somebody else's or nobody's by account; a supervisor's
// mandate bounds it besides by the days on which dossiers came in.
#pragma once

#include <string>
#include <vector>

#include "agency/authority/supervision.h"
#include "pipeline/act.h"
#include "record/store/search.h"

namespace congvu::dossier {

// A kind of which those filed on some days are in reach.
struct BoundedKind {
  std::string kind;
  authority::Stretch filed;
};

struct Reach {
  bool everything = false;
  Handle account;                    // whose own ones are
  std::vector<std::string> of_all;   // kinds of which every dossier is in reach: "1.005092/2"
  std::vector<std::string> units;    // units of which every kind is one of these
  std::vector<std::string> apart;    // those of these whose unit is not
  std::vector<std::string> unowned;  // kinds of which those filed without an account are, beside
  bool all_unowned = false;          // every kind beside is one of these
  std::vector<std::string> own;      // kinds of which the asker's own are, beside
  bool all_own = false;
  std::vector<BoundedKind> bounded;  // a supervisor's, beside
};

// For reading a dossier, or for another act that reads.
Reach reach_of(Actor const&, Instant now, States const&, std::string_view act = "dossier.read");

// A kind as it is written in a reach.
std::string kind_of(std::string_view procedure, int version);
// What of a dossier says in whose sight it lies.
struct Circled {
  std::string procedure;
  int version = 0;
  std::string handling_unit;  // that version's
  std::optional<Handle> account;
  Date filed;
};
// The circles of the index that a dossier lies in, and those that a reach takes in.
std::vector<std::string> circles_of(Circled const&);
record::Sight sight_of(Reach const&);

}  // namespace congvu::dossier
