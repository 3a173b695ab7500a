// One step while it is being taken: tokens that move until each waits, ends or is stuck. Each element family has a file
// of its own that says what its elements do with a token; this page is what they share. BPMN 2.0.2, chapter 13.
#pragma once

#include <cstddef>
#include <vector>

#include "rules/bpmn/step/step.h"

namespace congvu::bpmn {

struct Token {
  Index node = none;
  Index via = none;          // the flow it came by; none at the start
  Key inside = 0;            // the visit to the sub-process or loop it moves in; 0: the process itself
  std::uint32_t number = 0;  // of an instance that is about to begin
  Key host = 0;              // of an activity that undoes another: who asked for it
};

class Run {
 public:
  Run(Definition const& d, State s) : definition(d), state(std::move(s)) {}

  Definition const& definition;
  State state;
  std::vector<Output> outputs;
  std::vector<Index> taken;
  Index last_end = none;

  Node const& node(Index at) const { return definition.nodes[at]; }
  void arrive(Token token) { tokens_.push_back(token); }
  // A token that throws a signal: it waits until all others have come to rest, so that those who wait for it, wait.
  void arrive_to_publish(Token token) { publishing_.push_back(token); }
  // Moves tokens until none moves, then looks whether the case is over. Bounded by limits::moves_per_step.
  void settle();
  // Variables have changed that conditions may read.
  void changed(feel::Context const&);

  // A new key, under which the case now waits.
  Key wait(Waiting);
  Waiting* find(Key);
  void forget(Key);
  void take(Index flow, Key inside);
  // Whether so many more tokens may live; else the token at `node` is stuck there.
  bool has_room_for(std::size_t more, Index node, Key inside);
  void stuck(Waiting, std::string_view reason, std::string about = {},
             std::vector<std::pair<std::string, std::string>> values = {});

  // Ends what lies within a visit, and the visit itself too or not; 0 is the whole process. What was open is taken
  // back, tokens within it vanish.
  void end_contents(Key);
  void end_whole(Key);
  // Tells whoever was asked that this is no longer awaited.
  void take_back(Waiting const&);
  // The visit may have become empty.
  void touch(Key inside) { touched_.push_back(inside); }
  bool is_empty(Key inside) const;
  std::vector<Token> const& publishing() const { return publishing_; }

 private:
  void enter(Token);
  void look_at_conditions();
  bool close_what_is_empty();
  bool publish_next();
  void forget_done_in(std::vector<Key>& gone, Key but);
  void drop_tokens_in(std::vector<Key> const& gone);
  void finish();

  std::vector<Token> tokens_;  // those from next_ on still move
  std::size_t next_ = 0;
  std::vector<Token> publishing_;
  std::vector<Key> touched_;
  std::vector<std::string> changed_;
  Index last_left_ = none;  // where no token ends in this step: what was left last
  std::uint32_t moves_ = 0;
};

// activities.cpp
void enter_activity(Run&, Token);
// An activity, or one instance of it with variables of its own, begins.
void begin_activity(Run&, Token, feel::Context const& variables = {});
void finish_activity(Run&, Key, feel::Context const& variables = {});
void leave_activity(Run&, Index node, Key inside);
void run_script(Run&, Key);

// loops.cpp
void enter_loop(Run&, Token);
// One of its instances is done; what it leaves is in its variables.
void instance_done(Run&, Key loop, std::uint32_t number, feel::Context const& variables);

// scopes.cpp
void open_scope(Run&, Key);
void close_scope(Run&, Key);
void begin_process(Run&, Index start);
void begin_event_sub_process(Run&, Index start, Key inside, feel::Context const& variables);
std::size_t depth_of(Run const&, Key);
// The next activity of an ad-hoc sub-process, or its end.
void go_on_ad_hoc(Run&, Key);
// Whether an ad-hoc sub-process may end though some of it is still open.
bool is_enough(Run const&, Waiting const&);

// gateways.cpp
void pass_exclusive_gateway(Run&, Token);
void pass_parallel_gateway(Run&, Token);
void take_all(Run&, Index node, Key inside);
void arrive_at(Run&, Token);  // and wait
bool has_arrived(Run const&, Key inside, Index flow);
void use_up(Run&, Key inside, Index flow, std::uint32_t count = 1);

// joins.cpp
void pass_inclusive_gateway(Run&, Token);
void take_those_that_hold(Run&, Token);
void pass_complex_gateway(Run&, Token);
// Passes one join that no further token can reach; false when there is none.
bool pass_a_join(Run&);

// events.cpp
void end(Run&, Token);
void pass_throw_event(Run&, Token);
void publish(Run&, Token);
void wait_for_event(Run&, Token);
void enter_event_gateway(Run&, Token);
void attach_events(Run&, Index node, Key host, Key inside);
// Waits for an event, and gives out its timers; one whose condition holds already occurs at once.
void await(Run&, Waiting);
void send(Run&, Index node, Trigger const&, Key inside);
void cancel(Run&);

// triggers.cpp
// Something has happened that this one waits for; `at` is the place of its trigger among those of its element. It may
// be about to happen `again`: a timer that repeats.
void occur(Run&, Key, Index at, feel::Context const& variables, bool again = false);
void fire_timer(Run&, Key, Index at);
void start_timer(Run&, Waiting const&, Index at);
// The elements with which this process can begin when such an event comes: start events, receive tasks, events after a
// gateway. False when there is none.
bool begin_with(Run&, Trigger::Kind, std::string_view name, feel::Context const& variables);
void look_at_condition(Run&, Key);
bool deliver_message(Run&, MessageCame const&);
bool deliver_signal(Run&, std::string_view name, feel::Context const& variables);

// errors.cpp
// Looks outwards, from an activity (0: none) in this visit, for whoever catches it; false when nobody does.
bool throw_error(Run&, Key activity, Key inside, std::string_view code, feel::Context const& variables);
bool throw_escalation(Run&, Key inside, std::string_view code);
void occur_on_boundary(Run&, Index boundary, Key host, feel::Context const& variables, bool interrupts);

// compensation.cpp
void remember(Run&, Done);
bool can_be_undone(Run const&, Done const&);
// Undoes what was done in the scope around a token, the last first; `asker` is told by undone().
void compensate(Run&, Token, Trigger const&);
void begin_undoing(Run&, Key asker, Key scope, Index only);
void go_on_undoing(Run&, Key asker);
void cancel_transaction(Run&, Token);

// variables.cpp
// What can be seen within a visit, the innermost first.
std::vector<feel::Context> layers_of(Run const&, Key inside);
feel::Context seen_within(Run const&, Key inside);  // all of them in one
void put(Run&, Key inside, feel::Context const& variables);
feel::Context mapped(Run const&, Range mappings, Key inside, feel::Context const& own);
feel::Context* local(Run&, Key);
void set_local(Run&, Key, feel::Context);
Key container_of(Run const&, Key);

// conditions.cpp
enum class Verdict { holds, fails, undecided };
struct Judged {
  Verdict verdict = Verdict::holds;
  feel::Expression const* expression = nullptr;
};
feel::Value evaluate(Run const&, Index expression, Key inside, feel::Context const& own = {});
Judged judge(Run const&, Flow const&, Key inside, feel::Context const& own = {});
bool holds(Run const&, Index expression, Key inside, feel::Context const& own = {});
// The token at `waiting` cannot choose: the incident shows what the expression read.
void stuck_at(Run&, Waiting, feel::Expression const&, std::string_view reason = reasons::condition_undecided);

}  // namespace congvu::bpmn
