// A dossier as the staff work on it. They find it in their worklist or in the register, see where it stands, both
// clocks with every line of their reckoning, its papers and its history, and do on its page whatever is open to them
// now; at the counter they take one in by keyboard alone and print its slip. What each may see and do is asked of the
// Gate, never decided here.
//
// Contents: case_pages (the dossier's page, its acts) · case_view_pages.h (what the page shows) · act_forms_pages.h
// (the form of each act) · why_not_pages (who may do what is not offered) · rules_pages.h (what decision tables
// answered) · register_pages (the list) · finding_pages
// (search) · counter_pages (intake) · slip_pages (what is printed).
#pragma once

#include <string_view>
#include <vector>

#include "agency/duty/duty_pages.h"
#include "page/finding.h"
#include "work/dossier/citizen_pages.h"

namespace congvu::dossier {

// Every route of the staff's pages of this room.
std::vector<page::Route> staff_routes(PageConnections const&);

std::vector<page::Route> case_page_routes(PageConnections const&);
std::vector<page::Route> register_page_routes(PageConnections const&);
std::vector<page::Route> counter_page_routes(PageConnections const&);
std::vector<page::Route> slip_page_routes(PageConnections const&);
std::vector<page::Route> blank_page_routes(PageConnections const&);
std::vector<page::Route> blank_stack_page_routes(PageConnections const&);
std::vector<page::Route> person_page_routes(PageConnections const&);
std::vector<page::Route> why_not_page_routes(PageConnections const&);

// What a duty about a dossier is about, for the worklist.
duty::Description description();

// Dossiers and documents, for whoever looks for something by words: how far they see is asked once.
std::vector<page::Finder> finders(PageConnections const&, page::Request const&);

// The agency at whose counter whoever asks sits; empty for nobody of the staff.
std::string agency_at_counter(PageConnections const&, page::Request const&);

// Where the staff go on with a dossier.
page::Url case_url(std::string_view code);

// The acts open to an actor on a duty, as the API tells them.
duty::Connections duty_connections(PageConnections const&);

}  // namespace congvu::dossier
