// What somebody drew: the processes of a BPMN 2.0 file with their steps, arrows and lanes, each with its line, and the
// whole document beside them, so that writing the model back keeps foreign elements and the drawing itself. Nothing is
// judged here but whether the file can be read and its references lead somewhere. BPMN 2.0.2, chapters 8 and 10.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.h"
#include "rules/xml/problem.h"
#include "rules/xml/xml.h"

namespace congvu::bpmn {

using xml::Problem;

inline constexpr std::string_view model_space = "http://www.omg.org/spec/BPMN/20100524/MODEL";
inline constexpr std::string_view diagram_space = "http://www.omg.org/spec/BPMN/20100524/DI";
inline constexpr std::string_view drawing_space = "http://www.omg.org/spec/DD/20100524/DC";

struct Bounds {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

// An activity, an event or a gateway.
struct FlowNode {
  std::string kind;  // as BPMN calls it: "userTask"
  std::string id;
  std::string name;
  std::uint32_t line = 0;
  xml::Index at = xml::none;
  std::string inside;                 // the sub-process it lies in; empty: directly in the process
  std::string lane;                   // id of the innermost lane that names it
  std::string default_flow;           // of activities and gateways
  std::string attached_to;            // of boundary events
  bool interrupting = true;           // of boundary events
  std::optional<Bounds> bounds = {};  // where the diagram draws it
};

struct Condition {
  std::string text;
  std::string language;  // empty: the file's default
  std::uint32_t line = 0;
};

struct SequenceFlow {
  std::string id;
  std::string name;
  std::uint32_t line = 0;
  xml::Index at = xml::none;
  std::string inside;
  std::string source;
  std::string target;
  std::optional<Condition> condition = {};
};

struct Lane {
  std::string id;
  std::string name;
  std::uint32_t line = 0;
};

struct Process {
  std::string id;
  std::string name;
  std::uint32_t line = 0;
  xml::Index at = xml::none;
  bool executable = false;
  std::vector<FlowNode> nodes;
  std::vector<SequenceFlow> flows;
  std::vector<Lane> lanes;
};

struct MessageFlow {
  std::string id;
  std::string name;
  std::uint32_t line = 0;
};

struct Model {
  std::string file;
  std::shared_ptr<xml::Document const> document;
  std::vector<Process> processes;
  std::vector<MessageFlow> message_flows;
  std::vector<Problem> problems;  // ids that are missing or occur twice, references that lead nowhere
};

// What arrows connect: activities, then events and gateways.
inline constexpr std::array<std::string_view, 22> flow_node_kinds{"task",
                                                                  "userTask",
                                                                  "serviceTask",
                                                                  "sendTask",
                                                                  "receiveTask",
                                                                  "manualTask",
                                                                  "scriptTask",
                                                                  "businessRuleTask",
                                                                  "callActivity",
                                                                  "subProcess",
                                                                  "transaction",
                                                                  "adHocSubProcess",
                                                                  "startEvent",
                                                                  "endEvent",
                                                                  "intermediateCatchEvent",
                                                                  "boundaryEvent",
                                                                  "intermediateThrowEvent",
                                                                  "exclusiveGateway",
                                                                  "parallelGateway",
                                                                  "inclusiveGateway",
                                                                  "complexGateway",
                                                                  "eventBasedGateway"};
inline constexpr auto activity_kinds = std::span{flow_node_kinds}.first<12>();

// Whether BPMN calls something of this kind a flow node: one of the above, or an event that a loop throws.
bool is_flow_node(std::string_view kind);
bool is_activity(std::string_view kind);
// Whether other flow nodes may lie in it.
bool is_sub_process(std::string_view kind);

// Reads BPMN 2.0 XML. Refused when it is not XML, not BPMN, or hostile; a model that can be read with faults carries
// them as problems, so that an editor can still show it. `file` only names places in messages.
Expected<Model> read(std::string_view bytes, std::string const& file);

// The document, as UTF-8: reading it again gives an equal one.
std::string write(Model const&);

}  // namespace congvu::bpmn
