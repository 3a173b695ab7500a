// What somebody drew: the processes of a BPMN 2.0 file with their steps, arrows and lanes, each with its line, and the
// whole document beside them, so that writing the model back keeps foreign elements and the drawing itself. Nothing is
// judged here but whether the file can be read and its references lead somewhere. BPMN 2.0.2, chapters 8 and 10.
#pragma once

#include <memory>
#include <optional>
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

// Whether BPMN calls something of this kind a flow node: an activity, an event or a gateway.
bool is_flow_node(std::string_view kind);

// Reads BPMN 2.0 XML. Refused when it is not XML, not BPMN, or hostile; a model that can be read with faults carries
// them as problems, so that an editor can still show it. `file` only names places in messages.
Expected<Model> read(std::string_view bytes, std::string const& file);

// The document, as UTF-8: reading it again gives an equal one.
std::string write(Model const&);

}  // namespace congvu::bpmn
