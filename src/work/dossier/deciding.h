// Deciding on a dossier: every command's question to the Gate, and its decision. Pure; by phase in intake.cpp (file,
// accept, refuse), supplement.cpp (ask for what is missing, bring it), clock_acts.cpp (pause, resume, reappoint) and
// handling.cpp (correct, return the result, withdraw).
#pragma once

#include "work/dossier/commands.h"
#include "work/dossier/dossier.h"

namespace congvu::procedure {
struct Catalogue;
struct Version;
}  // namespace congvu::procedure

namespace congvu::dossier {

Expected<Question> question(FileDossier const&, Context const&, States const&);
Expected<Question> question(AcceptDossier const&, Context const&, States const&);
Expected<Question> question(RequestSupplement const&, Context const&, States const&);
Expected<Question> question(GiveSupplement const&, Context const&, States const&);
Expected<Question> question(PauseClock const&, Context const&, States const&);
Expected<Question> question(ResumeClock const&, Context const&, States const&);
Expected<Question> question(ReappointDossier const&, Context const&, States const&);
Expected<Question> question(CorrectDossier const&, Context const&, States const&);
Expected<Question> question(RefuseDossier const&, Context const&, States const&);
Expected<Question> question(ReturnResult const&, Context const&, States const&);
Expected<Question> question(WithdrawDossier const&, Context const&, States const&);
Expected<Question> question(MissDue const&, Context const&, States const&);

Decision decide(FileDossier const&, Context const&, States const&);
Decision decide(AcceptDossier const&, Context const&, States const&);
Decision decide(RequestSupplement const&, Context const&, States const&);
Decision decide(GiveSupplement const&, Context const&, States const&);
Decision decide(PauseClock const&, Context const&, States const&);
Decision decide(ResumeClock const&, Context const&, States const&);
Decision decide(ReappointDossier const&, Context const&, States const&);
Decision decide(CorrectDossier const&, Context const&, States const&);
Decision decide(RefuseDossier const&, Context const&, States const&);
Decision decide(ReturnResult const&, Context const&, States const&);
Decision decide(WithdrawDossier const&, Context const&, States const&);
Decision decide(MissDue const&, Context const&, States const&);

// What the Gate is asked about an act on this dossier: the work of its handling unit, the matter of its owner. Also
// what "may I see it" asks, with the act "dossier.read".
Question question_about(Dossier const&, std::string act, States const&);

// The dossier, or codes::unknown. And whether it is the asker's own: their account, or the secret of its slip.
Expected<Dossier const*> existing(Handle, States const&);
bool secret_matches(Dossier const&, std::string_view given);
Expected<void> must_be_theirs(Dossier const&, std::optional<std::string> const& secret, Context const&);

// The agency for which somebody on the staff works on the day; empty for anybody else.
std::string agency_of_actor(Context const&, Date, States const&);

// The version that a dossier filed on this day runs on, and the one that this dossier runs on.
Expected<procedure::Version const*> version_to_file(procedure::Catalogue const&, std::string const& code, Date);
Expected<procedure::Version const*> version_of(Dossier const&, States const&);

}  // namespace congvu::dossier
