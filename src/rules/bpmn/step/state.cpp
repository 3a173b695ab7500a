#include "rules/bpmn/step/state.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <optional>

#include "base/json.h"
#include "rules/bpmn/limits.h"

namespace congvu::bpmn {
namespace {

constexpr std::array<std::string_view, 4> statuses{"not_started", "running", "completed", "cancelled"};
constexpr std::array<std::string_view, 3> waits{"outside", "entry", "exit"};

template <class Enumeration, std::size_t Count>
std::optional<Enumeration> named(std::array<std::string_view, Count> const& names, json::value const* value) {
  if (value == nullptr || !value->is_string()) return std::nullopt;
  auto const found = std::ranges::find(names, std::string_view{value->get_string()});
  if (found == names.end()) return std::nullopt;
  return static_cast<Enumeration>(found - names.begin());
}

std::optional<Key> key_in(json::object const& from, std::string_view member) {
  auto const* value = from.if_contains(member);
  if (value == nullptr || !value->is_int64()) return std::nullopt;
  auto const key = value->get_int64();
  if (key < 1 || key > std::numeric_limits<Key>::max()) return std::nullopt;
  return static_cast<Key>(key);
}

std::optional<std::string_view> text_in(json::object const& from, std::string_view member) {
  auto const* value = from.if_contains(member);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return std::string_view{value->get_string()};
}

bool can_wait(NodeKind kind) {
  return kind == NodeKind::user_task || kind == NodeKind::service_task || kind == NodeKind::timer_boundary;
}

std::optional<Waiting> waiting_from(Definition const& definition, json::value const& from) {
  if (!from.is_object()) return std::nullopt;
  auto const& members = from.get_object();
  auto const key = key_in(members, "key");
  auto const element = text_in(members, "element");
  auto const node = element ? definition.node(*element) : std::nullopt;
  if (!key || !node) return std::nullopt;
  Waiting waiting{*key, *node};
  if (auto const host = key_in(members, "host")) waiting.host = *host;
  if (auto const via = text_in(members, "via")) {
    auto const flow = definition.flow(*via);
    if (!flow) return std::nullopt;
    waiting.via = *flow;
  }
  if (members.contains("stuck")) {
    auto const waits_for = named<Waiting::For>(waits, members.if_contains("stuck"));
    if (!waits_for) return std::nullopt;
    waiting.waits_for = *waits_for;
  }
  if (!waiting.stuck() && !can_wait(definition.nodes[*node].kind)) return std::nullopt;
  return waiting;
}

// Keys rise and were given; each timer that runs hangs on a task that waits.
bool is_consistent(Definition const& definition, State const& state) {
  Key last = 0;
  for (auto const& each : state.waiting) {
    if (each.key <= last || each.key >= state.next_key) return false;
    last = each.key;
    bool const timer = definition.nodes[each.node].kind == NodeKind::timer_boundary && !each.stuck();
    if (timer != (each.host != 0)) return false;
    if (!timer) continue;
    auto const* host = state.find(each.host);
    if (host == nullptr || host->node != definition.nodes[each.node].host) return false;
  }
  return true;
}

}  // namespace

Waiting const* State::find(Key key) const {
  auto const found = std::ranges::lower_bound(waiting, key, {}, &Waiting::key);
  return found == waiting.end() || found->key != key ? nullptr : &*found;
}

json::value to_json(Definition const& definition, State const& state) {
  json::object object{{"status", statuses.at(static_cast<std::size_t>(state.status))}, {"next", state.next_key}};
  json::array waiting;
  for (auto const& each : state.waiting) {
    json::object one{{"key", each.key}, {"element", definition.id(each.node)}};
    if (each.host != 0) one.emplace("host", each.host);
    if (each.via != none) one.emplace("via", definition.flow_id(each.via));
    if (each.stuck()) one.emplace("stuck", waits.at(static_cast<std::size_t>(each.waits_for)));
    waiting.push_back(std::move(one));
  }
  if (!waiting.empty()) object.emplace("waiting", std::move(waiting));
  json::object arrived;
  for (auto const& each : state.arrived) {
    // Signed, as it is read back from text: a state that never left memory reads the same
    arrived.emplace(definition.flow_id(each.flow), static_cast<std::int64_t>(each.count));
  }
  if (!arrived.empty()) object.emplace("arrived", std::move(arrived));
  if (state.variables.size() > 0) object.emplace("variables", feel::to_json(state.variables));
  return object;
}

Expected<State> state_from_json(Definition const& definition, json::value const& from) {
  auto const fault = [](std::string_view what) {
    return refuse(codes::state_unreadable, {}, {{"what", std::string{what}}});
  };
  if (!from.is_object()) return fault("state");
  auto const& members = from.get_object();
  State state;
  auto const status = named<Status>(statuses, members.if_contains("status"));
  if (!status) return fault("status");
  state.status = *status;
  auto const next = key_in(members, "next");
  if (!next) return fault("next");
  state.next_key = *next;
  if (auto const* waiting = members.if_contains("waiting")) {
    if (!waiting->is_array() || waiting->get_array().size() > limits::tokens * 2) return fault("waiting");
    for (auto const& each : waiting->get_array()) {
      auto const one = waiting_from(definition, each);
      if (!one) return fault("waiting");
      state.waiting.push_back(*one);
    }
  }
  if (auto const* arrived = members.if_contains("arrived")) {
    if (!arrived->is_object()) return fault("arrived");
    for (auto const& [id, count] : arrived->get_object()) {
      auto const flow = definition.flow(id);
      if (!flow || !count.is_int64() || count.get_int64() < 1 || count.get_int64() > 1'000'000'000) {
        return fault("arrived");
      }
      state.arrived.push_back({*flow, static_cast<std::uint32_t>(count.get_int64())});
    }
    std::ranges::sort(state.arrived, {}, &Arrived::flow);
  }
  if (auto const* variables = members.if_contains("variables")) {
    auto context = feel::context_from_json(*variables);
    if (!context) return fault("variables");
    state.variables = std::move(*context);
  }
  if (!is_consistent(definition, state)) return fault("waiting");
  return state;
}

}  // namespace congvu::bpmn
