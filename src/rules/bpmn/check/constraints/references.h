// Where references between elements lead: to an element that exists and is of the kind that is meant. Which reference
// means which kind is a table. References into other files, which go by a prefix, are not looked at.
#pragma once

#include "rules/bpmn/check/constraints/drawn.h"

namespace congvu::bpmn {

// Elements with a reference that leads nowhere or to the wrong kind.
std::vector<xml::Index> wrong_references(Drawn const&);

}  // namespace congvu::bpmn
