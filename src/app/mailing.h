// How this installation sends notices: from its settings and from what its record is. A real record without a mail
// server lets its notices wait and says so; a sample record writes to nobody outside this machine.
#pragma once

#include <memory>

#include "agency/identity/managing_api.h"
#include "agency/notice/sending_room.h"
#include "app/program.h"
#include "app/settings.h"
#include "page/words.h"

namespace congvu::app {

// `agency` is the sender's name as letters show it. Refused where the password's file cannot be read.
Expected<notice::SendingPlan> sending_plan(Program&, Settings const&, std::string agency);

// Codes by the same server, one letter at a time; empty where the plan sends none. What is not taken at once is not
// tried again: whoever asked is told, and has the slip.
identity::CodeMail code_mail(Program&, notice::SendingPlan const&, Settings const&);

}  // namespace congvu::app
