// A rehearsal: cases of the processes of one file, together, with a clock that only goes when it is told to. Messages
// and signals go from one case to another, timers fire as the clock passes them. Nothing of it is real, so a procedure
// can be tried before anybody depends on it, and the public kit's cases can be run.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rules/bpmn/compile/compile.h"
#include "rules/bpmn/model/model.h"
#include "rules/bpmn/step/step.h"

namespace congvu::bpmn {

class Rehearsal {
 public:
  struct Case {
    Definition const* definition = nullptr;
    State state = {};
  };

  // One thing that happened, in order: what a case was given, then what it answered.
  struct Event {
    Instant at;
    std::size_t of = 0;  // of cases
    std::variant<Input, Output> what;
  };

  explicit Rehearsal(Instant start) : now_(start) {}

  // Refused when one of these processes cannot run; empty: all that the file marks executable.
  Expected<void> add(Model const&, Surroundings const&, std::vector<std::string> const& processes = {});

  // Each moves all cases until nothing moves any more.
  Expected<std::size_t> start(std::string const& process, feel::Context const& variables);
  Expected<void> give(std::size_t of, Input const&);
  // To whichever case waits for it, or one that begins with it; false when nobody does, and it waits.
  bool send(MessageCame const&);
  bool signal(SignalCame const&);
  void advance(seconds);

  // Called for each effect or script that is requested; what it answers, if anything, comes after the time it says.
  struct Answer {
    Input input;
    seconds after{0};
  };
  std::function<std::optional<Answer>(std::size_t of, RequestEffect const&)> on_effect = nullptr;

  Instant now() const { return now_; }
  std::vector<Case> const& cases() const { return cases_; }
  std::vector<Event> const& events() const { return events_; }

 private:
  struct Due {
    Instant at;
    std::uint64_t order = 0;  // of those due at the same time
    std::size_t of = 0;
    Key key = 0;
    bool timer = false;
    Input input;
  };

  Expected<void> step_of(std::size_t of, Input const&);
  std::size_t new_case(Definition const&);
  void take_in(std::size_t of, Output const&);
  void ask(std::size_t of, std::vector<Output> const&);
  void forget_due(std::size_t of, Key, bool timer);
  void settle();
  bool deliver(MessageCame const&, std::size_t sender);
  bool broadcast(SignalCame const&, std::size_t sender);
  bool fire_next(Instant until);

  struct Posted {
    MessageCame message;
    std::size_t sender;
  };
  struct Raised {
    SignalCame signal;
    std::size_t sender;
  };

  Instant now_;
  std::map<std::string, Definition, std::less<>> definitions_;
  std::vector<Case> cases_;
  std::vector<Event> events_;
  std::vector<Due> due_;
  std::vector<Posted> posted_;  // messages that nobody has taken yet
  std::vector<Raised> raised_;
  std::uint64_t order_ = 0;
};

namespace codes {
inline constexpr Code unknown_process{"bpmn.unknown_process"};  // process
}  // namespace codes

}  // namespace congvu::bpmn
