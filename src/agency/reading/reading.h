// The read log says who in office looked at whose personal data, when, on which page and by what right. A reading is on
// record before the data is shown; one that cannot be recorded is not shown. Whoever looks at a dossier ten times
// within an hour has looked at it once, and a list that shows many people is one entry with its length (Luật
// 91/2025/QH15 and Nghị định 356/2025/NĐ-CP, in force from 01/01/2026 [F2]; the log itself is our reading of them [K]).
//
// Contents: events.h, commands.h · reading.cpp (decide, apply) · reading_views, queries.h (the log as rows) ·
// noting_room.h (noting before showing) · reading_pages.h (the log to those who may read it) · room.h. Which page shows
// what is said in app/read_marks.h.
#pragma once

#include <set>
#include <string>

#include "agency/reading/commands.h"
#include "agency/reading/events.h"
#include "pipeline/act.h"

namespace congvu::reading {

// What one account looked at within one hour of one dossier, or of one list.
struct HourOfReading {
  static constexpr std::string_view stream = "reading";
  bool noted = false;
  std::set<std::string> queries;  // of a list; those erased are not known any more
};
void apply(HourOfReading&, DossierRead const&, Recorded const&);
void apply(HourOfReading&, ListRead const&, Recorded const&);

// The streams: no word of a question goes into their handles.
Handle stream_of_dossier(Handle account, Handle dossier, Instant when);
Handle stream_of_list(Handle account, std::string_view list, Instant when);

Expected<Question> question(NoteDossierRead const&, Context const&, States const&);
Expected<Question> question(NoteListRead const&, Context const&, States const&);
Decision decide(NoteDossierRead const&, Context const&, States const&);
Decision decide(NoteListRead const&, Context const&, States const&);

}  // namespace congvu::reading
