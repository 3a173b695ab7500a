// How sub-processes, called processes and their events fit into one another, and what can reach each join.
#include <algorithm>

#include "rules/bpmn/compile/compiling.h"

namespace congvu::bpmn {
// The process, those it calls, those that they call; each once, however often it is called.
void Compiling::add_processes(Process const& root) {
  processes_.push_back(&root);
  scope_of_[root.id] = 0;
  result_.scopes.emplace_back();
  declare_data(0, root.at);
  for (std::size_t i = 0; i < processes_.size(); ++i) {
    for (auto const& node : processes_[i]->nodes) {
      if (is_sub_process(node.kind)) {
        auto const scope = static_cast<Index>(result_.scopes.size());
        scope_of_.emplace(node.id, scope);
        result_.scopes.emplace_back();
        declare_data(scope, node.at);
      } else if (node.kind == "callActivity") {
        add_called(node);
      }
    }
  }
}

std::string Compiling::called_element(FlowNode const& node) const {
  auto const called = std::string{xml::local_name(attribute(node.at, "calledElement"))};
  auto const theirs = zeebe(node, "calledElement");
  return called.empty() && theirs != xml::none ? attribute(theirs, "processId") : called;
}

void Compiling::add_called(FlowNode const& node) {
  auto const called = called_element(node);
  auto const process = std::ranges::find(model_.processes, called, &Process::id);
  if (process == model_.processes.end()) {
    if (called_task(node).kind == "callActivity") problem(codes::called_unknown, node, {{"called", called}});
    return;
  }
  if (auto const known = scope_of_.find(called); known != scope_of_.end()) {
    scope_of_.emplace(node.id, known->second);
    return;
  }
  auto const scope = static_cast<Index>(result_.scopes.size());
  scope_of_.emplace(called, scope);
  scope_of_.emplace(node.id, scope);
  result_.scopes.emplace_back();
  declare_data(scope, process->at);
  processes_.push_back(&*process);
}

FlowNode Compiling::called_task(FlowNode const& node) const {
  if (node.kind != "callActivity") return node;
  auto const at = referred(called_element(node));
  if (at == xml::none) return node;
  auto const kind = std::string{xml::local_name(model_.document->nodes[at].name)};
  if (!kind.starts_with("global")) return node;
  auto task = node;
  task.kind = kind;
  task.at = at;
  return task;
}

Index Compiling::scope_of(FlowNode const& node, Process const& process) const {
  auto const found = scope_of_.find(node.inside.empty() ? process.id : node.inside);
  return found == scope_of_.end() ? 0 : found->second;
}

void Compiling::declare_data(Index scope, xml::Index container) {
  auto& range = result_.scopes[scope].variables;
  range.first = static_cast<Index>(result_.names.size());
  for (auto const at : xml::elements_in(*model_.document, container)) {
    bool const data = xml::is(*model_.document, at, model_space, "dataObject") ||
                      xml::is(*model_.document, at, model_space, "property");
    if (data && !attribute(at, "id").empty()) result_.names.push_back(text(data_name(attribute(at, "id"))));
  }
  range.count = static_cast<Index>(result_.names.size()) - range.first;
}

void Compiling::bind_scopes() {
  for (Index i = 0; i < result_.nodes.size(); ++i) {
    auto const& node = result_.nodes[i];
    if (node.opens != none && node.kind != NodeKind::call_activity) result_.scopes[node.opens].node = i;
  }
  for (Index scope = 0; scope < result_.scopes.size(); ++scope) bind_scope(scope);
  result_.start = result_.scopes.front().start;
  bool const begins_otherwise = std::ranges::any_of(result_.nodes, [](Node const& node) {
    return node.scope == 0 && (node.begins_process || (node.kind == NodeKind::start && node.triggers.count > 0));
  });
  auto const& process = result_.scopes.front();
  bool const begins = process.start != none || process.begins.count > 0 || begins_otherwise;
  if (!begins) problem(codes::no_start, *processes_.front());
}

// Without a start event everything begins that nothing leads into, but what only undoes or is begun by an event.
void Compiling::bind_scope(Index scope) {
  auto& nodes = result_.nodes;
  auto& bound = result_.scopes[scope];
  bool const of_event = bound.node != none && nodes[bound.node].kind == NodeKind::event_sub_process;
  bool has_start = false;
  std::vector<Index> begins;
  std::vector<Index> event_starts;
  for (Index i = 0; i < nodes.size(); ++i) {
    auto const& node = nodes[i];
    if (node.scope != scope) continue;
    if (node.kind == NodeKind::start) {
      has_start = true;
      bool const plain = node.triggers.count == 0 || of_event;
      if (plain && bound.start != none) problem(codes::several_starts, drawn(i));
      if (plain && bound.start == none) bound.start = i;
    } else if (node.kind == NodeKind::event_sub_process) {
      add_event_starts(i, event_starts, bound);
    } else if (node.incoming.count == 0 && node.kind != NodeKind::boundary && !node.for_compensation &&
               !node.begins_process && !is_caught_link(i)) {
      begins.push_back(i);
    }
  }
  auto const keep = [&](Range& range, std::vector<Index> const& list) {
    range = {static_cast<Index>(result_.places.size()), static_cast<Index>(list.size())};
    result_.places.insert(result_.places.end(), list.begin(), list.end());
  };
  if (!has_start) keep(bound.begins, begins);
  keep(bound.event_starts, event_starts);
}

bool Compiling::is_caught_link(Index node) const {
  auto const triggers = result_.triggers_of(node);
  bool const link = std::ranges::find(triggers, Trigger::Kind::link, &Trigger::kind) != triggers.end();
  return link && result_.nodes[node].kind == NodeKind::catch_event;
}

void Compiling::add_event_starts(Index sub_process, std::vector<Index>& starts, Scope& bound) {
  for (Index i = 0; i < result_.nodes.size(); ++i) {
    auto const& node = result_.nodes[i];
    if (node.kind != NodeKind::start || node.scope != result_.nodes[sub_process].opens) continue;
    starts.push_back(i);
    for (auto const& trigger : result_.triggers_of(i)) {
      if (trigger.kind == Trigger::Kind::compensation) bound.undoes = sub_process;
    }
  }
}

// An association leads from a compensation event to the activity that undoes.
void Compiling::bind_handlers() {
  auto const& document = *model_.document;
  for (xml::Index at = 0; at < document.nodes.size(); ++at) {
    if (!xml::is(document, at, model_space, "association")) continue;
    auto const source = node_of_.find(std::string{xml::local_name(attribute(at, "sourceRef"))});
    auto const target = node_of_.find(std::string{xml::local_name(attribute(at, "targetRef"))});
    if (source == node_of_.end() || target == node_of_.end()) continue;
    auto const& event = result_.nodes[source->second];
    if (event.kind != NodeKind::boundary || event.host == none) continue;
    if (result_.nodes[target->second].for_compensation) result_.nodes[event.host].handler = target->second;
  }
  for (Index i = 0; i < result_.nodes.size(); ++i) {
    auto const& node = result_.nodes[i];
    for (auto at = node.triggers.first; at < node.triggers.first + node.triggers.count; ++at) {
      auto& trigger = result_.triggers[at];
      if (trigger.kind != Trigger::Kind::compensation) continue;
      bool const boundary = node.kind == NodeKind::boundary;
      if (boundary && node.host != none && result_.nodes[node.host].handler == none) {
        problem(codes::handler_missing, drawn(i));
      }
      if (!boundary) bind_undone_activity(trigger, i);
    }
  }
}

void Compiling::bind_undone_activity(Trigger& trigger, Index node) {
  for (auto const at : xml::elements_in(*model_.document, drawn(node).at)) {
    if (!xml::is(*model_.document, at, model_space, "compensateEventDefinition")) continue;
    auto const wanted = attribute(at, "activityRef");
    if (wanted.empty()) continue;
    auto const found = node_of_.find(std::string{xml::local_name(wanted)});
    if (found != node_of_.end()) trigger.activity = found->second;
  }
}

// A link that is thrown is caught under the same name in the same sub-process.
void Compiling::bind_links() {
  auto const name_of = [&](Index node) -> Index {
    auto const triggers = result_.triggers_of(node);
    auto const found = std::ranges::find(triggers, Trigger::Kind::link, &Trigger::kind);
    return found == triggers.end() ? none : found->name;
  };
  for (Index i = 0; i < result_.nodes.size(); ++i) {
    auto& node = result_.nodes[i];
    auto const name = name_of(i);
    if (name == none || node.kind != NodeKind::throw_event) continue;
    for (Index other = 0; other < result_.nodes.size(); ++other) {
      bool const catches = result_.nodes[other].kind == NodeKind::catch_event &&
                           result_.nodes[other].scope == node.scope && name_of(other) == name;
      if (catches) node.link = other;
    }
    if (node.link == none) problem(codes::link_without_target, drawn(i), {{"link", result_.texts[name]}});
  }
}

// Backwards from each flow into the gateway, but not through the gateway itself (BPMN 2.0.2, 13.4.3).
void Compiling::bind_joins() {
  auto const& nodes = result_.nodes;
  for (Index gateway = 0; gateway < nodes.size(); ++gateway) {
    auto const kind = nodes[gateway].kind;
    if (kind != NodeKind::inclusive_gateway && kind != NodeKind::complex_gateway) continue;
    Join join;
    for (auto const flow : result_.incoming_of(gateway)) {
      join.reached_from.push_back(what_reaches(flow, gateway, true));
      join.reached_along.push_back(what_reaches(flow, gateway, false));
    }
    result_.nodes[gateway].join = static_cast<Index>(result_.joins.size());
    result_.joins.push_back(std::move(join));
  }
}

std::vector<bool> Compiling::what_reaches(Index flow, Index gateway, bool by_boundaries) const {
  auto const& nodes = result_.nodes;
  std::vector<bool> reached(nodes.size(), false);
  std::vector<Index> frontier;
  auto const visit = [&](Index node) {
    if (node == gateway || node == none || reached[node]) return;
    reached[node] = true;
    frontier.push_back(node);
  };
  visit(result_.flows[flow].source);
  while (!frontier.empty()) {
    auto const here = frontier.back();
    frontier.pop_back();
    for (auto const before : result_.incoming_of(here)) visit(result_.flows[before].source);
    if (nodes[here].kind == NodeKind::boundary && by_boundaries) visit(nodes[here].host);
    if (!is_caught_link(here)) continue;
    for (Index thrower = 0; thrower < nodes.size(); ++thrower) {
      if (nodes[thrower].link == here) visit(thrower);
    }
  }
  return reached;
}

}  // namespace congvu::bpmn
