// Where a case stands: the elements at which it waits or within which it moves, what has arrived at joins, what could
// still be undone, and its variables. It is small, a value, and knows elements only by their place in its Definition;
// as JSON it names them by id, so that it can be read by a person and outlives a change of the compiler.
#pragma once

#include <boost/json/value.hpp>
#include <cstdint>
#include <vector>

#include "base/refusal.h"
#include "rules/bpmn/compile/definition.h"
#include "rules/feel/value.h"

namespace congvu::bpmn {

// Names one visit to an element; never used twice in a case. Keys count from 1 in the order of visits, so that the
// same inputs always give the same keys, and what lies within a visit has a greater key than the visit itself.
using Key = int;

enum class Status : std::uint8_t { not_started, running, completed, cancelled };

// A visit that has not ended: an open task, a requested effect, an event that is awaited, a sub-process or loop with
// what moves in it; or a token that cannot go on.
struct Waiting {
  enum class For : std::uint8_t {
    outside,       // for the input that the element's kind asks for
    entry,         // stuck before it did what the element does
    exit,          // stuck after it
    inside,        // for the end of all that it contains
    instances,     // for the instances of its loop
    compensation,  // for the end of what is being undone
    reset,         // a complex gateway that was passed, for the tokens that may still come
  };
  Key key = 0;
  Index node = none;
  Key inside = 0;    // the visit that contains it; 0: the process itself
  Key host = 0;      // of an awaited event: the task or gateway it goes with; of an undoing activity: who asked for it
  Index via = none;  // of a token stuck before entry: the flow it came by
  For waits_for = For::outside;
  std::uint32_t marks = 0;  // of an event: which of its triggers have occurred, or how often its timer has fired; of a
                            // complex gateway: by which flows tokens came; of an instance in a loop: its number

  bool stuck() const { return waits_for == For::entry || waits_for == For::exit; }
  friend bool operator==(Waiting const&, Waiting const&) = default;
};

// Tokens that wait at a join, or at an activity that wants several, for more to come.
struct Arrived {
  Key inside = 0;
  Index flow = none;
  std::uint32_t count = 0;
  friend bool operator==(Arrived const&, Arrived const&) = default;
};

// Variables of a visit itself: of a sub-process with data of its own, a called process, an instance in a loop.
struct Local {
  Key key = 0;
  feel::Context variables;
  friend bool operator==(Local const&, Local const&) = default;
};

// How far the instances of a multi-instance activity are.
struct Instances {
  Key key = 0;
  std::uint32_t total = 0;
  std::uint32_t begun = 0;
  std::uint32_t done = 0;
  bool is_over_items = false;
  feel::List items = {};                  // one for each instance, where the loop is over a list
  std::vector<feel::Value> results = {};  // by instance; what is not done is null
  friend bool operator==(Instances const&, Instances const&) = default;
};

// An activity that was done and could be undone.
struct Done {
  Key key = 0;
  Index node = none;
  Key inside = 0;
  friend bool operator==(Done const&, Done const&) = default;
};

// Who asked for something to be undone, what is left of it, the next one at the end, and what has been begun.
struct Undoing {
  Key key = 0;
  std::vector<Done> left;
  std::vector<Done> begun = {};
  friend bool operator==(Undoing const&, Undoing const&) = default;
};

struct State {
  Status status = Status::not_started;
  Key next_key = 1;
  std::vector<Waiting> waiting;      // by key
  std::vector<Arrived> arrived;      // by visit and flow
  std::vector<Local> locals;         // by key
  std::vector<Instances> instances;  // by key
  std::vector<Done> done;            // in the order in which they were done
  std::vector<Undoing> undoing;      // by key
  feel::Context variables;

  Waiting const* find(Key) const;  // null pointer when nothing waits under this key
  bool over() const { return status == Status::completed || status == Status::cancelled; }
  friend bool operator==(State const&, State const&) = default;
};

// {"status": "running", "next": 4, "waiting": [{"key": 1, "element": "sign"}, …], "arrived": {"flow": 1}, "variables":
// {…}}; empty members are left out, the order of members never changes (docs/formats/bpmn.md).
boost::json::value to_json(Definition const&, State const&);
// Refused with bpmn.state_unreadable, whose argument `what` is the member at fault, when it is not a state of this
// definition.
Expected<State> state_from_json(Definition const&, boost::json::value const&);

namespace codes {
inline constexpr Code state_unreadable{"bpmn.state_unreadable", Kind::malformed};  // what
}  // namespace codes

}  // namespace congvu::bpmn
