// What a document of a dossier may say: the names that the pack's templates use, filled from the record.
// docs/formats/pack.md lists them.
#pragma once

#include "agency/procedure/procedure.h"
#include "work/dossier/dossier.h"

namespace congvu::dossier {

json::object document_view(Dossier const&, procedure::Version const&, procedure::DocumentKind const&,
                           std::string const& number, Context const&, States const&);

// Answers as they are read: titles of choices, dates as 16/12/2024, numbers with a decimal comma; every field of the
// form is there, empty where nothing was answered.
json::object shown_answers(json::object const& form, json::object const& answers);

}  // namespace congvu::dossier
