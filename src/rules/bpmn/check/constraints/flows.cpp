// Rules on arrows and on what they connect: BPMN 2.0.2, 7.6, 8.3.13 and 10.3.
#include <algorithm>

#include "rules/bpmn/check/constraints/constraints.h"

namespace congvu::bpmn {
namespace {

using At = xml::Index;

bool mentions(Drawn const& d, At node, std::string_view child, At flow) {
  return std::ranges::any_of(d.inside(node, {child}), [&](At each) { return d.find(d.text(each)) == flow; });
}

bool is_level(Drawn const& d, At at) {
  return d.is(at, {"process", "subProcess", "transaction"});
}

bool begins_otherwise(Drawn const& d, At level) {
  auto const all = d.inside(level, {"receiveTask", "eventBasedGateway"});
  return std::ranges::any_of(all, [&](At each) { return d.says(each, "instantiate", "true"); });
}

// What stands beside the flow: nothing leads to it or away from it.
bool is_beside(Drawn const& d, At at) {
  return d.is_event_sub_process(at) || d.says(at, "isForCompensation", "true");
}

bool lacks_way_in(Drawn const& d, At at) {
  auto const level = d.parent(at);
  if (!is_level(d, level) || !d.has(level, {"startEvent"})) return false;
  bool const excused = d.is(at, {"startEvent", "boundaryEvent"}) || is_beside(d, at) ||
                       d.says(at, "instantiate", "true") || d.has_definition(at, {"link"});
  return !excused && d.flows_to(at).empty();
}

bool lacks_way_out(Drawn const& d, At at) {
  auto const level = d.parent(at);
  if (!is_level(d, level) || !d.has(level, {"endEvent"})) return false;
  bool const undoes = d.is(at, {"boundaryEvent"}) && d.has_definition(at, {"compensate"});
  bool const link = d.is(at, {"intermediateThrowEvent"}) && d.has_definition(at, {"link"});
  return !d.is(at, {"endEvent"}) && !is_beside(d, at) && !undoes && !link && d.flows_from(at).empty();
}

std::vector<std::string_view> const nodes(flow_node_kinds.begin(), flow_node_kinds.end());
std::vector<std::string_view> const activities(activity_kinds.begin(), activity_kinds.end());

std::vector<Rule> const rules{
    {"EXT.021", {"sequenceFlow"}, [](auto& d, At at) { return d.is_event_sub_process(d.refer(at, "sourceRef")); }},
    {"EXT.022", {"sequenceFlow"}, [](auto& d, At at) { return d.is_event_sub_process(d.refer(at, "targetRef")); }},
    {"EXT.023",
     {"sequenceFlow"},
     [](auto& d, At at) {
       auto const source = d.refer(at, "sourceRef");
       auto const target = d.refer(at, "targetRef");
       bool const source_knows = source == xml::none || mentions(d, source, "outgoing", at);
       return !source_knows || (target != xml::none && !mentions(d, target, "incoming", at));
     }},
    {"EXT.024",
     {"sequenceFlow"},
     [](auto& d, At at) { return d.says(at, "isImmediate", "false") && d.is_executable(at); }},
    {"EXT.025",
     {"sequenceFlow"},
     [](auto& d, At at) {
       auto const source = d.refer(at, "sourceRef");
       return d.has(at, {"conditionExpression"}) && d.is_activity(source) && d.flows_from(source).size() == 1;
     }},
    {"EXT.026", nodes,
     [](auto& d, At at) {
       auto const flow = d.find(d.attribute(at, "default"));
       return flow != xml::none && d.is(flow, {"sequenceFlow"}) && d.refer(flow, "sourceRef") != at;
     }},
    {"EXT.028",
     {"sequenceFlow"},
     [](auto& d, At at) {
       auto const source = d.refer(at, "sourceRef");
       auto const target = d.refer(at, "targetRef");
       return source != xml::none && target != xml::none && d.process_of(source) != d.process_of(target);
     }},
    {"EXT.152",
     {"sequenceFlow"},
     [](auto& d, At at) {
       auto const source = d.refer(at, "sourceRef");
       auto const target = d.refer(at, "targetRef");
       return source != xml::none && target != xml::none && d.process_of(source) == d.process_of(target) &&
              d.parent(source) != d.parent(target);
     }},
    {"EXT.037", activities, [](auto& d, At at) { return d.number(at, "startQuantity", 1) < 1; }},
    {"EXT.038", activities, [](auto& d, At at) { return d.number(at, "completionQuantity", 1) < 1; }},
    {"EXT.049",
     {"receiveTask"},
     [](auto& d, At at) { return d.says(at, "instantiate", "true") && d.has(at, {"incoming"}); }},
    {"EXT.053",
     {"scriptTask"},
     [](auto& d, At at) { return d.has(at, {"script"}) && d.attribute(at, "scriptFormat").empty(); }},
    {"EXT.057",
     {"subProcess"},
     [](auto& d, At at) { return d.is_event_sub_process(at) && d.has(at, {"incoming", "outgoing"}); }},
    {"EXT.058",
     {"subProcess"},
     [](auto& d, At at) { return d.is_event_sub_process(at) && d.count(at, {"startEvent"}) != 1; }},
    {"EXT.061",
     {"adHocSubProcess"},
     [](auto& d, At at) {
       auto const all = xml::elements_in(d.document(), at);
       return std::ranges::none_of(all, [&](At each) { return d.is_activity(each); });
     }},
    {"EXT.062",
     {"adHocSubProcess"},
     [](auto& d, At at) {
       return d.has(at, {"startEvent", "endEvent", "conversation", "subConversation", "conversationLink",
                         "choreographyTask", "subChoreography", "callChoreography"});
     }},
    {"EXT.097",
     {"process", "subProcess", "transaction"},
     [](auto& d, At at) { return d.has(at, {"endEvent"}) && !d.has(at, {"startEvent"}) && !begins_otherwise(d, at); }},
    {"EXT.099",
     {"callActivity"},
     [](auto& d, At at) {
       auto const called = d.find(d.attribute(at, "calledElement"));
       if (!d.is(called, {"process"})) return false;
       auto const starts = d.inside(called, {"startEvent"});
       return std::ranges::none_of(starts, [&](At start) { return d.definitions(start).empty(); });
     }},
    {"EXT.105",
     {"process", "subProcess", "transaction"},
     [](auto& d, At at) { return d.has(at, {"startEvent"}) && !d.has(at, {"endEvent"}); }},
    {"EXT.150", nodes, lacks_way_in},
    {"EXT.151", nodes, lacks_way_out},
};

}  // namespace

std::span<Rule const> flow_rules() {
  return rules;
}

}  // namespace congvu::bpmn
