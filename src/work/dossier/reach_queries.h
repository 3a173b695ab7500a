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
  std::vector<std::string> unowned;  // kinds of which those filed without an account are, beside
  std::vector<std::string> own;      // kinds of which the asker's own are, beside
  std::vector<BoundedKind> bounded;  // a supervisor's, beside
};

// For reading a dossier, or for another act that reads.
Reach reach_of(Actor const&, Instant now, States const&, std::string_view act = "dossier.read");

// A kind as it is written in a reach.
std::string kind_of(std::string_view procedure, int version);
// The circles of the index that a dossier lies in, and those that a reach takes in.
std::vector<std::string> circles_of(std::string_view procedure, int version, std::optional<Handle> account, Date filed);
record::Sight sight_of(Reach const&);

}  // namespace congvu::dossier
