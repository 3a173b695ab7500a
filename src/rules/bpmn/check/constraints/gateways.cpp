// Rules on gateways: BPMN 2.0.2, 8.3.9 and 10.6.
#include <algorithm>

#include "rules/bpmn/check/constraints/constraints.h"

namespace congvu::bpmn {
namespace {

using At = xml::Index;

std::vector<std::string_view> const gateways{"exclusiveGateway", "parallelGateway", "inclusiveGateway",
                                             "complexGateway", "eventBasedGateway"};

std::size_t ways_in(Drawn const& d, At at) {
  return d.count(at, {"incoming"});
}
std::size_t ways_out(Drawn const& d, At at) {
  return d.count(at, {"outgoing"});
}

std::vector<At> targets(Drawn const& d, At gateway) {
  std::vector<At> all;
  for (auto const flow : d.flows_from(gateway)) all.push_back(d.refer(flow, "targetRef"));
  return all;
}

bool may_follow_event_gateway(Drawn const& d, At at) {
  if (d.is(at, {"receiveTask"})) return true;
  return d.is(at, {"intermediateCatchEvent"}) && d.only_definitions(at, {"message", "signal", "timer", "conditional"});
}

std::vector<Rule> const rules{
    {"EXT.017", gateways,
     [](auto& d, At at) { return d.says(at, "gatewayDirection", "Converging") && ways_out(d, at) > 1; }},
    {"EXT.018", gateways,
     [](auto& d, At at) { return d.says(at, "gatewayDirection", "Diverging") && ways_in(d, at) > 1; }},
    {"EXT.019", gateways,
     [](auto& d, At at) {
       return d.says(at, "gatewayDirection", "Mixed") && (ways_in(d, at) < 2 || ways_out(d, at) < 2);
     }},
    {"EXT.135", gateways, [](auto& d, At at) { return ways_in(d, at) < 2 && ways_out(d, at) < 2; }},
    {"EXT.136", {"eventBasedGateway"}, [](auto& d, At at) { return ways_out(d, at) < 2; }},
    {"EXT.137",
     {"eventBasedGateway"},
     [](auto& d, At at) {
       return std::ranges::any_of(d.flows_from(at), [&](At flow) { return d.has(flow, {"conditionExpression"}); });
     }},
    {"EXT.138",
     {"eventBasedGateway"},
     [](auto& d, At at) {
       return !std::ranges::all_of(targets(d, at), [&](At each) { return may_follow_event_gateway(d, each); });
     }},
    {"EXT.139",
     {"eventBasedGateway"},
     [](auto& d, At at) {
       auto const all = targets(d, at);
       bool const tasks = std::ranges::any_of(all, [&](At each) { return d.is(each, {"receiveTask"}); });
       return tasks && std::ranges::any_of(all, [&](At each) {
                return d.is(each, {"intermediateCatchEvent"}) && d.has_definition(each, {"message"});
              });
     }},
    {"EXT.140",
     {"eventBasedGateway"},
     [](auto& d, At at) {
       return std::ranges::any_of(targets(d, at),
                                  [&](At each) { return d.is(each, {"receiveTask"}) && !d.boundaries(each).empty(); });
     }},
    {"EXT.141",
     {"eventBasedGateway"},
     [](auto& d, At at) {
       return std::ranges::any_of(targets(d, at), [&](At each) { return d.flows_to(each).size() > 1; });
     }},
    {"EXT.142",
     {"eventBasedGateway"},
     [](auto& d, At at) { return d.says(at, "instantiate", "true") && ways_in(d, at) > 0; }},
};

}  // namespace

std::span<Rule const> gateway_rules() {
  return rules;
}

}  // namespace congvu::bpmn
