// The leader's morning page and the lists behind its figures.
#pragma once

#include <vector>

#include "agency/duty/duty_pages.h"
#include "insight/today/sight_queries.h"
#include "insight/today/telling_pages.h"

namespace congvu::today {

// What the routes of this room need of the program around them; held for as long as the routes are served.
struct Connections {
  Pipeline& pipeline;
  Gate const& gate;
  page::Pages const& pages;
  std::vector<duty::Description> descriptions;  // what a duty is about, as its subject tells it
};

// GET /today
std::vector<page::Route> page_routes(Connections const&);
// GET /today/{figure}: the dossiers behind a figure, and why.
std::vector<page::Route> figure_page_routes(Connections const&);

// The figure that a path names, or codes::unknown_figure.
Expected<Figure> figure_asked(page::Request const&);
// The agency's calendar, or codes::no_calendar.
Expected<std::shared_ptr<Calendar const>> calendar_of(Pipeline&);

}  // namespace congvu::today
