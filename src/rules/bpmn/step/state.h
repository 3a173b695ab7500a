// Where a case stands: the steps at which it waits, what has arrived at joins, and its variables. It is small, a value,
// and knows elements only by their place in its Definition; as JSON it names them by id, so that it can be read by a
// person and outlives a change of the compiler.
#pragma once

#include <boost/json/value.hpp>
#include <cstdint>
#include <vector>

#include "base/refusal.h"
#include "rules/bpmn/compile/definition.h"
#include "rules/feel/value.h"

namespace congvu::bpmn {

// Names one visit to an element; never used twice in a case. Keys count from 1 in the order of visits, so that the
// same inputs always give the same keys.
using Key = int;

enum class Status : std::uint8_t { not_started, running, completed, cancelled };

// A place where the case waits: an open task, a requested effect, a running timer; or a token that cannot go on.
struct Waiting {
  enum class For : std::uint8_t {
    outside,  // for the input that the element's kind asks for
    entry,    // stuck before it did what the element does
    exit,     // stuck after it
  };
  Key key = 0;
  Index node = none;
  Key host = 0;      // of a timer: the task it is attached to
  Index via = none;  // of a token stuck before entry: the flow it came by
  For waits_for = For::outside;

  bool stuck() const { return waits_for != For::outside; }
  friend bool operator==(Waiting const&, Waiting const&) = default;
};

// Tokens that wait at a parallel join for those of its other flows.
struct Arrived {
  Index flow = none;
  std::uint32_t count = 0;
  friend bool operator==(Arrived const&, Arrived const&) = default;
};

struct State {
  Status status = Status::not_started;
  Key next_key = 1;
  std::vector<Waiting> waiting;  // by key
  std::vector<Arrived> arrived;  // by flow
  feel::Context variables;

  Waiting const* find(Key) const;  // null pointer when nothing waits under this key
  bool over() const { return status == Status::completed || status == Status::cancelled; }
  friend bool operator==(State const&, State const&) = default;
};

// {"status": "running", "next": 4, "waiting": [{"key": 1, "element": "sign"}, …], "arrived": {"flow": 1}, "variables":
// {…}}; empty members are left out, the order of members never changes.
boost::json::value to_json(Definition const&, State const&);
// Refused with bpmn.state_unreadable, whose argument `what` is the member at fault, when it is not a state of this
// definition.
Expected<State> state_from_json(Definition const&, boost::json::value const&);

namespace codes {
inline constexpr Code state_unreadable{"bpmn.state_unreadable", Kind::malformed};  // what
}  // namespace codes

}  // namespace congvu::bpmn
