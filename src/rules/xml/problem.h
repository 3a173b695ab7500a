// A fault found in a model, told so that the one who drew a procedure or wrote a table finds the place: which element,
// of which kind, on which line, what is asked of it, and, where it takes a path to see it, the path.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/refusal.h"

namespace congvu::xml {

struct Problem {
  Code code;  // what is asked: "bpmn.unreachable"; its words are in words.*.json
  std::string element;
  std::string kind;  // as the standard calls it: "exclusiveGateway", "decisionTable"
  std::string name;
  std::uint32_t line = 0;  // 0: not in the file
  std::vector<Argument> arguments = {};
  std::vector<std::string> path = {};  // elements, from the start
  bool warning = false;                // does not hinder publishing
};

// All problems as one refusal: each is a part, with its place ("file.bpmn:12") as subject and with element, kind, name
// and line as first arguments.
Refusal refusal_of(Code, std::string const& file, std::vector<Problem> const&);

}  // namespace congvu::xml
