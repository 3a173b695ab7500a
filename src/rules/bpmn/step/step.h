// One step of a case: given where it stands and what has happened, where it stands next and what is to be done about
// it. The function is pure: the same definition, state and input always give the same answer, so a case can be replayed
// from its inputs. It knows no clock and no person; what is asked of them leaves as outputs. BPMN 2.0.2, chapter 13.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/refusal.h"
#include "rules/bpmn/compile/definition.h"
#include "rules/bpmn/step/state.h"

namespace congvu::bpmn {

// What may happen to a case. Variables given are added to the case's, or take the place of those of the same name,
// where they are nearest.
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
struct EffectThrew {  // the effect or script ended with an error that the drawing may catch
  Key key = 0;
  std::string error;  // its code
  feel::Context variables = {};
};
struct TimerFired {
  Key key = 0;
  Index trigger = none;  // as told by StartTimer; none: the element's first timer
};
// A message has come. It is taken by the one that waits for it longest; it begins a case whose process begins with it.
struct MessageCame {
  std::string name;
  std::optional<feel::Value> correlation = {};  // must equal the key that is waited for, where one is
  feel::Context variables = {};
};
struct SignalCame {  // taken by all that wait for it; also begins a case
  std::string name;
  feel::Context variables = {};
};
struct SetVariables {  // a fact has become known; what waits for a condition looks again
  feel::Context variables = {};
};
struct Retry {  // of a token that is stuck, once its cause is mended; the key is that of the incident
  Key key = 0;
  feel::Context variables = {};
};
struct Cancel {};

using Input = std::variant<Start, CompleteTask, EffectDone, EffectFailed, EffectThrew, TimerFired, MessageCame,
                           SignalCame, SetVariables, Retry, Cancel>;

// What is to be done. Keys are those under which the answer is awaited.
struct OpenTask {
  Key key = 0;
  Index node = none;
};
struct CloseTask {  // it is no longer wanted: a timer interrupted it, or the case is cancelled
  Key key = 0;
  Index node = none;
};
struct StartTimer {
  Key key = 0;
  Index node = none;
  Key task = 0;  // the task it may interrupt
  Timer timer = Duration{};
  Index trigger = none;  // of Definition::triggers: an element may have several timers
};
struct CancelTimer {
  Key key = 0;
  Index node = none;
};
struct RequestEffect {  // which, with what: Definition::service_task; or a script that is run outside
  Key key = 0;
  Index node = none;
};
struct CancelEffect {
  Key key = 0;
  Index node = none;
};
struct SendMessage {
  Index node = none;
  std::string name;
  std::optional<feel::Value> correlation = {};
  feel::Context variables = {};  // its content
};
struct ThrowSignal {  // what waits in this case has taken it already
  Index node = none;
  std::string name;
  feel::Context variables = {};
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

using Output = std::variant<OpenTask, CloseTask, StartTimer, CancelTimer, RequestEffect, CancelEffect, SendMessage,
                            ThrowSignal, Completed, Incident>;

struct Stepped {
  State state;
  std::vector<Output> outputs;  // in the order in which they came about
  std::vector<Index> taken;     // the flows that tokens took, in order: the path so far is all of these
};

// Refused, with the state left as it was: bpmn.out_of_turn where the case isn't in a status for this input,
// bpmn.not_waiting where nothing waits for it under that key, bpmn.begins_otherwise where only an event begins the
// process, bpmn.variables_too_large.
Expected<Stepped> step(Definition const&, State, Input const&);

// What the element that waits under this key can see: its own variables, those of what contains it, those of the case.
feel::Context variables_at(Definition const&, State const&, Key);

namespace codes {
inline constexpr Code out_of_turn{"bpmn.out_of_turn", Kind::conflict};  // status, input
inline constexpr Code not_waiting{"bpmn.not_waiting", Kind::conflict};  // key, input
inline constexpr Code begins_otherwise{"bpmn.begins_otherwise", Kind::conflict};
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
inline constexpr std::string_view error_uncaught = "bpmn.error_uncaught";    // about: its code
inline constexpr std::string_view times_undecided = "bpmn.times_undecided";  // neither a number nor a list
inline constexpr std::string_view too_many_times = "bpmn.too_many_times";    // of a loop
inline constexpr std::string_view too_deep = "bpmn.too_deep";                // processes that call each other
inline constexpr std::string_view time_undecided = "bpmn.time_undecided";    // no duration and no instant
}  // namespace reasons

}  // namespace congvu::bpmn
