// What can be said of a drawing before anybody depends on it. The first form looks at its structure: whether it reads
// and compiles, whether each step can be reached and has a way on, whether a choice can be left with nothing to choose.
// Whether it is sound (never deadlocks, always completes) is not decided yet and answered so.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/bpmn/compile/compile.h"

namespace congvu::bpmn {

struct Report {
  bool structure = false;
  std::optional<bool> sound;      // not decided yet
  std::optional<bool> safe;       // not decided yet
  std::vector<Problem> problems;  // a warning does not make the structure wrong
};

Report check(Model const&, Surroundings const&);

// Of a definition that compiles.
std::vector<Problem> structure_problems(Definition const&);

namespace codes {
inline constexpr Code unreachable{"bpmn.unreachable"};                  // no path leads here from the start
inline constexpr Code dead_end{"bpmn.dead_end"};                        // not an end, and no way on; path
inline constexpr Code no_way_to_end{"bpmn.no_way_to_end"};              // from here no end can be reached; path
inline constexpr Code no_default{"bpmn.no_default"};                    // warning: no condition may hold
inline constexpr Code gateway_without_use{"bpmn.gateway_without_use"};  // warning: one way in, one way out
}  // namespace codes

}  // namespace congvu::bpmn
