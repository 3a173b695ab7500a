// Taking a dossier in, whether it is typed while the person stands at the counter or entered later from a stack of
// numbered blanks: what was taken down is examined first, every fault at its field; then it is filed, so that the
// contact is on record whatever comes of it, and answered at once. One filled-in form files one dossier, however often
// it is sent.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "work/dossier/counter_view_pages.h"

namespace congvu::dossier {

// What the counter needs to take in a dossier of this procedure, as it is in force today.
Expected<CounterDesk> desk_of(PageConnections const&, page::Request const&, std::string_view procedure);

struct Examined {
  json::object body;            // of POST /api/v1/dossiers
  std::vector<Refusal> faults;  // by field of the counter's form
  std::vector<Row> duplicates;  // open dossiers of the same procedure and person, filed in the last 30 days
  bool fit(CounterEntry const& entry) const { return faults.empty() && (duplicates.empty() || entry.duplicates_seen); }
};
// `faults`: of what could not be read.
Examined examined(PageConnections const&, CounterDesk const&, CounterEntry const&, std::vector<Refusal> faults);

struct TakenIn {
  std::string code;
  bool answered = false;  // else it is filed, and its page says how it stands
};
// Refused by the fields of the counter's form.
Expected<TakenIn> take_in(PageConnections const&, page::Request const&, CounterDesk const&, CounterEntry const&,
                          json::object const& body);

}  // namespace congvu::dossier
