// Numbered blanks: receipts printed beforehand that carry a number and nothing else, so that a clerk can go on
// receiving when the server is down. Each number is taken from a register of its own, is used for one dossier only,
// entered later with the time written on it, and whatever is left over is voided with a reason; none may simply be
// missing. The clocks of a dossier received so start from the time on the paper; domain.md 1.5.
#pragma once

#include <string>
#include <string_view>

#include "pipeline/act.h"
#include "work/dossier/commands.h"
#include "work/dossier/events.h"

namespace congvu::dossier {

enum class BlankState { none, printed, used, voided };
BOOST_DESCRIBE_ENUM(BlankState, none, printed, used, voided)

struct Blank {
  static constexpr std::string_view stream = "dossier.blank";
  BlankState state = BlankState::none;
  std::string code;
  std::string number;
  std::string agency;  // whose pad it is; empty where the register is everyone's
  Instant printed_at;
  std::string dossier;  // the code of what it was used for
};
void apply(Blank&, BlankPrinted const&, Recorded const&);
void apply(Blank&, BlankUsed const&, Recorded const&);
void apply(Blank&, BlankVoided const&, Recorded const&);

inline constexpr std::string_view blank_register = "TNDP";          // of the pack's registers.yaml
inline constexpr std::string_view blank_ground = "numbered_blank";  // of the pack's late_entries
inline constexpr int blanks_at_once = 100;                          // a pad; each is two events of one act

// "TNDP-2024-05", of another agency than the pack's own "TNDP-H26.101-2024-05"; and the stream that it leads to. Case
// and spaces of what was typed are passed over.
std::string blank_code(int number, int year, std::string_view agency = {});
Handle blank_stream(std::string_view code);

// That this blank may be used for a dossier that this agency received at this time, and the event that uses it.
Expected<Events> use_blank(std::string_view code, std::string const& dossier, std::string_view agency, Instant received,
                           States const&);

Expected<Question> question(PrintBlanks const&, Context const&, States const&);
Expected<Question> question(VoidBlanks const&, Context const&, States const&);
Decision decide(PrintBlanks const&, Context const&, States const&);
Decision decide(VoidBlanks const&, Context const&, States const&);

namespace codes {
inline constexpr Code stack_no_procedure{"dossier.stack_no_procedure"};        // arguments: given
inline constexpr Code stack_which_procedure{"dossier.stack_which_procedure"};  // arguments: given, found
inline constexpr Code blank_needed{"dossier.blank_needed"};
inline constexpr Code blank_unknown{"dossier.blank_unknown"};                // arguments: code
inline constexpr Code blank_used{"dossier.blank_used", Kind::conflict};      // arguments: code, dossier
inline constexpr Code blank_voided{"dossier.blank_voided", Kind::conflict};  // arguments: code
inline constexpr Code blank_of_another{"dossier.blank_of_another"};          // arguments: code
inline constexpr Code blank_later{"dossier.blank_later"};                    // arguments: code, printed
inline constexpr Code blank_count{"dossier.blank_count"};                    // arguments: most
}  // namespace codes

}  // namespace congvu::dossier
