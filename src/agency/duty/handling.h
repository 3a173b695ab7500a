// Deciding on a duty: taking it, ending it, handing it over.
#pragma once

#include "agency/duty/commands.h"
#include "agency/duty/duty.h"
#include "agency/org/org.h"

namespace congvu::duty {

Expected<Question> question(AcceptDuty const&, Context const&, States const&);
Expected<Question> question(CompleteDuty const&, Context const&, States const&);
Expected<Question> question(HandOverDuty const&, Context const&, States const&);

Decision decide(AcceptDuty const&, Context const&, States const&);
Decision decide(CompleteDuty const&, Context const&, States const&);
Decision decide(HandOverDuty const&, Context const&, States const&);

// Whether a duty may pass from its holder ("" while in the pool) to a position, or with "" back into the pool. Refused:
// codes::same_holder, codes::not_a_candidate.
Expected<void> may_go_to(std::string const& to, std::string const& holder, std::string const& candidates, Date,
                         org::Organisation const&);

// Who besides its holder could take over a duty that is so asked about: named by the drawing, held by somebody, and
// with the authority to do it. Where there is nobody, handing it over is not offered.
std::vector<std::string> takers(Question const&, Date, States const&);

}  // namespace congvu::duty
