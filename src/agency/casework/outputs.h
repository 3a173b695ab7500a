// What the engine says next, turned into what happens: duties, timers, numbers, effects asked of other rooms.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "agency/casework/casework.h"
#include "rules/bpmn/step/step.h"

namespace congvu::casework {

// An input to the engine, and why it comes.
struct Onward {
  std::string cause;
  std::string element;
  bpmn::Input input;
};

struct Outcome {
  Events events;
  std::map<std::string, Handle> opened;  // as CaseStepped keeps them
  std::vector<int> closed;
  std::vector<Onward> onward;  // effects done at once, to be told to the engine
  std::string number;          // taken in this step
};

Expected<Outcome> events_of(bpmn::Stepped const&, Case const&, bpmn::Definition const&, Context const&, States const&);

// Numbers and notices are made here; what needs the matter's own words is asked of its room.
bool is_own_effect(std::string_view effect);

}  // namespace congvu::casework
