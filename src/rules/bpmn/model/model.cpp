#include "rules/bpmn/model/model.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <unordered_map>

#include "rules/bpmn/limits.h"
#include "rules/bpmn/model/codes.h"

namespace congvu::bpmn {
namespace {

// References between elements may carry the file's own prefix: "tns:Task_1".
std::string reference(std::string const& name) {
  return std::string{xml::local_name(name)};
}

class Reading {
 public:
  Reading(xml::Document const& document, Model& model) : document_(document), model_(model) {}

  void whole() {
    collect_ids();
    for (auto const each : xml::elements_in(document_, document_.root)) {
      if (is(each, "process")) process(each);
      if (is(each, "collaboration")) collaboration(each);
    }
    for (auto& each : model_.processes) {
      check_references(each);
      place_in_lanes(each);
    }
    for (auto const& [target, lane] : lane_of_) must_exist(lane.at, "flowNodeRef", target);
    drawing();
  }

 private:
  bool is(xml::Index at, std::string_view name) const { return xml::is(document_, at, model_space, name); }
  std::string attribute(xml::Index at, std::string_view name) const {
    auto const* value = xml::attribute(document_, at, "", name);
    return value == nullptr ? std::string{} : *value;
  }
  std::uint32_t line(xml::Index at) const { return document_.nodes[at].line; }
  std::string kind(xml::Index at) const { return std::string{xml::local_name(document_.nodes[at].name)}; }

  void problem(Code code, xml::Index at, std::vector<Argument> arguments = {}, bool warning = false) {
    if (model_.problems.size() >= limits::problems) return;
    model_.problems.push_back(
        {code, attribute(at, "id"), kind(at), attribute(at, "name"), line(at), std::move(arguments), {}, warning});
  }

  void collect_ids() {
    for (xml::Index at = 0; at < document_.nodes.size(); ++at) {
      auto const& node = document_.nodes[at];
      if (node.kind != xml::Node::Kind::element || document_.spaces[node.space] != model_space) continue;
      auto const* id = xml::attribute(document_, at, "", "id");
      if (id == nullptr || id->empty()) continue;
      auto const [first, added] = ids_.emplace(*id, at);
      if (!added) problem(codes::duplicate_id, at, {{"first_line", std::to_string(line(first->second))}});
    }
  }

  void process(xml::Index at) {
    Process read;
    read.id = attribute(at, "id");
    read.name = attribute(at, "name");
    read.line = line(at);
    read.at = at;
    read.executable = attribute(at, "isExecutable") == "true";
    if (read.id.empty()) problem(codes::missing_id, at);
    contents(read, at, {});
    model_.processes.push_back(std::move(read));
  }

  // Depth is bounded by that of the document.
  void contents(Process& into, xml::Index container, std::string const& inside) {
    for (auto const at : xml::elements_in(document_, container)) {
      if (document_.spaces[document_.nodes[at].space] != model_space) continue;
      auto const here = kind(at);
      if (here == "sequenceFlow") {
        flow(into, at, inside);
      } else if (here == "laneSet") {
        lanes(into, at);
      } else if (is_flow_node(here)) {
        node(into, at, inside);
        if (is_sub_process(here)) contents(into, at, attribute(at, "id"));
      }
    }
  }

  void node(Process& into, xml::Index at, std::string const& inside) {
    FlowNode read;
    read.kind = kind(at);
    read.id = attribute(at, "id");
    read.name = attribute(at, "name");
    read.line = line(at);
    read.at = at;
    read.inside = inside;
    read.default_flow = reference(attribute(at, "default"));
    read.attached_to = reference(attribute(at, "attachedToRef"));
    read.interrupting = attribute(at, "cancelActivity") != "false";
    if (read.id.empty()) problem(codes::missing_id, at);
    into.nodes.push_back(std::move(read));
  }

  void flow(Process& into, xml::Index at, std::string const& inside) {
    SequenceFlow read;
    read.id = attribute(at, "id");
    read.name = attribute(at, "name");
    read.line = line(at);
    read.at = at;
    read.inside = inside;
    read.source = reference(attribute(at, "sourceRef"));
    read.target = reference(attribute(at, "targetRef"));
    auto const condition = xml::child(document_, at, model_space, "conditionExpression");
    if (condition != xml::none) {
      read.condition = {xml::text_of(document_, condition), attribute(condition, "language"), line(condition)};
    }
    if (read.id.empty()) problem(codes::missing_id, at);
    into.flows.push_back(std::move(read));
  }

  // Inner lanes come after the outer one, so that a node's last lane is its innermost.
  void lanes(Process& into, xml::Index set) {
    for (auto const at : xml::elements_in(document_, set)) {
      if (!is(at, "lane")) continue;
      auto const id = attribute(at, "id");
      into.lanes.push_back({id, attribute(at, "name"), line(at)});
      for (auto const inside : xml::elements_in(document_, at)) {
        if (is(inside, "flowNodeRef")) lane_of_[reference(xml::text_of(document_, inside))] = {id, inside};
      }
      auto const inner = xml::child(document_, at, model_space, "childLaneSet");
      if (inner != xml::none) lanes(into, inner);
    }
  }

  void collaboration(xml::Index at) {
    for (auto const each : xml::elements_in(document_, at)) {
      if (is(each, "messageFlow")) {
        model_.message_flows.push_back({attribute(each, "id"), attribute(each, "name"), line(each)});
      }
      auto const process = reference(attribute(each, "processRef"));
      if (is(each, "participant") && !process.empty()) must_exist(each, "processRef", process);
    }
  }

  void must_exist(xml::Index from, std::string_view attribute_name, std::string const& target, bool warning = false) {
    if (ids_.contains(target)) return;
    problem(codes::dangling_reference, from, {{"reference", std::string{attribute_name}}, {"target", target}}, warning);
  }

  void must_be_flow_node(xml::Index from, std::string_view attribute_name, std::string const& target) {
    auto const found = ids_.find(target);
    if (found == ids_.end()) return must_exist(from, attribute_name, target);
    auto const target_kind = kind(found->second);
    if (is_flow_node(target_kind)) return;
    problem(codes::wrong_reference, from,
            {{"reference", std::string{attribute_name}}, {"target", target}, {"expected", "flow node"}});
  }

  void check_references(Process const& process) {
    for (auto const& flow : process.flows) {
      must_be_flow_node(flow.at, "sourceRef", flow.source);
      must_be_flow_node(flow.at, "targetRef", flow.target);
    }
    for (auto const& node : process.nodes) {
      if (!node.default_flow.empty()) must_exist(node.at, "default", node.default_flow);
      if (node.kind == "boundaryEvent") must_be_flow_node(node.at, "attachedToRef", node.attached_to);
      for (auto const inside : xml::elements_in(document_, node.at)) {
        if (!is(inside, "incoming") && !is(inside, "outgoing")) continue;
        must_exist(node.at, kind(inside), reference(xml::text_of(document_, inside)));
      }
    }
  }

  void place_in_lanes(Process& process) {
    for (auto& node : process.nodes) {
      auto const found = lane_of_.find(node.id);
      if (found != lane_of_.end()) node.lane = found->second.id;
    }
  }

  double number(xml::Index at, std::string_view name) const {
    auto const text = attribute(at, name);
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return std::isfinite(value) ? value : 0;  // "nan" has no place in an order
  }

  void drawing() {
    std::unordered_map<std::string, Bounds> drawn;
    for (xml::Index at = 0; at < document_.nodes.size(); ++at) {
      if (!xml::is(document_, at, diagram_space, "BPMNShape")) continue;
      auto const element = reference(attribute(at, "bpmnElement"));
      must_exist(at, "bpmnElement", element, true);
      auto const bounds = xml::child(document_, at, drawing_space, "Bounds");
      if (bounds == xml::none) continue;
      drawn[element] = {number(bounds, "x"), number(bounds, "y"), number(bounds, "width"), number(bounds, "height")};
    }
    for (auto& process : model_.processes) {
      for (auto& node : process.nodes) {
        auto const found = drawn.find(node.id);
        if (found != drawn.end()) node.bounds = found->second;
      }
    }
  }

  struct LaneReference {
    std::string id;
    xml::Index at = xml::none;
  };

  xml::Document const& document_;
  Model& model_;
  std::unordered_map<std::string, xml::Index> ids_;
  std::map<std::string, LaneReference> lane_of_;  // in a fixed order, for that of problems
};

}  // namespace

bool is_flow_node(std::string_view kind) {
  return std::ranges::find(flow_node_kinds, kind) != flow_node_kinds.end() || kind == "implicitThrowEvent";
}

bool is_activity(std::string_view kind) {
  return std::ranges::find(activity_kinds, kind) != activity_kinds.end();
}

bool is_sub_process(std::string_view kind) {
  return kind == "subProcess" || kind == "adHocSubProcess" || kind == "transaction";
}

Expected<Model> read(std::string_view bytes, std::string const& file) {
  auto document = xml::read(bytes, file);
  if (!document) return std::unexpected(document.error());
  if (!xml::is(*document, document->root, model_space, "definitions")) {
    return refuse(codes::not_bpmn, file + ":" + std::to_string(document->nodes[document->root].line),
                  {{"found", document->nodes[document->root].name}});
  }
  Model model;
  model.file = file;
  model.document = std::make_shared<xml::Document const>(std::move(*document));
  Reading{*model.document, model}.whole();
  return model;
}

std::string write(Model const& model) {
  return xml::write(*model.document);
}

}  // namespace congvu::bpmn
