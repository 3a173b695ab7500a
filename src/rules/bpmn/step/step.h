// One step of a case: given where it stands and what has happened, where it stands next and what is to be done about
// it. The function is pure: the same definition, state and input always give the same answer, so a case can be replayed
// from its inputs. It knows no clock and no person; what is asked of them leaves as outputs. BPMN 2.0.2, chapter 13.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/refusal.h"
#include "rules/bpmn/compile/definition.h"
#include "rules/bpmn/step/state.h"

namespace congvu::bpmn {

// What may happen to a case. Variables given are added to the case's, or take the place of those of the same name.
struct Start {
  feel::Context variables = {};
};
struct CompleteTask {
  Key key = 0;
  feel::Context variables = {};
};
struct EffectDone {
  Key key = 0;
  feel::Context variables = {};
};
struct EffectFailed {  // becomes an incident; a retry asks for it again
  Key key = 0;
  std::string reason;
};
struct TimerFired {
  Key key = 0;
};
struct Retry {  // of a token that is stuck, once its cause is mended; the key is that of the incident
  Key key = 0;
  feel::Context variables = {};
};
struct Cancel {};

using Input = std::variant<Start, CompleteTask, EffectDone, EffectFailed, TimerFired, Retry, Cancel>;

// What is to be done. Keys are those under which the answer is awaited.
struct OpenTask {
  Key key = 0;
  Index node = none;
};
struct CloseTask {  // it is no longer wanted: a timer interrupted it, or the case is cancelled
  Key key = 0;
  Index node = none;
};
struct StartTimer {  // when it is due: Definition::timer
  Key key = 0;
  Index node = none;
  Key task = 0;  // the task it may interrupt
};
struct CancelTimer {
  Key key = 0;
  Index node = none;
};
struct RequestEffect {  // which, with what: Definition::service_task
  Key key = 0;
  Index node = none;
};
struct CancelEffect {
  Key key = 0;
  Index node = none;
};
struct Completed {
  Index end = none;  // the node at which the last token ended
};
// A token cannot go on until somebody mends the cause and retries. Without a key there is nothing to retry: the case
// can only be cancelled, or moved.
struct Incident {
  Key key = 0;
  Index node = none;
  std::string_view reason;  // "bpmn.no_flow": its words are under "incident.bpmn.no_flow"
  std::string about = {};   // the expression, or what the effect said
  std::vector<std::pair<std::string, std::string>> values = {};  // of the variables that the expression reads
};

using Output =
    std::variant<OpenTask, CloseTask, StartTimer, CancelTimer, RequestEffect, CancelEffect, Completed, Incident>;

struct Stepped {
  State state;
  std::vector<Output> outputs;  // in the order in which they came about
  std::vector<Index> taken;     // the flows that tokens took, in order: the path so far is all of these
};

// Refused, with the state left as it was: bpmn.out_of_turn where the case isn't in a status for this input,
// bpmn.not_waiting where nothing waits for it under that key, bpmn.variables_too_large.
Expected<Stepped> step(Definition const&, State, Input const&);

namespace codes {
inline constexpr Code out_of_turn{"bpmn.out_of_turn", Kind::conflict};                   // status, input
inline constexpr Code not_waiting{"bpmn.not_waiting", Kind::conflict};                   // key, input
inline constexpr Code variables_too_large{"bpmn.variables_too_large", Kind::too_large};  // limit
}  // namespace codes

// Reasons of incidents.
namespace reasons {
inline constexpr std::string_view no_flow = "bpmn.no_flow";                          // no condition holds, no default
inline constexpr std::string_view condition_undecided = "bpmn.condition_undecided";  // neither true nor false
inline constexpr std::string_view effect_failed = "bpmn.effect_failed";
inline constexpr std::string_view too_many_moves = "bpmn.too_many_moves";    // most likely a loop without a step
inline constexpr std::string_view too_many_tokens = "bpmn.too_many_tokens";  // a loop that splits
inline constexpr std::string_view join_starved = "bpmn.join_starved";        // waits for tokens that cannot come
}  // namespace reasons

}  // namespace congvu::bpmn
