// The notes of a dossier on its page: read, written, taken back by the staff who may read the dossier.
#pragma once

#include <vector>

#include "page/pages.h"
#include "work/dossier/notes.h"
#include "work/dossier/staff_pages.h"

namespace congvu::dossier {

// For pages/notes.html: {notes, may_note, note_url, …}. `may_note` is what the Gate says of a further one.
json::object notes_view(Notes const&, std::string_view code, org::Organisation const&, page::Request const&,
                        page::Words const&, bool may_note);

// The dossier's page again, after an act on it that was refused: the faults on top, the notes as they were typed.
Expected<page::Reply> case_page_again(PageConnections const&, page::Request const&, std::vector<Refusal> faults);

// POST /dossiers/{code}/notes, /dossiers/{code}/notes/{note}/retractions
std::vector<page::Route> note_page_routes(PageConnections const&);

}  // namespace congvu::dossier
