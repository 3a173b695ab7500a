// The flow of control of a drawing as a net: places that hold tokens (one for each arrow, message flow, open
// sub-process and end that was reached) and transitions that move them. Decisions are free, tasks are done at once,
// time passes as it may: what can happen in the net is all that can happen to a case, and somewhat more.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rules/bpmn/check/constraints/drawn.h"

namespace congvu::bpmn {

struct Transition {
  xml::Index node = xml::none;        // the element that moves
  std::vector<std::uint32_t> takes;   // a token of each of these places
  std::vector<std::uint32_t> gives;   // a token to each of these
  std::vector<std::uint32_t> absent;  // only while these are empty: an inclusive join, the end of a sub-process
  std::vector<std::uint32_t> clears;  // and takes all from these: what interrupts or terminates
};

struct Place {
  enum class Kind : std::uint8_t { flow, message, open, ended };
  Kind kind = Kind::flow;
  xml::Index of = xml::none;     // the arrow, sub-process or end
  xml::Index scope = xml::none;  // what contains it
};

struct Net {
  std::vector<Place> places;
  std::vector<Transition> transitions;
  std::vector<std::uint8_t> initial;  // tokens by place
  std::vector<xml::Index> activities;
  bool is_whole = true;  // false where something was drawn that a net cannot say
};

Net net_of(Drawn const&);

}  // namespace congvu::bpmn
