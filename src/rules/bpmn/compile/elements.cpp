// Node by node and arrow by arrow: what each element of the drawing becomes, and what of it does not run.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "rules/bpmn/compile/compiling.h"
#include "rules/bpmn/compile/extensions.h"

namespace congvu::bpmn {
namespace {

bool one_of(std::string_view name, auto const& names) {
  return std::ranges::find(names, name) != names.end();
}

struct Kind {
  std::string_view drawn;
  NodeKind kind;
};
constexpr std::array kinds{Kind{"startEvent", NodeKind::start},
                           Kind{"endEvent", NodeKind::end},
                           Kind{"userTask", NodeKind::user_task},
                           Kind{"serviceTask", NodeKind::service_task},
                           Kind{"businessRuleTask", NodeKind::service_task},
                           Kind{"manualTask", NodeKind::manual_task},
                           Kind{"task", NodeKind::manual_task},
                           Kind{"scriptTask", NodeKind::script_task},
                           Kind{"sendTask", NodeKind::send_task},
                           Kind{"receiveTask", NodeKind::receive_task},
                           Kind{"subProcess", NodeKind::sub_process},
                           Kind{"adHocSubProcess", NodeKind::ad_hoc},
                           Kind{"transaction", NodeKind::transaction},
                           Kind{"callActivity", NodeKind::call_activity},
                           Kind{"intermediateCatchEvent", NodeKind::catch_event},
                           Kind{"intermediateThrowEvent", NodeKind::throw_event},
                           Kind{"boundaryEvent", NodeKind::boundary},
                           Kind{"exclusiveGateway", NodeKind::exclusive_gateway},
                           Kind{"parallelGateway", NodeKind::parallel_gateway},
                           Kind{"inclusiveGateway", NodeKind::inclusive_gateway},
                           Kind{"complexGateway", NodeKind::complex_gateway},
                           Kind{"eventBasedGateway", NodeKind::event_gateway},
                           Kind{"globalUserTask", NodeKind::user_task},
                           Kind{"globalManualTask", NodeKind::manual_task},
                           Kind{"globalTask", NodeKind::manual_task},
                           Kind{"globalScriptTask", NodeKind::script_task},
                           Kind{"globalBusinessRuleTask", NodeKind::service_task}};

std::optional<NodeKind> kind_of(std::string_view drawn) {
  auto const found = std::ranges::find(kinds, drawn, &Kind::drawn);
  return found == kinds.end() ? std::nullopt : std::optional{found->kind};
}

// Children of a node that only describe it or are read elsewhere; any other would change what it does.
constexpr std::array<std::string_view, 16> described{
    "documentation",   "extensionElements", "incoming",  "outgoing",
    "auditing",        "monitoring",        "rendering", "dataInput",
    "dataOutput",      "categoryValueRef",  "inputSet",  "outputSet",
    "ioSpecification", "property",          "ioBinding", "supportedInterfaceRef"};

// What each family has inside that is read where the family is compiled.
constexpr std::array<std::string_view, 14> read_of_activities{"multiInstanceLoopCharacteristics",
                                                              "standardLoopCharacteristics",
                                                              "dataInputAssociation",
                                                              "dataOutputAssociation",
                                                              "script",
                                                              "completionCondition",
                                                              "laneSet",
                                                              "sequenceFlow",
                                                              "association",
                                                              "textAnnotation",
                                                              "group",
                                                              "dataObject",
                                                              "dataObjectReference",
                                                              "dataStoreReference"};
constexpr std::array<std::string_view, 2> read_of_events{"dataInputAssociation", "dataOutputAssociation"};
constexpr std::array<std::string_view, 11> event_definitions{
    "messageEventDefinition",    "timerEventDefinition",       "signalEventDefinition", "errorEventDefinition",
    "escalationEventDefinition", "conditionalEventDefinition", "linkEventDefinition",   "compensateEventDefinition",
    "cancelEventDefinition",     "terminateEventDefinition",   "eventDefinitionRef"};

// What beside nodes, arrows and lanes may lie in a process: notes, data, and what it declares of itself.
constexpr std::array<std::string_view, 16> beside{
    "documentation",  "extensionElements", "sequenceFlow",        "laneSet",
    "auditing",       "monitoring",        "association",         "group",
    "dataObject",     "property",          "dataObjectReference", "dataStoreReference",
    "textAnnotation", "ioSpecification",   "ioBinding",           "supportedInterfaceRef"};

bool is_read(FlowNode const& node, std::string_view name) {
  bool const event = node.kind.ends_with("Event");
  bool const gateway = node.kind.ends_with("Gateway");
  if (one_of(name, described)) return true;
  if (event) return one_of(name, read_of_events) || one_of(name, event_definitions);
  if (gateway) return name == "activationCondition" && node.kind == "complexGateway";
  return one_of(name, read_of_activities) || (is_sub_process(node.kind) && is_flow_node(name));
}

std::string lowered(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

}  // namespace

void Compiling::what_does_not_run(Process const& process) {
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
  if (!kind_of(node.kind)) {
    problem(codes::not_run_yet, node, {{"feature", node.kind}});
    return false;
  }
  auto const& document = *model_.document;
  for (auto const at : xml::elements_in(document, node.at)) {
    auto const name = xml::local_name(document.nodes[at].name);
    if (document.spaces[document.nodes[at].space] != model_space || is_read(node, name)) continue;
    problem(codes::not_run_yet, node, {{"feature", std::string{name}}});
  }
  return true;
}

void Compiling::add_nodes(Process const& process) {
  for (auto const& lane : process.lanes) {
    lane_of_.emplace(lane.id, static_cast<Index>(result_.lanes.size()));
    result_.lanes.push_back({lane.id, lane.name});
  }
  for (auto const& node : process.nodes) {
    if (!admits(node)) continue;
    auto compiled = node_of(node, process);
    node_of_.emplace(node.id, static_cast<Index>(result_.nodes.size()));
    result_.nodes.push_back(compiled);
    drawn_.push_back(&node);
  }
}

Node Compiling::node_of(FlowNode const& node, Process const& process) {
  Node compiled;
  auto const task = called_task(node);
  compiled.kind = *kind_of(task.kind);
  bool const is_event_sub_process = attribute(node.at, "triggeredByEvent") == "true";
  if (compiled.kind == NodeKind::sub_process && is_event_sub_process) compiled.kind = NodeKind::event_sub_process;
  compiled.id = text(node.id);
  compiled.name = text(node.name);
  compiled.drawn_as = text(node.kind);
  auto const lane = lane_of_.find(node.lane);
  if (!node.lane.empty() && lane != lane_of_.end()) compiled.lane = lane->second;
  compiled.scope = scope_of(node, process);
  if (auto const opened = scope_of_.find(node.id); opened != scope_of_.end()) compiled.opens = opened->second;
  compiled.interrupting = node.interrupting && attribute(node.at, "isInterrupting") != "false";
  compiled.all_triggers = attribute(node.at, "parallelMultiple") == "true";
  compiled.for_compensation =
      attribute(node.at, "isForCompensation") == "true" && compiled.kind != NodeKind::event_sub_process;
  compiled.begins_process = attribute(node.at, "instantiate") == "true";
  compiled.all_events = attribute(node.at, "eventGatewayType") == "Parallel";
  compiled.one_by_one = attribute(node.at, "ordering") == "Sequential";
  compiled.cancels_rest = attribute(node.at, "cancelRemainingInstances") != "false";
  compiled.start_quantity = quantity(node, "startQuantity");
  compiled.completion_quantity = quantity(node, "completionQuantity");
  add_details(compiled, task);
  if (is_activity(compiled.kind)) add_loop(compiled, node);
  add_mappings(compiled, node);
  return compiled;
}

Index Compiling::quantity(FlowNode const& node, std::string_view name) {
  auto const written = attribute(node.at, name);
  if (written.empty()) return 1;
  Index value = 0;
  auto const read = std::from_chars(written.data(), written.data() + written.size(), value);
  bool const whole = read.ec == std::errc{} && read.ptr == written.data() + written.size();
  if (whole && value > 0 && value <= 1'000) return value;
  problem(codes::quantity_unreadable, node, {{"attribute", std::string{name}}, {"text", written}});
  return 1;
}

void Compiling::add_details(Node& compiled, FlowNode const& node) {
  Extensions const extensions{model_, node, problems_};
  switch (compiled.kind) {
    case NodeKind::user_task:
      compiled.details = static_cast<Index>(result_.user_tasks.size());
      result_.user_tasks.push_back(extensions.user_task());
      return;
    case NodeKind::service_task:
      compiled.details = static_cast<Index>(result_.service_tasks.size());
      result_.service_tasks.push_back(extensions.service_task(surroundings_.effects, surroundings_.any_effect));
      return;
    case NodeKind::script_task:
      extensions.none_expected();
      return add_script(compiled, node);
    case NodeKind::send_task:
    case NodeKind::receive_task:
      extensions.none_expected();
      return add_message(compiled, node);
    case NodeKind::complex_gateway:
    case NodeKind::ad_hoc: {
      extensions.none_expected();
      auto const name = compiled.kind == NodeKind::ad_hoc ? "completionCondition" : "activationCondition";
      auto const at = child(node.at, name);
      if (at != xml::none && !text_at(at).empty()) compiled.condition = expression_at(at, node);
      return;
    }
    case NodeKind::start:
    case NodeKind::end:
    case NodeKind::boundary:
    case NodeKind::catch_event:
    case NodeKind::throw_event:
      extensions.none_expected();
      return add_triggers(compiled, node);
    default:
      extensions.none_expected();
  }
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
  return expression(flow.condition->text, flow.condition->language, flow);
}

Index Compiling::expression_at(xml::Index at, Place const& place) {
  return expression(text_at(at), attribute(at, "language"), place);
}

Index Compiling::expression(std::string_view written, std::string const& language, Place const& place) {
  auto const translated = surroundings_.expressions.find(std::string{written});
  bool const is_translated = translated != surroundings_.expressions.end();
  if (!is_translated && !speaks_feel(language)) {
    problem(codes::condition_language, place, {{"language", language}});
    return none;
  }
  std::string_view text = is_translated ? std::string_view{translated->second} : written;
  if (text.starts_with('=')) text.remove_prefix(1);  // as Camunda Modeler marks an expression
  auto compiled = feel::compile(text);
  if (!compiled) {
    std::vector<Argument> arguments{{"condition", std::string{written}},
                                    {"reason", std::string{compiled.error().code.key}}};
    auto const& more = compiled.error().arguments;
    for (auto const& argument : more) {
      // the problem's own line is that of the file
      arguments.push_back({argument.name == "line" ? "condition_line" : argument.name, argument.value});
    }
    problem(codes::condition_unreadable, place, std::move(arguments));
    return none;
  }
  result_.conditions.push_back(std::move(*compiled));
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

xml::Index Compiling::child(xml::Index at, std::string_view name) const {
  return xml::child(*model_.document, at, model_space, name);
}

std::string Compiling::text_at(xml::Index at) const {
  return xml::text_of(*model_.document, at);
}

xml::Index Compiling::referred(std::string const& id) const {
  auto const found = at_of_.find(std::string{xml::local_name(id)});
  return found == at_of_.end() ? xml::none : found->second;
}

}  // namespace congvu::bpmn
