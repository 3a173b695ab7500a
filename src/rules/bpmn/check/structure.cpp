#include <algorithm>

#include "rules/bpmn/check/check.h"
#include "rules/bpmn/check/constraints/constraints.h"
#include "rules/bpmn/check/soundness/soundness.h"
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

// Where a scope begins: its start events, what nothing leads into where it has none, its event sub-processes.
void each_beginning(Definition const& definition, Index scope, auto visit) {
  auto const& opened = definition.scopes[scope];
  if (opened.start != none) visit(opened.start);
  for (auto const each : Definition::part(definition.places, opened.begins)) visit(each);
  for (auto const start : definition.event_starts_of(scope)) {
    visit(definition.scopes[definition.nodes[start].scope].node);
    visit(start);
  }
}

// What is attached to an activity, lies in it, undoes it or is called by it can be reached when it can.
Reach from_start(Definition const& definition) {
  std::vector<Index> begins;
  each_beginning(definition, 0, [&](Index each) { begins.push_back(each); });
  for (Index i = 0; i < definition.nodes.size(); ++i) {
    auto const& node = definition.nodes[i];
    if (node.scope == 0 && (node.kind == NodeKind::start || node.begins_process)) begins.push_back(i);
  }
  return walk(definition.nodes.size(), std::move(begins), [&](Index here, auto visit) {
    auto const& node = definition.nodes[here];
    for (auto const& flow : definition.outgoing(here)) visit(flow.target);
    for (auto const boundary : definition.boundaries_of(here)) visit(boundary);
    if (node.opens != none) each_beginning(definition, node.opens, visit);
    if (node.handler != none) visit(node.handler);
    if (node.link != none) visit(node.link);
  });
}

bool has_way_on(Node const& node) {
  return node.outgoing.count > 0 || node.link != none;
}

// Within each scope.
Reach to_an_end(Definition const& definition) {
  std::vector<Index> ends;
  for (Index i = 0; i < definition.nodes.size(); ++i) {
    if (!has_way_on(definition.nodes[i])) ends.push_back(i);
  }
  return walk(definition.nodes.size(), std::move(ends), [&](Index here, auto visit) {
    for (auto const flow : definition.incoming_of(here)) visit(definition.flows[flow].source);
    if (definition.nodes[here].host != none) visit(definition.nodes[here].host);
    for (Index i = 0; i < definition.nodes.size(); ++i) {
      if (definition.nodes[i].link == here) visit(i);
    }
  });
}

// Whether a token may rest here for good: at an end, in what only undoes or is begun by an event, in an ad-hoc
// sub-process, at an event that starts an undoing.
bool may_end_here(Definition const& definition, Index index) {
  auto const& node = definition.nodes[index];
  if (node.kind == NodeKind::end || node.kind == NodeKind::event_sub_process || node.for_compensation) return true;
  auto const around = definition.scopes[node.scope].node;
  if (around != none && definition.nodes[around].kind == NodeKind::ad_hoc) return true;
  return std::ranges::any_of(definition.triggers_of(index), [&](Trigger const& each) {
    return each.kind == Trigger::Kind::compensation && node.kind == NodeKind::boundary;
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
  bool const chooses = is_activity(drawn.kind) || drawn.kind == NodeKind::exclusive_gateway ||
                       drawn.kind == NodeKind::inclusive_gateway || drawn.kind == NodeKind::complex_gateway;
  return chooses && drawn.default_flow == none && drawn.outgoing.count > 0 &&
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
    if (!has_way_on(node) && !may_end_here(definition, i)) tell(codes::dead_end);
    if (!ending.reached[i]) tell(codes::no_way_to_end);
    if (may_choose_nothing(definition, i)) tell(codes::no_default, true);
    bool const gateway = node.kind == NodeKind::exclusive_gateway || node.kind == NodeKind::parallel_gateway;
    if (gateway && node.incoming.count <= 1 && node.outgoing.count <= 1) tell(codes::gateway_without_use, true);
  }
  return problems;
}

namespace {

void place_in_file(std::vector<Problem>& problems, Model const& model) {
  for (auto& problem : problems) {
    if (problem.line != 0) continue;
    for (auto const& process : model.processes) {
      auto const drawn = std::ranges::find(process.nodes, problem.element, &FlowNode::id);
      if (drawn != process.nodes.end() && problem.line == 0) problem.line = drawn->line;
    }
  }
}

// The element at fault is the last on the way to the state that shows it.
void add_soundness(Report& report, Model const& model) {
  auto const told = soundness_of(model);
  report.sound = told.sound();
  report.safe = told.safe;
  auto const tell = [&](Code code, bool warning) {
    Problem problem{code, told.path.empty() ? std::string{} : told.path.back(), "process"};
    problem.arguments = {{"states", std::to_string(told.states)}};
    problem.path = told.path;
    problem.warning = warning;
    report.problems.push_back(std::move(problem));
  };
  if (told.sound() == false) tell(codes::not_sound, true);
  if (told.safe == false) tell(codes::not_safe, true);
  if (!told.sound() || !told.safe) tell(codes::not_decided, true);
}

}  // namespace

Report check(Model const& model, Surroundings const& surroundings) {
  auto compiled = compile_and_tell(model, surroundings);
  Report report;
  report.problems = std::move(compiled.problems);
  if (compiled.definition) {
    auto found = structure_problems(*compiled.definition);
    report.problems.insert(report.problems.end(), found.begin(), found.end());
  }
  report.structure = std::ranges::all_of(report.problems, &Problem::warning);
  add_soundness(report, model);
  for (auto& broken : broken_constraints(model)) report.problems.push_back(std::move(broken));
  place_in_file(report.problems, model);
  return report;
}

}  // namespace congvu::bpmn
