// What every page about duties says of one: what is to be done, in which place of the drawn way, by when, in whose
// hands. The worklist, the load of each person and the handing over of many duties speak of a duty alike.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agency/duty/duty_pages.h"
#include "agency/duty/time_left_pages.h"
#include "agency/procedure/procedure.h"

namespace congvu::duty {

// The words and the clock of one request.
struct Telling {
  page::Pages const& pages;
  page::Request const& request;
  procedure::WorkingTime const& time;  // without a calendar before a pack is loaded, when there is no duty either

  std::string word(std::string_view key, std::vector<Argument> const& arguments = {}) const {
    return pages.words().word(request.language, key, arguments);
  }
};

// A duty of a list with what it is about.
struct Shown {
  Row row;
  MatterLine line;
};

std::optional<MatterLine> described(PageConnections const&, Row const&, record::Sql&, States const&);
// A drawn step is called as it is drawn; what opens or waits for one is called by its nature.
std::string work_of(Row const&, Telling const&);
// "bước 2/5"
std::string place_of(Row const&, MatterLine const&, Telling const&);
TimeLeft time_left(Row const&, Telling const&);
// "Nguyễn Văn An (Chuyên viên, Phòng …)"; the pool of a unit where `holder` is "@UNIT".
std::string who_of(std::string_view holder, org::Organisation const&, Telling const&);

// GET /duties/load
std::vector<page::Route> load_page_routes(PageConnections const&);
// GET and POST /duties/handovers
std::vector<page::Route> handover_page_routes(PageConnections const&);
// Where the duties of a holder are handed over.
page::Url handover_url(std::string_view holder);

}  // namespace congvu::duty
