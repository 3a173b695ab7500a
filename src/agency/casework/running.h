// Running a case: one input to the engine, and everything that follows from it without anybody's doing.
#pragma once

#include "agency/casework/casework.h"

namespace congvu::casework {

// A task of the case has been done: the engine goes on.
Decision react(duty::DutyCompleted const&, Recorded const&, Context const&, States const&);
// An effect that another room made has come back.
Decision react(EffectDone const&, Recorded const&, Context const&, States const&);

Expected<Question> question(FireTimer const&, Context const&, States const&);
Decision decide(FireTimer const&, Context const&, States const&);

}  // namespace congvu::casework
