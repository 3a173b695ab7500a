// What the filing pages show: the form with what was typed and what is wrong with it, and the same answers as lines to
// be read over before they are handed in.
#pragma once

#include <vector>

#include "work/dossier/draft_pages.h"

namespace congvu::dossier {

// What is being filed, and by which version.
struct FilingShown {
  procedure::Version const& version;
  procedure::Terms const& terms;
  PartyForms const& parties;
  page::Form const& form;
  Draft const& draft;
};

// For pages/filing.html.
json::object filing_view(FilingShown const&, std::vector<Refusal> const& faults, Speaking const&, bool signed_in);
// For pages/filing_check.html. `due`: by when intake would answer, were it filed now.
json::object check_view(FilingShown const&, Instant due, std::string const& key, Speaking const&);

page::Url filing_url(std::string_view procedure);

}  // namespace congvu::dossier
