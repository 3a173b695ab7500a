// What the steps of its case mean for a dossier: who signed, what was drawn up, that the result is ready.
#pragma once

#include "agency/casework/events.h"
#include "agency/duty/events.h"
#include "work/dossier/dossier.h"

namespace congvu::dossier {

// A signing step done with "approve" is a signature; a step that says no proposes a refusal.
Decision react(duty::DutyCompleted const&, Recorded const&, Context const&, States const&);
// The step "return the result" opens: the agency is done, the clock stops.
Decision react(duty::DutyOpened const&, Recorded const&, Context const&, States const&);
// A document is rendered from the procedure's template, hashed and issued.
Decision react(casework::EffectRequested const&, Recorded const&, Context const&, States const&);

}  // namespace congvu::dossier
