// What can be said of a drawing before anybody depends on it: whether it reads and compiles, whether each step can be
// reached and has a way on, whether a choice can be left with nothing to choose, which rules of the standard it breaks,
// and whether it is sound: that from wherever a case may come to stand it can still end.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/bpmn/compile/compile.h"

namespace congvu::bpmn {

struct Report {
  bool structure = false;
  std::optional<bool> sound;  // absent where it was too large to decide
  std::optional<bool> safe;
  std::vector<Problem> problems;  // a warning does not make the structure wrong
};

Report check(Model const&, Surroundings const&);

// Of a definition that compiles.
std::vector<Problem> structure_problems(Definition const&);

namespace codes {
inline constexpr Code unreachable{"bpmn.unreachable"};                  // no path leads here from the start
inline constexpr Code dead_end{"bpmn.dead_end"};                        // not an end, and no way on; path
inline constexpr Code no_way_to_end{"bpmn.no_way_to_end"};              // from here no end can be reached; path
inline constexpr Code not_sound{"bpmn.not_sound"};                      // a case may come to stand for ever; path
inline constexpr Code not_safe{"bpmn.not_safe"};                        // an arrow may hold two tokens; path
inline constexpr Code not_decided{"bpmn.not_decided"};                  // warning: looked at so many states
inline constexpr Code no_default{"bpmn.no_default"};                    // warning: no condition may hold
inline constexpr Code gateway_without_use{"bpmn.gateway_without_use"};  // warning: one way in, one way out
}  // namespace codes

}  // namespace congvu::bpmn
