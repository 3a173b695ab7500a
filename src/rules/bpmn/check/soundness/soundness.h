// Whether a drawing is sound: from wherever a case may come to stand it can still end, it ends properly, and no
// activity is dead; and whether it is safe: no arrow ever holds two tokens. All that can happen is looked at, but of
// moves that cannot disturb one another only one order. A drawing too large to decide is answered so, with how far it
// was looked at.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/bpmn/model/model.h"

namespace congvu::bpmn {

struct Soundness {
  std::optional<bool> safe;
  std::optional<bool> option_to_complete;  // from every state the end can be reached
  std::optional<bool> proper_completion;   // no end event is reached twice
  std::optional<bool> no_dead_activities;
  std::optional<bool> no_message_left;  // when all has ended, none is under way
  std::vector<std::string> path = {};   // to a state from which no end can be reached, or else to an unsafe one
  std::vector<std::string> dead = {};   // ids of activities
  std::size_t states = 0;               // looked at

  std::optional<bool> sound() const;
};

Soundness soundness_of(Model const&);

}  // namespace congvu::bpmn
