// The standard's own rules for drawings, each under the number by which BPMNspector counts them (EXT.017: a converging
// gateway has one way out). A rule is a row of a table: on which elements it lies, and when one of them breaks it.
// Rules only look at the drawing; whether it runs is compile's question.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/bpmn/check/constraints/drawn.h"
#include "rules/xml/problem.h"

namespace congvu::bpmn {

struct Rule {
  std::string_view number;
  std::vector<std::string_view> on;  // kinds of elements
  bool (*is_broken)(Drawn const&, xml::Index);
};

std::span<Rule const> flow_rules();
std::span<Rule const> gateway_rules();
std::span<Rule const> event_rules();
std::span<Rule const> data_rules();
std::span<Rule const> pool_rules();
std::span<Rule const> execution_rules();

// Files that a drawing imports, by the name under which it does.
using Imported = std::map<std::string, std::string>;

// Every rule that is broken, as warnings: a drawing may run all the same. References that lead nowhere or to an element
// of the wrong kind are told under "REF".
std::vector<Problem> broken_constraints(Model const&, Imported const& = {});

namespace codes {
inline constexpr Code constraint_broken{"bpmn.constraint_broken"};  // constraint
}  // namespace codes

}  // namespace congvu::bpmn
