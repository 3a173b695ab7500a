// What the tracking page says, in the order in which people ask: is it on time, when do I get it, what is happening
// now. Below them how the time was counted, what is asked of the applicant, and what has happened so far.
#pragma once

#include <vector>

#include "work/dossier/reading_api.h"
#include "work/dossier/spoken_pages.h"

namespace congvu::dossier {

struct TrackingShown {
  Dossier const& dossier;
  Whole const& whole;
  procedure::Version const& version;
  procedure::CommonTerms const& common;
  std::vector<duty::Row> const& duties;  // all, in the order in which they were opened
  std::vector<HistoryLine> const& history;
};

// For pages/tracking.html; what only its owner may do is left out unless `own`.
json::object tracking_view(TrackingShown const&, bool own, Speaking const&);

page::Url tracking_url(std::string_view code);

}  // namespace congvu::dossier
