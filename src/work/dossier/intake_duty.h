// The duty to answer a dossier's arrival, and what must hold for answering it.
#pragma once

#include "agency/procedure/procedure.h"
#include "work/dossier/dossier.h"

namespace congvu::dossier {

Events open_intake_duty(Handle duty, Handle dossier, std::string const& code, procedure::Version const&,
                        std::string const& agency, Instant due, Limit);
// The intake duty ends with what was answered: accept, refuse, supplement.
Expected<Events> end_intake_duty(Dossier const&, std::string const& outcome, Context const&, States const&);
// Filed and not yet answered; else a refusal that says where it stands, and who answered it first.
Expected<void> must_be_at_intake(Dossier const&, States const&);
Expected<void> must_be_open(Dossier const&);
// A paused clock goes on: the new end of the limit, and what was left of each open duty.
Expected<Events> resume_events(Dossier const&, Context const&, States const&);

}  // namespace congvu::dossier
