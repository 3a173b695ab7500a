// Rules on what must be said before a drawing can be executed: BPMN 2.0.2, 8.3.6 and chapter 13.
#include <algorithm>

#include "rules/bpmn/check/constraints/constraints.h"

namespace congvu::bpmn {
namespace {

using At = xml::Index;

constexpr std::string_view instance_space = "http://www.w3.org/2001/XMLSchema-instance";

bool is_called_formal(Drawn const& d, At at) {
  auto const* type = xml::attribute(d.document(), at, instance_space, "type");
  return type != nullptr && xml::local_name(*type) == "tFormalExpression";
}

// Of these the schema itself says that they are formal.
bool is_formal_by_kind(Drawn const& d, At at) {
  return d.is(at, {"messagePath", "dataPath", "transformation"}) ||
         (d.is(at, {"condition"}) && d.is(d.parent(at), {"complexBehaviorDefinition"}));
}

bool is_of_conditional_event(Drawn const& d, At at) {
  return d.is(at, {"condition"}) && d.is(d.parent(at), {"conditionalEventDefinition"});
}

std::vector<std::string_view> const expressions{"conditionExpression",
                                                "activationCondition",
                                                "completionCondition",
                                                "loopCondition",
                                                "loopCardinality",
                                                "condition",
                                                "timeDate",
                                                "timeDuration",
                                                "timeCycle",
                                                "from",
                                                "to"};
std::vector<std::string_view> const formal = [] {
  auto all = expressions;
  all.insert(all.end(), {"messagePath", "dataPath", "transformation"});
  return all;
}();

std::vector<Rule> const rules{
    {"EXT.012", expressions,
     [](auto& d, At at) {
       return d.is_executable(at) && !is_of_conditional_event(d, at) && !is_formal_by_kind(d, at) &&
              !is_called_formal(d, at);
     }},
    {"EXT.013", formal,
     [](auto& d, At at) {
       bool const is_formal = is_formal_by_kind(d, at) || is_called_formal(d, at);
       return is_formal && !is_of_conditional_event(d, at) && d.text(at).empty();
     }},
    {"EXT.035",
     {"process"},
     [](auto& d, At at) { return d.says(at, "processType", "Public") && d.says(at, "isExecutable", "true"); }},
    {"EXT.067",
     {"multiInstanceLoopCharacteristics"},
     [](auto& d, At at) { return d.is_executable(at) && !d.has(at, {"loopCardinality", "loopDataInputRef"}); }},
    {"EXT.123",
     {"conditionalEventDefinition"},
     [](auto& d, At at) {
       auto const condition = d.first(at, "condition");
       bool const said = condition != xml::none && is_called_formal(d, condition) && !d.text(condition).empty();
       return d.is_executable(at) && !said;
     }},
    {"EXT.127",
     {"messageEventDefinition"},
     [](auto& d, At at) { return d.is_executable(at) && d.attribute(at, "messageRef").empty(); }},
    {"EXT.128",
     {"messageEventDefinition"},
     [](auto& d, At at) { return d.is_executable(at) && !d.has(at, {"operationRef"}); }},
};

}  // namespace

std::span<Rule const> execution_rules() {
  return rules;
}

}  // namespace congvu::bpmn
