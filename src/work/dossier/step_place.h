// "Bước 5/7": where a step stands on the way that a dossier is meant to go. The way is the drawn one: at a fork that
// decides, the arrow drawn first; at a fork that splits the work, all of them. A step off that way, as a refusal is, is
// counted from what has been done. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/bpmn/compile/definition.h"

namespace congvu::dossier {

struct StepPlace {
  int place = 0;
  int steps = 0;
  friend bool operator==(StepPlace const&, StepPlace const&) = default;
};

// `done`: ids of the elements that are done, in order. Absent when the drawing has no such step.
std::optional<StepPlace> place_of_step(bpmn::Definition const&, std::string_view step,
                                       std::vector<std::string> const& done);

// The same for a step of the meant way, for which nothing need be known of what has been done; absent off that way.
std::optional<StepPlace> place_on_way(bpmn::Definition const&, std::string_view step);

}  // namespace congvu::dossier
