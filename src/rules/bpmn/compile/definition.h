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
  service_task,
  exclusive_gateway,
  parallel_gateway,
  timer_boundary,  // interrupting
};

// A run of consecutive places in one of the arrays.
struct Range {
  Index first = 0;
  Index count = 0;
};

struct Node {
  NodeKind kind = NodeKind::end;
  Index id = 0;  // of Definition::texts
  Index name = 0;
  Range outgoing;             // of Definition::flows
  Range incoming;             // of Definition::incoming
  Range boundaries;           // of Definition::boundaries: the events attached to it
  Index default_flow = none;  // of Definition::flows
  Index host = none;          // of a boundary event: the node it is attached to
  Index details = none;       // of user_tasks, service_tasks or timers, by kind
  Index lane = none;          // of Definition::lanes
};

struct Flow {
  Index id = 0;  // of Definition::texts
  Index name = 0;
  Index source = none;
  Index target = none;
  Index condition = none;  // of Definition::conditions
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
  Index start = none;
  std::vector<Node> nodes;
  std::vector<Flow> flows;
  std::vector<Index> incoming;    // flows, those into one node together
  std::vector<Index> boundaries;  // nodes, those on one host together
  std::vector<feel::Expression> conditions;
  std::vector<UserTask> user_tasks;
  std::vector<ServiceTask> service_tasks;
  std::vector<Timer> timers;
  std::vector<DefinedLane> lanes;
  std::vector<std::string> texts;  // ids and names, each once
  std::vector<Index> id_order;     // nodes sorted by id
  std::vector<Index> flow_order;   // flows sorted by id
  std::vector<Index> drawn_order;  // nodes as the eye meets them along the diagram's longer side

  std::string const& id(Index node) const { return texts[nodes[node].id]; }
  std::string const& name(Index node) const { return texts[nodes[node].name]; }
  std::string const& flow_id(Index flow) const { return texts[flows[flow].id]; }
  std::string_view kind(Index node) const;  // as BPMN calls it: "userTask"

  std::optional<Index> node(std::string_view id) const;
  std::optional<Index> flow(std::string_view id) const;

  std::span<Flow const> outgoing(Index node) const {
    return std::span{flows}.subspan(nodes[node].outgoing.first, nodes[node].outgoing.count);
  }
  std::span<Index const> incoming_of(Index node) const {
    return std::span{incoming}.subspan(nodes[node].incoming.first, nodes[node].incoming.count);
  }
  std::span<Index const> boundaries_of(Index node) const {
    return std::span{boundaries}.subspan(nodes[node].boundaries.first, nodes[node].boundaries.count);
  }
  // Of the node of that kind; asking another kind is a bug.
  UserTask const& user_task(Index node) const;
  ServiceTask const& service_task(Index node) const;
  Timer const& timer(Index node) const;
  DefinedLane const* lane(Index node) const;  // null pointer when it lies in none

  std::vector<Index> user_tasks_as_drawn() const;
};

}  // namespace congvu::bpmn
