// A state as JSON, for people and for keeping.
#include "rules/bpmn/step/state.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/json.h"
#include "rules/bpmn/step/state_names.h"

namespace congvu::bpmn {
namespace {

// Signed, as it is read back from text: a state that never left memory reads the same.
std::int64_t number(std::uint32_t value) {
  return static_cast<std::int64_t>(value);
}

json::object waiting_to_json(Definition const& definition, Waiting const& each) {
  json::object one{{"key", each.key}, {"element", definition.id(each.node)}};
  if (each.inside != 0) one.emplace("in", each.inside);
  if (each.host != 0) one.emplace("host", each.host);
  if (each.via != none) one.emplace("via", definition.flow_id(each.via));
  if (each.waits_for != Waiting::For::outside) {
    one.emplace(each.stuck() ? "stuck" : "for", name_of(waits, each.waits_for));
  }
  if (each.marks != 0) one.emplace("marks", number(each.marks));
  return one;
}

json::array done_to_json(Definition const& definition, std::vector<Done> const& all) {
  json::array list;
  for (auto const& each : all) {
    json::object one{{"key", each.key}, {"element", definition.id(each.node)}};
    if (each.inside != 0) one.emplace("in", each.inside);
    list.push_back(std::move(one));
  }
  return list;
}

json::object instances_to_json(Instances const& each) {
  json::object one{
      {"key", each.key}, {"total", number(each.total)}, {"begun", number(each.begun)}, {"done", number(each.done)}};
  if (each.is_over_items) one.emplace("items", feel::to_json(feel::Value{each.items}));
  if (!each.results.empty()) one.emplace("results", feel::to_json(feel::Value{feel::List{each.results}}));
  return one;
}

void arrived_to_json(Definition const& definition, State const& state, json::object& object) {
  json::object arrived;
  json::array within;
  for (auto const& each : state.arrived) {
    if (each.inside == 0) {
      arrived.emplace(definition.flow_id(each.flow), number(each.count));
    } else {
      within.push_back(
          json::object{{"in", each.inside}, {"flow", definition.flow_id(each.flow)}, {"count", number(each.count)}});
    }
  }
  if (!arrived.empty()) object.emplace("arrived", std::move(arrived));
  if (!within.empty()) object.emplace("arrived_within", std::move(within));
}

}  // namespace

Waiting const* State::find(Key key) const {
  auto const found = std::ranges::lower_bound(waiting, key, {}, &Waiting::key);
  return found == waiting.end() || found->key != key ? nullptr : &*found;
}

json::value to_json(Definition const& definition, State const& state) {
  json::object object{{"status", name_of(statuses, state.status)}, {"next", state.next_key}};
  auto const add = [&](std::string_view member, json::array list) {
    if (!list.empty()) object.emplace(member, std::move(list));
  };
  json::array waiting;
  for (auto const& each : state.waiting) waiting.push_back(waiting_to_json(definition, each));
  add("waiting", std::move(waiting));
  arrived_to_json(definition, state, object);
  json::array locals;
  for (auto const& each : state.locals) {
    locals.push_back(json::object{{"key", each.key}, {"variables", feel::to_json(each.variables)}});
  }
  add("locals", std::move(locals));
  json::array instances;
  for (auto const& each : state.instances) instances.push_back(instances_to_json(each));
  add("instances", std::move(instances));
  add("done", done_to_json(definition, state.done));
  json::array undoing;
  for (auto const& each : state.undoing) {
    undoing.push_back(json::object{{"key", each.key},
                                   {"left", done_to_json(definition, each.left)},
                                   {"begun", done_to_json(definition, each.begun)}});
  }
  add("undoing", std::move(undoing));
  if (state.variables.size() > 0) object.emplace("variables", feel::to_json(state.variables));
  return object;
}

}  // namespace congvu::bpmn
