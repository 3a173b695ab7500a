// One step while it is being taken: tokens that move until each waits, ends or is stuck. Each element family has a file
// of its own that says what its elements do with a token; this page is what they share.
#pragma once

#include <cstddef>
#include <vector>

#include "rules/bpmn/step/step.h"

namespace congvu::bpmn {

struct Token {
  Index node = none;
  Index via = none;  // the flow it came by; none at the start
};

class Run {
 public:
  Run(Definition const& d, State s) : definition(d), state(std::move(s)) {}

  Definition const& definition;
  State state;
  std::vector<Output> outputs;
  std::vector<Index> taken;
  Index last_end = none;

  void arrive(Token token) { tokens_.push_back(token); }
  // Moves tokens until none moves, then looks whether the case is over. Bounded by limits::moves_per_step.
  void settle();

  // A new key, under which the case now waits.
  Key wait(Waiting);
  void forget(Key);
  void take(Index flow);
  // Whether so many more tokens may live; else the token at `node` is stuck there.
  bool has_room_for(std::size_t more, Index node);
  void stuck(Waiting, std::string_view reason, std::string about = {},
             std::vector<std::pair<std::string, std::string>> values = {});

 private:
  void enter(Token);

  std::vector<Token> tokens_;  // those from next_ on still move
  std::size_t next_ = 0;
};

// activities.cpp
void enter_user_task(Run&, Token);
void enter_service_task(Run&, Token);
void leave_activity(Run&, Index node);
void close_timers_of(Run&, Key task);

// gateways.cpp
void pass_exclusive_gateway(Run&, Token);
void pass_parallel_gateway(Run&, Token);
void take_all(Run&, Index node);

// events.cpp
void end(Run&, Token);
void interrupt(Run&, Waiting const& timer);
void cancel(Run&);

// conditions.cpp
enum class Verdict { holds, fails, undecided };
struct Judged {
  Verdict verdict = Verdict::holds;
  feel::Expression const* expression = nullptr;
};
Judged judge(Run const&, Flow const&);
// The token at `waiting` cannot choose: the incident shows what the expression read.
void stuck_at(Run&, Waiting, feel::Expression const&);

}  // namespace congvu::bpmn
