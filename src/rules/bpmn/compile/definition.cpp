#include "rules/bpmn/compile/definition.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace congvu::bpmn {

std::string ServiceTask::parameter(std::string_view name) const {
  for (auto const& [key, value] : parameters) {
    if (key == name) return value;
  }
  return {};
}

std::optional<Index> Definition::node(std::string_view wanted) const {
  auto const found =
      std::ranges::lower_bound(id_order, wanted, {}, [&](Index each) { return std::string_view{id(each)}; });
  if (found == id_order.end() || id(*found) != wanted) return std::nullopt;
  return *found;
}

std::optional<Index> Definition::flow(std::string_view wanted) const {
  auto const found =
      std::ranges::lower_bound(flow_order, wanted, {}, [&](Index each) { return std::string_view{flow_id(each)}; });
  if (found == flow_order.end() || flow_id(*found) != wanted) return std::nullopt;
  return *found;
}

UserTask const& Definition::user_task(Index node) const {
  assert(nodes[node].kind == NodeKind::user_task);
  return user_tasks[nodes[node].details];
}

ServiceTask const& Definition::service_task(Index node) const {
  assert(nodes[node].kind == NodeKind::service_task);
  return service_tasks[nodes[node].details];
}

Timer const& Definition::timer(Index node) const {
  auto const all = triggers_of(node);
  auto const found = std::ranges::find(all, Trigger::Kind::timer, &Trigger::kind);
  assert(found != all.end());
  return found->timer;
}

DefinedLane const* Definition::lane(Index node) const {
  auto const index = nodes[node].lane;
  return index == none ? nullptr : &lanes[index];
}

std::vector<Index> Definition::user_tasks_as_drawn() const {
  std::vector<Index> tasks;
  std::ranges::copy_if(drawn_order, std::back_inserter(tasks),
                       [&](Index each) { return nodes[each].kind == NodeKind::user_task; });
  return tasks;
}

bool is_activity(NodeKind kind) {
  switch (kind) {
    case NodeKind::user_task:
    case NodeKind::service_task:
    case NodeKind::manual_task:
    case NodeKind::script_task:
    case NodeKind::send_task:
    case NodeKind::receive_task:
      return true;
    default:
      return opens_scope(kind);
  }
}

bool opens_scope(NodeKind kind) {
  return kind == NodeKind::sub_process || kind == NodeKind::ad_hoc || kind == NodeKind::transaction ||
         kind == NodeKind::event_sub_process || kind == NodeKind::call_activity;
}

}  // namespace congvu::bpmn
