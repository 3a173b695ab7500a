#include <algorithm>

#include "rules/bpmn/check/check.h"
#include "rules/bpmn/limits.h"

namespace congvu::bpmn {
namespace {

// Which nodes a walk from some reaches, and by which node each was first reached.
struct Reach {
  std::vector<bool> reached;
  std::vector<Index> from;
};

template <class Next>
Reach walk(std::size_t nodes, std::vector<Index> frontier, Next next) {
  Reach reach{std::vector<bool>(nodes, false), std::vector<Index>(nodes, none)};
  for (auto const each : frontier) reach.reached[each] = true;
  for (std::size_t i = 0; i < frontier.size(); ++i) {
    auto const here = frontier[i];
    next(here, [&](Index there) {
      if (reach.reached[there]) return;
      reach.reached[there] = true;
      reach.from[there] = here;
      frontier.push_back(there);
    });
  }
  return reach;
}

// An event attached to a task can be reached when the task can.
Reach from_start(Definition const& definition) {
  return walk(definition.nodes.size(), {definition.start}, [&](Index here, auto visit) {
    for (auto const& flow : definition.outgoing(here)) visit(flow.target);
    for (auto const boundary : definition.boundaries_of(here)) visit(boundary);
  });
}

Reach to_an_end(Definition const& definition) {
  std::vector<Index> ends;
  for (Index i = 0; i < definition.nodes.size(); ++i) {
    if (definition.nodes[i].outgoing.count == 0) ends.push_back(i);
  }
  return walk(definition.nodes.size(), std::move(ends), [&](Index here, auto visit) {
    for (auto const flow : definition.incoming_of(here)) visit(definition.flows[flow].source);
    if (definition.nodes[here].host != none) visit(definition.nodes[here].host);
  });
}

std::vector<std::string> path_to(Definition const& definition, Reach const& reach, Index node) {
  std::vector<std::string> path;
  for (auto at = node; at != none; at = reach.from[at]) path.push_back(definition.id(at));
  std::ranges::reverse(path);
  return path;
}

bool may_choose_nothing(Definition const& definition, Index node) {
  auto const& drawn = definition.nodes[node];
  auto const flows = definition.outgoing(node);
  return drawn.default_flow == none && drawn.outgoing.count > 0 &&
         std::ranges::all_of(flows, [](Flow const& flow) { return flow.condition != none; });
}

}  // namespace

std::vector<Problem> structure_problems(Definition const& definition) {
  std::vector<Problem> problems;
  auto const reach = from_start(definition);
  auto const ending = to_an_end(definition);
  for (Index i = 0; i < definition.nodes.size() && problems.size() < limits::problems; ++i) {
    auto const& node = definition.nodes[i];
    auto const tell = [&](Code code, bool warning = false) {
      problems.push_back({code,
                          definition.id(i),
                          std::string{definition.kind(i)},
                          definition.name(i),
                          0,
                          {},
                          reach.reached[i] ? path_to(definition, reach, i) : std::vector<std::string>{},
                          warning});
    };
    if (!reach.reached[i]) tell(codes::unreachable);
    if (node.outgoing.count == 0 && node.kind != NodeKind::end) tell(codes::dead_end);
    if (!ending.reached[i]) tell(codes::no_way_to_end);
    if (may_choose_nothing(definition, i)) tell(codes::no_default, true);
    bool const gateway = node.kind == NodeKind::exclusive_gateway || node.kind == NodeKind::parallel_gateway;
    if (gateway && node.incoming.count <= 1 && node.outgoing.count <= 1) tell(codes::gateway_without_use, true);
  }
  return problems;
}

Report check(Model const& model, Surroundings const& surroundings) {
  auto compiled = compile_and_tell(model, surroundings);
  Report report;
  report.problems = std::move(compiled.problems);
  if (compiled.definition) {
    report.problems = structure_problems(*compiled.definition);
    for (auto& problem : report.problems) {
      for (auto const& process : model.processes) {
        auto const drawn = std::ranges::find(process.nodes, problem.element, &FlowNode::id);
        if (drawn != process.nodes.end()) problem.line = drawn->line;
      }
    }
  }
  report.structure = std::ranges::all_of(report.problems, &Problem::warning);
  return report;
}

}  // namespace congvu::bpmn
