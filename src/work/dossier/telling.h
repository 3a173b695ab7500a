// Who is told when a dossier comes into a new state, and with which words' values. The states are a closed list that
// follows from the events of a dossier; whether somebody is told of one, and what, is the pack's (agency/notice). A
// notice carries the code of the dossier and never its secret.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "agency/casework/events.h"
#include "agency/notice/notice.h"
#include "work/dossier/dossier.h"

namespace congvu::dossier {

// The state that an event of a dossier brings people to know of.
struct StateTold {
  std::string_view state;
  std::string_view event;
};
inline constexpr std::array<StateTold, 15> states_told{{{"received", DossierFiled::name},
                                                        {"accepted", DossierAccepted::name},
                                                        {"supplement_requested", SupplementRequested::name},
                                                        {"supplement_given", SupplementGiven::name},
                                                        {"waits_for_applicant", ClockPaused::name},
                                                        {"paused", ClockPaused::name},
                                                        {"resumed", ClockResumed::name},
                                                        {"corrected", DossierCorrected::name},
                                                        {"overdue", DueMissed::name},
                                                        {"delayed", DossierReappointed::name},
                                                        {"ready", ResultReady::name},
                                                        {"refusal_ready", ResultReady::name},
                                                        {"returned", ResultReturned::name},
                                                        {"refused", DossierRefused::name},
                                                        {"withdrawn", DossierWithdrawn::name}}};
// Events after which a dossier stands where it stood: work within the agency, of which the result tells.
inline constexpr std::array<std::string_view, 4> untold_events{RulesApplied::name, RefusalProposed::name,
                                                               DocumentSigned::name, DocumentMade::name};

// Everything that a pack's matrix of notices must have a word about: the states above, and the notices that diagrams
// name beside them.
std::vector<std::string> states_to_tell(procedure::Terms const&);

Decision tell(DossierFiled const&, Recorded const&, Context const&, States const&);
Decision tell(DossierAccepted const&, Recorded const&, Context const&, States const&);
Decision tell(SupplementRequested const&, Recorded const&, Context const&, States const&);
Decision tell(SupplementGiven const&, Recorded const&, Context const&, States const&);
Decision tell(ClockPaused const&, Recorded const&, Context const&, States const&);
Decision tell(ClockResumed const&, Recorded const&, Context const&, States const&);
Decision tell(DossierCorrected const&, Recorded const&, Context const&, States const&);
Decision tell(DossierReappointed const&, Recorded const&, Context const&, States const&);
Decision tell(DueMissed const&, Recorded const&, Context const&, States const&);
Decision tell(ResultReady const&, Recorded const&, Context const&, States const&);
Decision tell(ResultReturned const&, Recorded const&, Context const&, States const&);
Decision tell(DossierRefused const&, Recorded const&, Context const&, States const&);
Decision tell(DossierWithdrawn const&, Recorded const&, Context const&, States const&);
// A notice that the drawn procedure sends.
Decision tell(casework::EffectDone const&, Recorded const&, Context const&, States const&);

}  // namespace congvu::dossier
