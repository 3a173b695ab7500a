// What may be asked about a duty.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "base/described.h"

namespace congvu::duty {

// Take it from the unit's pool.
struct AcceptDuty {
  static constexpr std::string_view name = "duty.accept";
  Handle duty;
};
BOOST_DESCRIBE_STRUCT(AcceptDuty, (), (duty))

// Done, with one of its outcomes. An outcome that says no to the applicant needs a ground of the pack's closed list;
// one that sends the work back to a former step needs a note that says what is wrong.
struct CompleteDuty {
  static constexpr std::string_view name = "duty.complete";
  Handle duty;
  std::string outcome;
  std::optional<std::string> ground;
  std::optional<Text<4000>> note;
};
BOOST_DESCRIBE_STRUCT(CompleteDuty, (), (duty, outcome, ground, note))

// To another position that the drawing allows, or back into the unit's pool (`to` empty), with a reason.
struct HandOverDuty {
  static constexpr std::string_view name = "duty.hand_over";
  Handle duty;
  std::string to;
  Text<2000, 1> reason;
};
BOOST_DESCRIBE_STRUCT(HandOverDuty, (), (duty, to, reason))

}  // namespace congvu::duty
