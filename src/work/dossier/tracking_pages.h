// The tracking page of one dossier, for those handlers that show it: after reading, and after an act of the applicant
// that was refused.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "work/dossier/citizen_pages.h"

namespace congvu::dossier {

// What the page adds after an act: faults at their fields, and what was typed.
struct Told {
  std::vector<Refusal> faults;
  std::string note;
  std::string done;  // key of the words that say what has just been done
};

// Refused with codes::unknown; whoever may not see it gets the page that asks for the secret.
Expected<page::Reply> tracking_page(PageConnections const&, page::Request const&, Told const& = {});

}  // namespace congvu::dossier
