// A process ready to run: what was drawn, turned into flat arrays in which everything is an index, so that a step
// touches no text and allocates nothing to find its way. It is immutable and shared by all cases of its version; the
// order of nodes is that of the file, the arrows of one node lie together in the order of the file.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/instant.h"
#include "rules/feel/expression.h"

namespace congvu::bpmn {

using Index = std::uint32_t;
inline constexpr Index none = std::numeric_limits<Index>::max();

enum class NodeKind : std::uint8_t {
  start,
  end,
  user_task,
  service_task,  // a business rule task too: its effect is the decision
  exclusive_gateway,
  parallel_gateway,
  boundary,
  manual_task,  // and a task without a type: nobody tells the program of it, so it is passed
  script_task,
  send_task,
  receive_task,
  sub_process,
  ad_hoc,
  transaction,
  event_sub_process,
  call_activity,
  catch_event,
  throw_event,
  inclusive_gateway,
  complex_gateway,
  event_gateway,
};

// A run of consecutive places in one of the arrays.
struct Range {
  Index first = 0;
  Index count = 0;
};

struct Node {
  NodeKind kind = NodeKind::end;
  bool interrupting = true;       // of boundary events and starts of event sub-processes
  bool all_triggers = false;      // parallel multiple: it occurs when each of its triggers has occurred
  bool for_compensation = false;  // of activities: run only to undo another
  bool begins_process = false;    // a receive task or event gateway that instantiates
  bool all_events = false;        // of an event gateway that instantiates: every one of its events is awaited
  bool one_by_one = false;        // of an ad-hoc sub-process: its activities one after another
  bool cancels_rest = true;       // of an ad-hoc sub-process: its completion ends what is still open
  Index id = 0;                   // of Definition::texts
  Index name = 0;
  Index drawn_as = 0;         // "userTask"
  Range outgoing;             // of Definition::flows
  Range incoming;             // of Definition::incoming
  Range boundaries;           // of Definition::boundaries: the events attached to it
  Range triggers;             // of Definition::triggers: what it catches or throws, or the message of its task
  Range inputs;               // of Definition::mappings: before it begins
  Range outputs;              // of Definition::mappings: when it is done
  Index default_flow = none;  // of Definition::flows
  Index host = none;          // of a boundary event: the node it is attached to
  Index details = none;       // of user_tasks, service_tasks or scripts, by kind
  Index lane = none;          // of Definition::lanes
  Index scope = 0;            // of Definition::scopes: the one it lies in
  Index opens = none;         // of Definition::scopes: the one it contains or calls
  Index loop = none;          // of Definition::loops
  Index handler = none;       // of an activity: the node that undoes it
  Index link = none;          // of a link thrown: where it is caught
  Index join = none;          // of Definition::joins: inclusive and complex gateways
  Index condition = none;     // of conditions: activation of a complex gateway, completion of an ad-hoc sub-process
  Index start_quantity = 1;
  Index completion_quantity = 1;
};

struct Flow {
  Index id = 0;  // of Definition::texts
  Index name = 0;
  Index source = none;
  Index target = none;
  Index condition = none;  // of Definition::conditions
};

// The process, a process that it calls, or a sub-process.
struct Scope {
  Index node = none;    // the sub-process; none for a process
  Index start = none;   // its none start event
  Range begins;         // of Definition::places: without a start event, what nothing leads into
  Range event_starts;   // of Definition::places: the start events of its event sub-processes
  Range variables;      // of Definition::names: its data objects and properties
  Index undoes = none;  // its event sub-process for compensation
};

// How long a step may take, counted in working time by the agency's calendar: "30m", "8h", "2d".
struct StepLimit {
  enum class Unit : std::uint8_t { working_minutes, working_hours, working_days };
  int amount = 0;
  Unit unit = Unit::working_days;
  friend bool operator==(StepLimit, StepLimit) = default;
};

// An ISO 8601 duration on the calendar of every day: months are added first, by date, then the exact part.
struct Duration {
  int months = 0;
  seconds exact{0};
  friend bool operator==(Duration, Duration) = default;
};

// When a timer is due: so long after it started, at an instant, or so much working time after it started.
using Timer = std::variant<Duration, Instant, StepLimit>;

// One event definition: what is caught or thrown.
struct Trigger {
  enum class Kind : std::uint8_t {
    message,
    timer,
    signal,
    error,
    escalation,
    conditional,
    link,
    compensation,
    cancel,
    terminate,
  };
  Kind kind = Kind::signal;
  bool waits = true;          // of a compensation thrown: until it is done
  Index name = none;          // of texts: of the message or signal, the code of an error or escalation; none: any
  Index expression = none;    // of conditions: the condition, the key of a message, the time of a timer
  Index activity = none;      // of a compensation thrown: the one to undo; none: all of its scope
  Index repeats = 1;          // of a timer: how often it fires; 0: without end
  Timer timer = Duration{0};  // of a timer, when its time is no expression
};

// How an activity is done several times.
struct Loop {
  enum class Kind : std::uint8_t { standard, parallel, sequential };
  enum class Behavior : std::uint8_t { all, one, each, complex };
  Kind kind = Kind::standard;
  Behavior behavior = Behavior::all;
  bool test_before = false;
  Index condition = none;  // of conditions: a standard loop goes on while it holds; a multi-instance ends once it does
  Index maximum = none;    // of conditions
  Index times = none;      // of conditions: a number, or a list of which each item is one instance's
  Index item = none;       // of texts: the variable of the item
  Index collected = none;  // of texts: the variable of the list of results
  Index result = none;     // of conditions: what each instance adds to it
  Range events;            // of Definition::behaviors
};

// What a multi-instance activity throws to its own boundary events when an instance is done.
struct BehaviorEvent {
  Index condition = none;  // of conditions; none: always
  Trigger trigger;
};

// From which nodes a token can still come to each flow into a gateway, without passing the gateway itself.
struct Join {
  std::vector<std::vector<bool>> reached_from;   // by place among the incoming flows, then by node
  std::vector<std::vector<bool>> reached_along;  // the same by arrows alone, without events on boundaries
};

// A value given under a name: data associations, and input and output mappings of Camunda's modelers.
struct Mapping {
  Index expression = none;  // of conditions
  Index source = none;      // of texts: a variable, where there is no expression
  Index target = none;      // of texts
};

struct Script {
  std::string text;
  Index expression = none;  // of conditions; none where scripts are run outside
  Index result = none;      // of texts: the variable of its value; none: a context's entries become variables
};

// What a user task says of who does it and how. Candidates are positions as the drawing writes them; the first form of
// the agency's own attributes is in the namespace congvu_space, beside those that Camunda's modelers write.
struct UserTask {
  std::vector<std::string> candidates;
  std::string assignee;
  std::string act;        // the act whose authority it takes: "dossier.sign"
  std::string phase;      // the stage that the applicant sees
  std::string from_unit;  // whose people are asked, where the drawing leaves it to the case
  std::string form;
  std::string documentation;          // what the drawing says to whoever does it
  std::string document;               // the kind of document it is about
  std::string product;                // what it leaves where that is no document: minutes, an opinion
  std::vector<std::string> outcomes;  // with which it may be completed; empty: any
  std::optional<StepLimit> limit;
};

// What a service task asks of the program: one of a closed list of effects, with its parameters.
struct ServiceTask {
  std::string effect;
  std::vector<std::pair<std::string, std::string>> parameters;

  std::string parameter(std::string_view name) const;  // empty when it is not given
};

struct DefinedLane {
  std::string id;
  std::string name;
};

struct Definition {
  std::string process;  // its id
  std::string process_name;
  Index start = none;  // the none start event; none where the process begins otherwise
  std::vector<Node> nodes;
  std::vector<Flow> flows;
  std::vector<Scope> scopes;      // the first is the process
  std::vector<Index> incoming;    // flows, those into one node together
  std::vector<Index> boundaries;  // nodes, those on one host together
  std::vector<Index> places;      // nodes, for scopes
  std::vector<Index> names;       // texts, for scopes
  std::vector<feel::Expression> conditions;
  std::vector<Trigger> triggers;
  std::vector<Loop> loops;
  std::vector<BehaviorEvent> behaviors;
  std::vector<Join> joins;
  std::vector<Mapping> mappings;
  std::vector<Script> scripts;
  std::vector<UserTask> user_tasks;
  std::vector<ServiceTask> service_tasks;
  std::vector<DefinedLane> lanes;
  std::vector<std::string> texts;  // ids and names, each once
  std::vector<Index> id_order;     // nodes sorted by id
  std::vector<Index> flow_order;   // flows sorted by id
  std::vector<Index> drawn_order;  // nodes as the eye meets them along the diagram's longer side

  std::string const& id(Index node) const { return texts[nodes[node].id]; }
  std::string const& name(Index node) const { return texts[nodes[node].name]; }
  std::string const& flow_id(Index flow) const { return texts[flows[flow].id]; }
  std::string_view kind(Index node) const { return texts[nodes[node].drawn_as]; }  // as BPMN calls it: "userTask"

  std::optional<Index> node(std::string_view id) const;
  std::optional<Index> flow(std::string_view id) const;

  std::span<Flow const> outgoing(Index node) const { return part(flows, nodes[node].outgoing); }
  std::span<Index const> incoming_of(Index node) const { return part(incoming, nodes[node].incoming); }
  std::span<Index const> boundaries_of(Index node) const { return part(boundaries, nodes[node].boundaries); }
  std::span<Trigger const> triggers_of(Index node) const { return part(triggers, nodes[node].triggers); }
  std::span<Index const> event_starts_of(Index scope) const { return part(places, scopes[scope].event_starts); }
  template <class Each>
  static std::span<Each const> part(std::vector<Each> const& all, Range range) {
    return std::span{all}.subspan(range.first, range.count);
  }

  // Of the node of that kind; asking another kind is a bug.
  UserTask const& user_task(Index node) const;
  ServiceTask const& service_task(Index node) const;
  Timer const& timer(Index node) const;       // of its first timer
  DefinedLane const* lane(Index node) const;  // null pointer when it lies in none

  std::vector<Index> user_tasks_as_drawn() const;
};

// What a token may do at a node of this kind.
bool is_activity(NodeKind);
bool opens_scope(NodeKind);  // sub-processes of each kind, and call activities

}  // namespace congvu::bpmn
