// What a dossier's page shows to the staff: what is to be done now and by whom, where it stands in the drawing, both
// clocks line by line, its papers and parties, and its history with the index of each event in the record.
#pragma once

#include <vector>

#include "agency/authority/authority.h"
#include "agency/casework/casework.h"
#include "work/dossier/act_forms_pages.h"
#include "work/dossier/queries.h"
#include "work/dossier/reading_api.h"

namespace congvu::bpmn {
struct Model;
}

namespace congvu::dossier {

// All that was read of it, on one picture of the record.
struct CaseRead {
  Dossier dossier;
  Whole whole;
  casework::Case run;
  std::vector<duty::Row> duties;  // all, in the order in which they were opened
  std::vector<Happened> events;   // of the dossier, its case and its duties, in the order of the record
  std::vector<Row> duplicates;    // likely ones, while it waits at intake
  json::array notices;            // who was told of what, and how it ended
};

// What it is read with.
struct CaseSight {
  procedure::Version const& version;
  procedure::CommonTerms const& common;
  Calendar const& calendar;
  org::Organisation const& organisation;
  authority::Authority const& authority;
  decision::Tables const& tables;
  page::Form const& answers;
  bpmn::Model const* drawing;  // null where the version's diagram cannot be read
  Speaking const& speaking;
  Instant now;
};

// For pages/case.html; the acts are put in by whoever knows which are open.
json::object case_view(CaseRead const&, CaseSight const&, bool every_event);

// Who did what, when, by which authority; the steps of the machinery left out unless `every_event`.
json::array history_rows(CaseRead const&, CaseSight const&, bool every_event);

// "184.217"
std::string grouped(std::uint64_t number);

}  // namespace congvu::dossier
