// "My work": what each of the staff opens first. One list for every kind of duty, most urgent first, holding exactly
// what the reader has the authority to do now, because it is made by the same question that the acts themselves are
// asked. A subject tells through its description what a duty is about and where one goes on with it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "agency/duty/duty_api.h"
#include "agency/org/org.h"
#include "agency/preference/preference_pages.h"
#include "page/pages.h"

namespace congvu::duty {

// What a duty is about, as its subject tells it.
struct MatterLine {
  std::string title;  // "Cấp bản sao văn bằng, chứng chỉ từ sổ gốc"
  std::string party;  // whose matter; empty once erased
  page::Url url;      // where one goes on
  int place = 0;      // of this step among `steps`; 0 when it is none of a drawn procedure
  int steps = 0;
};

// None for the duties of other subjects.
using Description = std::function<std::optional<MatterLine>(Row const&, record::Sql&, States const&)>;

struct PageConnections {
  Connections room;
  page::Pages const& pages;
  std::vector<Description> descriptions;
  preference::Shelf const& shelf;
};

// GET /worklist, /duties/load, /duties/handovers; POST /duties/{id}/acceptance, /duties/handovers
std::vector<page::Route> page_routes(PageConnections const&);

// A refusal with the codes in it put into words: positions as holder and title, outcomes as they are called.
Refusal in_words(Refusal, org::Organisation const&, Date, page::Words const&, page::Language);

}  // namespace congvu::duty
