// Rules on pools, what passes between them, and choreographies: BPMN 2.0.2, chapters 9 and 11.
#include <algorithm>

#include "rules/bpmn/check/constraints/constraints.h"

namespace congvu::bpmn {
namespace {

using At = xml::Index;

// The pool that something is or lies in; none where its process has no pool.
At pool_of(Drawn const& d, At at) {
  if (d.is(at, {"participant"})) return at;
  auto const process = d.process_of(at);
  if (process == xml::none) return xml::none;
  for (auto const participant : d.all("participant")) {
    if (d.find(d.attribute(participant, "processRef")) == process) return participant;
  }
  return xml::none;
}

bool is_artifact(Drawn const& d, At at) {
  return d.is(at, {"association", "group", "textAnnotation"});
}

bool stays_in_its_pool(Drawn const& d, At flow) {
  auto const source = pool_of(d, d.refer(flow, "sourceRef"));
  return source != xml::none && source == pool_of(d, d.refer(flow, "targetRef"));
}

bool multiplicity_is_wrong(Drawn const& d, At at) {
  int const minimum = d.number(at, "minimum", 0);
  int const maximum = d.number(at, "maximum", 1);
  return maximum < 1 || maximum < minimum;
}

std::vector<Rule> const rules{
    {"EXT.008", {"messageFlow"}, [](auto& d, At at) { return is_artifact(d, d.refer(at, "targetRef")); }},
    {"EXT.009", {"messageFlow"}, [](auto& d, At at) { return is_artifact(d, d.refer(at, "sourceRef")); }},
    {"EXT.027", {"choreography", "globalConversation"}, [](auto& d, At at) { return d.has(at, {"choreographyRef"}); }},
    {"EXT.029", {"participantMultiplicity"}, [](auto& d, At at) { return d.number(at, "minimum", 0) < 0; }},
    {"EXT.030", {"participantMultiplicity"}, multiplicity_is_wrong},
    {"EXT.031", {"messageFlow"}, stays_in_its_pool},
    {"EXT.032",
     {"globalConversation"},
     [](auto& d, At at) {
       return d.has(at,
                    {"conversation", "subConversation", "callConversation", "participantAssociation",
                     "messageFlowAssociation", "conversationAssociation", "association", "group", "textAnnotation"});
     }},
    {"EXT.033",
     {"collaboration"},
     [](auto& d, At at) {
       return std::ranges::any_of(d.inside(at, {"choreographyRef"}), [&](At each) {
         auto const choreography = d.find(d.text(each));
         return choreography != xml::none && d.says(at, "isClosed", "true") != d.says(choreography, "isClosed", "true");
       });
     }},
};

}  // namespace

std::span<Rule const> pool_rules() {
  return rules;
}

}  // namespace congvu::bpmn
