// Notices as people see them: on a dossier's page the list of what was told and how it ended; for the one-stop unit and
// the administrator what did not arrive; and the page of one notice, with the letter as it was written, where whoever
// told the person otherwise says how.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "agency/duty/duty_pages.h"
#include "agency/notice/notice_api.h"
#include "agency/notice/queries.h"
#include "page/pages.h"

namespace congvu::notice {

struct PageConnections {
  Connections room;
  page::Pages const& pages;
  Mail mail = Mail::off;  // how this installation sends
};

// GET /notices, GET /notices/{id}, POST /notices/{id}/tellings, POST /notices/{id}/bounces
std::vector<page::Route> page_routes(PageConnections const&);

// For a list of a matter's notices: {state, audience, look, when, why, url}; the addresses are left to the notice's
// page.
json::array notice_rows(std::vector<Row> const&, Matrix const&, page::Words const&, page::Language);

// What a duty to tell somebody otherwise is about; before those of the subjects, whose matter it is too.
duty::Description description();

}  // namespace congvu::notice
