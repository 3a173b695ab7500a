// The parts of `congvu bpmn`, one to a file: checking diagrams, running them by a script, trying the conformance kit.
// Each answers with what the program exits with. What they print is described in docs/bpmn-run.md.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "base/refusal.h"

namespace congvu::app {

// A diagram, or a script for one.
Expected<std::string> read_text(std::string const& file);
// A member that is text; empty where it is none.
std::string text_in(json::object const& from, std::string_view member);

int run_bpmn(std::string const& file, std::string const& script);
int try_bpmn_kit(std::string const& folder, bool as_json);

}  // namespace congvu::app
