// Rules on events, where each may stand and what it may catch or throw: BPMN 2.0.2, 10.5.
#include <algorithm>

#include "rules/bpmn/check/constraints/constraints.h"

namespace congvu::bpmn {
namespace {

using At = xml::Index;

bool may_begin_event_sub_process(Drawn const& d, At start) {
  if (d.definitions(start).empty()) return false;
  if (!d.only_definitions(start, {"message", "timer", "error", "escalation", "compensate", "conditional", "signal"})) {
    return false;
  }
  return !d.says(start, "isInterrupting", "false") || !d.has_definition(start, {"error", "compensate"});
}

bool is_plain_sub_process(Drawn const& d, At at) {
  return d.is(at, {"subProcess", "transaction"}) && !d.is_event_sub_process(at);
}

// A link with this name that catches, in this level or anywhere.
bool is_link_caught(Drawn const& d, At thrown, bool anywhere) {
  auto const link = d.first(thrown, "linkEventDefinition");
  auto const target = d.refer(link, "target");
  return std::ranges::any_of(d.all("intermediateCatchEvent"), [&](At event) {
    auto const caught = d.first(event, "linkEventDefinition");
    if (caught == xml::none || (!anywhere && d.parent(event) != d.parent(thrown))) return false;
    return target == xml::none ? d.attribute(caught, "name") == d.attribute(link, "name") : target == caught;
  });
}

bool throws_link(Drawn const& d, At at) {
  return d.first(at, "linkEventDefinition") != xml::none;
}

bool boundary_definitions_are_wrong(Drawn const& d, At at) {
  if (d.definitions(at).empty() || d.has_definition(at, {"link", "terminate"})) return true;
  return d.says(at, "cancelActivity", "false") && d.has_definition(at, {"cancel", "compensate", "error"});
}

bool lends_definition(Drawn const& d, At event) {
  auto const own = xml::elements_in(d.document(), event);
  return std::ranges::any_of(d.all("eventDefinitionRef"), [&](At reference) {
    auto const meant = d.find(d.text(reference));
    return std::ranges::find(own, meant) != own.end();
  });
}

bool undoer_is_wrong(Drawn const& d, At boundary) {
  if (!d.has_definition(boundary, {"compensate"})) return false;
  return std::ranges::any_of(d.all("association"), [&](At association) {
    auto const target = d.refer(association, "targetRef");
    return d.refer(association, "sourceRef") == boundary && d.is_activity(target) &&
           !d.says(target, "isForCompensation", "true");
  });
}

bool has_code(Drawn const& d, At event) {
  return std::ranges::all_of(d.inside(event, {"escalationEventDefinition"}), [&](At each) {
    auto const escalation = d.refer(each, "escalationRef");
    return escalation != xml::none && !d.attribute(escalation, "escalationCode").empty();
  });
}

std::vector<std::string_view> const intermediate{"intermediateCatchEvent", "intermediateThrowEvent"};

std::vector<Rule> const rules{
    {"EXT.011",
     {"endEvent", "intermediateThrowEvent"},
     [](auto& d, At at) { return d.is_executable(at) && !has_code(d, at); }},
    {"EXT.059",
     {"subProcess"},
     [](auto& d, At at) {
       auto const starts = d.inside(at, {"startEvent"});
       return d.is_event_sub_process(at) &&
              !std::ranges::all_of(starts, [&](At start) { return may_begin_event_sub_process(d, start); });
     }},
    {"EXT.095", {"intermediateThrowEvent", "endEvent"}, lends_definition},
    {"EXT.096", {"startEvent"}, [](auto& d, At at) { return d.has(at, {"incoming"}) || !d.flows_to(at).empty(); }},
    {"EXT.098",
     {"startEvent"},
     [](auto& d, At at) {
       return d.is(d.parent(at), {"process"}) && !d.only_definitions(at, {"message", "timer", "conditional", "signal"});
     }},
    {"EXT.100",
     {"startEvent"},
     [](auto& d, At at) { return is_plain_sub_process(d, d.parent(at)) && !d.definitions(at).empty(); }},
    {"EXT.101", {"startEvent"}, [](auto& d, At at) { return !d.has(at, {"outgoing"}); }},
    {"EXT.102", {"startEvent"}, [](auto& d, At at) { return d.is_end_of_message_flow(at, "sourceRef"); }},
    {"EXT.103",
     {"startEvent"},
     [](auto& d, At at) { return d.is_end_of_message_flow(at, "targetRef") && !d.has_definition(at, {"message"}); }},
    {"EXT.104", {"endEvent"}, [](auto& d, At at) { return d.has(at, {"outgoing"}) || !d.flows_from(at).empty(); }},
    {"EXT.106",
     {"endEvent"},
     [](auto& d, At at) { return d.has_definition(at, {"cancel"}) && !d.is(d.parent(at), {"transaction"}); }},
    {"EXT.107", {"endEvent"}, [](auto& d, At at) { return !d.has(at, {"incoming"}); }},
    {"EXT.108", {"endEvent"}, [](auto& d, At at) { return d.is_end_of_message_flow(at, "targetRef"); }},
    {"EXT.109",
     {"endEvent"},
     [](auto& d, At at) { return d.is_end_of_message_flow(at, "sourceRef") && !d.has_definition(at, {"message"}); }},
    {"EXT.110", {"boundaryEvent"}, boundary_definitions_are_wrong},
    {"EXT.111",
     {"boundaryEvent"},
     [](auto& d, At at) {
       return d.has_definition(at, {"cancel"}) && !d.is(d.find(d.attribute(at, "attachedToRef")), {"transaction"});
     }},
    {"EXT.112", {"boundaryEvent"}, [](auto& d, At at) { return d.has(at, {"incoming"}) || !d.flows_to(at).empty(); }},
    {"EXT.114",
     {"boundaryEvent"},
     [](auto& d, At at) { return d.has_definition(at, {"compensate"}) && d.has(at, {"outgoing"}); }},
    {"EXT.115", intermediate,
     [](auto& d, At at) {
       bool const caught_link = d.is(at, {"intermediateCatchEvent"}) && throws_link(d, at);
       return !caught_link && !d.has(at, {"incoming"});
     }},
    {"EXT.116", intermediate,
     [](auto& d, At at) {
       bool const thrown_link = d.is(at, {"intermediateThrowEvent"}) && throws_link(d, at);
       return !thrown_link && !d.has(at, {"outgoing"});
     }},
    {"EXT.117", intermediate,
     [](auto& d, At at) {
       auto const wrong = d.is(at, {"intermediateCatchEvent"}) ? "incoming" : "outgoing";
       return throws_link(d, at) && d.has(at, {wrong});
     }},
    {"EXT.118",
     {"intermediateThrowEvent"},
     [](auto& d, At at) { return throws_link(d, at) && !is_link_caught(d, at, true); }},
    {"EXT.119", intermediate,
     [](auto& d, At at) {
       auto const wrong = d.is(at, {"intermediateCatchEvent"}) ? "sourceRef" : "targetRef";
       return d.is_end_of_message_flow(at, wrong);
     }},
    {"EXT.122", {"intermediateCatchEvent"}, [](auto& d, At at) { return d.has_definition(at, {"compensate"}); }},
    {"EXT.126",
     {"intermediateThrowEvent"},
     [](auto& d, At at) { return throws_link(d, at) && is_link_caught(d, at, true) && !is_link_caught(d, at, false); }},
    {"EXT.144", {"boundaryEvent"}, undoer_is_wrong},
    {"EXT.146",
     {"endEvent"},
     [](auto& d, At at) {
       return !d.only_definitions(at,
                                  {"message", "escalation", "error", "cancel", "compensate", "signal", "terminate"});
     }},
    {"EXT.148",
     {"intermediateCatchEvent"},
     [](auto& d, At at) {
       return d.definitions(at).empty() ||
              !d.only_definitions(at, {"message", "timer", "conditional", "link", "signal"});
     }},
    {"EXT.149",
     {"intermediateThrowEvent"},
     [](auto& d, At at) { return !d.only_definitions(at, {"message", "escalation", "compensate", "link", "signal"}); }},
};

}  // namespace

std::span<Rule const> event_rules() {
  return rules;
}

}  // namespace congvu::bpmn
