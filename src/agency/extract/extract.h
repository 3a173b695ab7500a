// An extract is a list that somebody took out of the system as a file: from then on nobody can say who else reads it.
// So each one is put on record before its first byte leaves: who, which list, with which filter, how many rows, in
// which format. Whoever may read a list may take it; the file holds what the list showed, no row and no column more.
//
// Contents: events.h, commands.h · extract.cpp (decide, apply) · extract_views, queries.h · extract_pages.h (handing
// out, and the list of extracts) · room.h.
#pragma once

#include <optional>

#include "agency/extract/commands.h"
#include "agency/extract/events.h"
#include "pipeline/act.h"

namespace congvu::extract {

// One extract; its stream is a handle of its own.
struct Extract {
  static constexpr std::string_view stream = "extract";
  std::optional<ExtractTaken> taken;
};
void apply(Extract&, ExtractTaken const&, Recorded const&);

Expected<Question> question(TakeExtract const&, Context const&, States const&);
Decision decide(TakeExtract const&, Context const&, States const&);

}  // namespace congvu::extract
