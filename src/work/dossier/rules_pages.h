// What decision tables answer for a dossier, as people read it: a line with the table, the row and the article of law
// on the slip and on the dossier's page, and a page that draws the table with the rows that matched.
#pragma once

#include <memory>
#include <optional>

#include "agency/decision/table_pages.h"
#include "work/dossier/draft_pages.h"
#include "work/dossier/ruling.h"

namespace congvu::dossier {

// What is being filed, as tables see it.
decision::Matter matter_of(Draft const&, std::string_view procedure, Channel, Instant now);

// "Không thu phí (bảng …, phiên bản 1, dòng 3; Nghị định 23/2015/NĐ-CP, cần kiểm tra)".
std::string with_ground(decision::Answer const&, decision::Tables const&, procedure::Facts const&, Speaking const&);
// A result in words; papers by their names.
std::string result_of(decision::Answer const&, procedure::Facts const&, Speaking const&);

// For the dossier's page: [{use, result, ground, mark, url}].
json::array ruling_rows(Dossier const&, decision::Tables const&, procedure::Facts const&, Speaking const&);

// GET /dossiers/{code}/rules/{use}
std::vector<page::Route> rules_page_routes(PageConnections const&);

}  // namespace congvu::dossier
