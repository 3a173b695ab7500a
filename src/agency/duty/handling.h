// Deciding on a duty: taking it, ending it, handing it over.
#pragma once

#include "agency/duty/commands.h"
#include "agency/duty/duty.h"

namespace congvu::duty {

Expected<Question> question(AcceptDuty const&, Context const&, States const&);
Expected<Question> question(CompleteDuty const&, Context const&, States const&);
Expected<Question> question(HandOverDuty const&, Context const&, States const&);

Decision decide(AcceptDuty const&, Context const&, States const&);
Decision decide(CompleteDuty const&, Context const&, States const&);
Decision decide(HandOverDuty const&, Context const&, States const&);

}  // namespace congvu::duty
