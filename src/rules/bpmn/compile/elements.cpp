// Node by node and arrow by arrow: what each element of the drawing becomes, and what of it does not run yet.
#include <algorithm>
#include <array>
#include <optional>

#include "rules/bpmn/compile/compiling.h"
#include "rules/bpmn/compile/extensions.h"
#include "rules/bpmn/compile/timer.h"

namespace congvu::bpmn {
namespace {

bool one_of(std::string_view name, auto const& names) {
  return std::ranges::find(names, name) != names.end();
}

std::optional<NodeKind> kind_of(FlowNode const& node) {
  if (node.kind == "startEvent") return NodeKind::start;
  if (node.kind == "endEvent") return NodeKind::end;
  if (node.kind == "userTask") return NodeKind::user_task;
  if (node.kind == "serviceTask") return NodeKind::service_task;
  if (node.kind == "exclusiveGateway") return NodeKind::exclusive_gateway;
  if (node.kind == "parallelGateway") return NodeKind::parallel_gateway;
  if (node.kind == "boundaryEvent") return NodeKind::timer_boundary;
  return std::nullopt;
}

// Children of a node that only describe it or are read elsewhere; any other would change what it does.
constexpr std::array<std::string_view, 8> described{"documentation", "extensionElements", "incoming",
                                                    "outgoing",      "auditing",          "monitoring",
                                                    "rendering",     "categoryValueRef"};

// What beside nodes, arrows and lanes may lie in a process: notes, and data as drawing. Data that a task reads or
// writes is refused at the task.
constexpr std::array<std::string_view, 13> beside{
    "documentation",     "extensionElements", "sequenceFlow", "laneSet",
    "auditing",          "monitoring",        "association",  "group",
    "textAnnotation",    "dataObject",        "property",     "dataObjectReference",
    "dataStoreReference"};

struct Quantity {
  std::string_view attribute;
  std::string_view plain;  // the value that changes nothing
};
constexpr std::array quantities{Quantity{"startQuantity", "1"}, Quantity{"completionQuantity", "1"},
                                Quantity{"isForCompensation", "false"}, Quantity{"parallelMultiple", "false"},
                                Quantity{"cancelActivity", "true"}};

std::string lowered(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

}  // namespace

void Compiling::what_does_not_run(Process const& process) {
  for (auto const& flow : model_.message_flows) {
    problems_.push_back(
        {codes::not_run_yet, flow.id, "messageFlow", flow.name, flow.line, {{"feature", "messageFlow"}}});
  }
  auto const& document = *model_.document;
  Extensions{model_, {"process", process.id, process.name, process.line, process.at}, problems_}.none_expected();
  for (auto const& flow : process.flows) {
    Extensions{model_, {"sequenceFlow", flow.id, flow.name, flow.line, flow.at}, problems_}.none_expected();
  }
  for (auto const at : xml::elements_in(document, process.at)) {
    auto const& element = document.nodes[at];
    auto const name = std::string{xml::local_name(element.name)};
    if (document.spaces[element.space] != model_space || one_of(name, beside) || is_flow_node(name)) continue;
    problems_.push_back(
        {codes::not_run_yet, attribute(at, "id"), name, attribute(at, "name"), element.line, {{"feature", name}}});
  }
}

// Tells everything of a node that does not run; false when it cannot become a node at all.
bool Compiling::admits(FlowNode const& node) {
  if (!kind_of(node)) {
    problem(codes::not_run_yet, node, {{"feature", node.kind}});
    return false;
  }
  for (auto const& [name, plain] : quantities) {
    auto const value = attribute(node.at, name);
    if (!value.empty() && value != plain) {
      problem(codes::not_run_yet, node, {{"feature", std::string{name} + "=" + value}});
    }
  }
  auto const& document = *model_.document;
  int timers = 0;
  for (auto const at : xml::elements_in(document, node.at)) {
    auto const name = xml::local_name(document.nodes[at].name);
    bool const timer = node.kind == "boundaryEvent" && name == "timerEventDefinition" && ++timers == 1;
    if (document.spaces[document.nodes[at].space] != model_space || one_of(name, described) || timer) continue;
    problem(codes::not_run_yet, node, {{"feature", std::string{name}}});
  }
  return true;
}

void Compiling::add_nodes(Process const& process) {
  std::unordered_map<std::string, Index> lane_of;
  for (auto const& lane : process.lanes) {
    lane_of.emplace(lane.id, static_cast<Index>(result_.lanes.size()));
    result_.lanes.push_back({lane.id, lane.name});
  }
  for (auto const& node : process.nodes) {
    if (!node.inside.empty()) continue;  // the sub-process was refused
    if (!admits(node)) continue;
    Node compiled;
    compiled.kind = *kind_of(node);
    compiled.id = text(node.id);
    compiled.name = text(node.name);
    auto const lane = lane_of.find(node.lane);
    if (!node.lane.empty() && lane != lane_of.end()) compiled.lane = lane->second;
    add_details(compiled, node);
    node_of_.emplace(node.id, static_cast<Index>(result_.nodes.size()));
    result_.nodes.push_back(compiled);
    drawn_.push_back(&node);
  }
}

void Compiling::add_details(Node& compiled, FlowNode const& node) {
  Extensions const extensions{model_, node, problems_};
  switch (compiled.kind) {
    case NodeKind::user_task:
      compiled.details = static_cast<Index>(result_.user_tasks.size());
      result_.user_tasks.push_back(extensions.user_task());
      break;
    case NodeKind::service_task:
      compiled.details = static_cast<Index>(result_.service_tasks.size());
      result_.service_tasks.push_back(extensions.service_task(surroundings_.effects));
      break;
    case NodeKind::timer_boundary:
      extensions.none_expected();
      compiled.details = static_cast<Index>(result_.timers.size());
      result_.timers.push_back(timer_of(node));
      break;
    default:
      extensions.none_expected();
  }
}

// A working limit of ours goes before what stands in the timer itself, so that a model may carry both: the plain
// duration for other engines, the working one for this.
Timer Compiling::timer_of(FlowNode const& node) {
  auto const& document = *model_.document;
  auto const definition = xml::child(document, node.at, model_space, "timerEventDefinition");
  if (definition == xml::none) {
    // An event of another kind was told as one that does not run.
    auto const is_other_event = [&](xml::Index at) {
      return xml::local_name(document.nodes[at].name).ends_with("EventDefinition");
    };
    if (std::ranges::none_of(xml::elements_in(document, node.at), is_other_event)) problem(codes::timer_missing, node);
    return Duration{};
  }
  if (auto const limit = Extensions{model_, node, problems_}.limit()) return *limit;
  for (auto const at : xml::elements_in(document, definition)) {
    auto const kind = xml::local_name(document.nodes[at].name);
    auto const text = xml::text_of(document, at);
    if (kind == "timeDuration") {
      if (auto const duration = parse_duration(text)) return *duration;
    } else if (kind == "timeDate") {
      if (auto const instant = parse_instant(text)) return *instant;
    } else if (kind == "timeCycle") {
      problem(codes::not_run_yet, node, {{"feature", "timeCycle"}});
      return Duration{};
    } else {
      continue;
    }
    problem(codes::timer_unreadable, node, {{"text", text}});
    return Duration{};
  }
  problem(codes::timer_missing, node);
  return Duration{};
}

void Compiling::add_flows(Process const& process) {
  struct Placed {
    SequenceFlow const* drawn;
    Index source;
    Index target;
  };
  std::vector<Placed> placed;
  for (auto const& flow : process.flows) {
    source_of_.emplace(flow.id, flow.source);
    auto const source = node_of_.find(flow.source);
    auto const target = node_of_.find(flow.target);
    // An end that is missing was told already: it is dangling, or does not run.
    if (source == node_of_.end() || target == node_of_.end()) continue;
    placed.push_back({&flow, source->second, target->second});
  }
  // Arrows of one node stay in the order of the file, in which they lie in memory.
  std::ranges::sort(placed, {}, [](Placed const& each) { return std::pair{each.source, each.drawn}; });
  for (auto const& [flow, source, target] : placed) {
    auto& outgoing = result_.nodes[source].outgoing;
    if (outgoing.count == 0) outgoing.first = static_cast<Index>(result_.flows.size());
    ++outgoing.count;
    result_.flows.push_back({text(flow->id), text(flow->name), source, target, condition_of(*flow)});
    drawn_flows_.push_back(flow);
  }
}

Index Compiling::condition_of(SequenceFlow const& flow) {
  if (!flow.condition) return none;
  auto const& condition = *flow.condition;
  if (!speaks_feel(condition.language)) {
    problem(codes::condition_language, flow, {{"language", condition.language}});
    return none;
  }
  std::string_view text = condition.text;
  if (text.starts_with('=')) text.remove_prefix(1);  // as Camunda Modeler marks an expression
  auto expression = feel::compile(text);
  if (!expression) {
    std::vector<Argument> arguments{{"condition", condition.text},
                                    {"reason", std::string{expression.error().code.key}}};
    auto const& more = expression.error().arguments;
    for (auto const& argument : more) {
      // the problem's own line is that of the file
      arguments.push_back({argument.name == "line" ? "condition_line" : argument.name, argument.value});
    }
    problem(codes::condition_unreadable, flow, std::move(arguments));
    return none;
  }
  result_.conditions.push_back(std::move(*expression));
  return static_cast<Index>(result_.conditions.size() - 1);
}

// The condition's own language, else the file's, else ours.
bool Compiling::speaks_feel(std::string const& language) const {
  auto const& said = language.empty() ? attribute(model_.document->root, "expressionLanguage") : language;
  return said.empty() || lowered(said).find("feel") != std::string::npos;
}

std::string Compiling::attribute(xml::Index at, std::string_view name) const {
  auto const* value = xml::attribute(*model_.document, at, "", name);
  return value == nullptr ? std::string{} : *value;
}

}  // namespace congvu::bpmn
