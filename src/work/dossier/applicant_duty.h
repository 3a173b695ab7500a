// What a dossier waits for from its applicant is a duty like any other: to bring what was missing, or to pay what the
// law asks. It stands in the applicant's own list where they have an account, and ends when the clerk or the handler
// sees it done.
#pragma once

#include "agency/duty/events.h"
#include "agency/procedure/procedure.h"
#include "work/dossier/dossier.h"

namespace congvu::dossier {

// `step`, product and nature say which of the two it is: "supplement" or "payment".
Events open_applicant_duty(Handle duty, duty::Nature, Dossier const&, procedure::Version const&);

}  // namespace congvu::dossier
