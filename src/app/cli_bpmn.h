// The parts of `congvu bpmn`, one to a file: checking diagrams, running them by a script, trying the conformance kit.
// Each answers with what the program exits with. What they print is described in docs/bpmn-run.md.
#pragma once

#include <string>

namespace congvu::app {

int run_bpmn(std::string const& file, std::string const& script);
int try_bpmn_kit(std::string const& folder, bool as_json);

}  // namespace congvu::app
