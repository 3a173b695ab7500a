// A procedure's diagram, made ready to run and held against the procedure's own form: a condition on an arrow may read
// only the outcome of the step before it and what the form asks for. All that is wrong with a diagram is told at once,
// each with its line.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "agency/procedure/events.h"
#include "rules/bpmn/compile/compile.h"

namespace congvu::procedure {

// How a diagram is named in refusals: "process.bpmn:12".
inline constexpr std::string_view diagram_name = "process.bpmn";

// The closed list of effects that a service task may ask for: take-number, render-document, notify.
bpmn::Surroundings const& surroundings();

Expected<bpmn::Definition> compile_diagram(std::string const& bpmn);

// Variables that conditions may read: `outcome`, `answers`, and each field of the form by itself.
std::vector<Refusal> faults_of_conditions(bpmn::Definition const&, json::object const& form);

}  // namespace congvu::procedure
