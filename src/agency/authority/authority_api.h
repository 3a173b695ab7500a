// Authority to the outside: who may do an act on a day and by which article, and who stands in for whom. Staff look
// both up; whoever answers for an absent colleague, or the office, names the substitute, so that nobody has to remember
// to do it before falling ill.
#pragma once

#include <string>
#include <vector>

#include "agency/authority/authority.h"
#include "page/handing_out.h"
#include "page/pages.h"
#include "pipeline/pipeline.h"

namespace congvu::authority {

struct Connections {
  Pipeline& pipeline;
  Gate const& gate;
  page::Pages const& pages;
  page::HandOut hand_out;
};

// What is asked of ?act=&procedure=&unit=&on=; today when no day is said.
struct WhoMayAsked {
  Question question;
  Date day;
};
Expected<WhoMayAsked> who_may_asked(page::Request const&);

// The agency in whose books a substitution stands: that of the absent one's unit.
std::string agency_of(std::string_view position, org::Organisation const&);

// Those of the day and after it, soonest first; those that are over only with `also_over`.
std::vector<Granted<Substitution>> substitutions(Authority const&, Date, bool also_over);
// Its last day, an early end counted.
Date last_day(Granted<Substitution> const&);

// GET /api/v1/authority/answers, GET and POST /api/v1/substitutions, POST /api/v1/substitutions/{index}/endings
std::vector<page::Route> api_routes(Connections const&);
// GET /authority, POST /authority/substitutions, POST /authority/substitutions/{index}/endings
std::vector<page::Route> page_routes(Connections const&);

}  // namespace congvu::authority
