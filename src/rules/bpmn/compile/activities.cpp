// What activities have beyond their kind: loops, scripts, and the data that they take and give.
#include <algorithm>

#include "rules/bpmn/compile/compiling.h"

namespace congvu::bpmn {
namespace {

constexpr std::string_view zeebe_space = "http://camunda.org/schema/zeebe/1.0";

}  // namespace

// An extension element of Camunda's, or none.
xml::Index Compiling::zeebe(FlowNode const& node, std::string_view element) const {
  auto const extensions = child(node.at, "extensionElements");
  return extensions == xml::none ? xml::none : xml::child(*model_.document, extensions, zeebe_space, element);
}

void Compiling::add_loop(Node& compiled, FlowNode const& node) {
  auto const standard = child(node.at, "standardLoopCharacteristics");
  auto const multiple = child(node.at, "multiInstanceLoopCharacteristics");
  if (standard == xml::none && multiple == xml::none) return;
  Loop loop;
  if (multiple != xml::none) {
    add_multi_instance(loop, multiple, node);
  } else {
    loop.test_before = attribute(standard, "testBefore") == "true";
    auto const condition = child(standard, "loopCondition");
    if (condition != xml::none) loop.condition = expression_at(condition, node);
    auto const maximum = attribute(standard, "loopMaximum");
    if (!maximum.empty()) loop.maximum = expression(maximum, {}, node);
    if (condition == xml::none && maximum.empty()) {
      problem(codes::expression_missing, node, {{"feature", "loopCondition"}});
    }
  }
  compiled.loop = static_cast<Index>(result_.loops.size());
  result_.loops.push_back(loop);
}

void Compiling::add_multi_instance(Loop& loop, xml::Index at, FlowNode const& node) {
  loop.kind = attribute(at, "isSequential") == "true" ? Loop::Kind::sequential : Loop::Kind::parallel;
  auto const given = [&](std::string_view name) -> Index {
    auto const inside = child(at, name);
    return inside == xml::none ? none : expression_at(inside, node);
  };
  auto const data = [&](std::string_view name) -> std::string {
    auto const inside = child(at, name);
    if (inside == xml::none) return {};
    auto const text = text_at(inside);
    return data_name(text.empty() ? attribute(inside, "id") : text);
  };
  auto const item = [&](std::string_view name) -> std::string {
    auto const inside = child(at, name);
    if (inside == xml::none) return {};
    auto const named = attribute(inside, "name");
    return named.empty() ? attribute(inside, "id") : named;
  };
  loop.times = given("loopCardinality");
  loop.condition = given("completionCondition");
  if (auto const list = data("loopDataInputRef"); !list.empty()) loop.times = expression(list, {}, node);
  if (auto const name = item("inputDataItem"); !name.empty()) loop.item = text(name);
  if (auto const name = data("loopDataOutputRef"); !name.empty()) loop.collected = text(name);
  if (auto const name = item("outputDataItem"); !name.empty()) loop.result = expression(name, {}, node);
  auto const extensions = child(at, "extensionElements");
  auto const theirs = extensions == xml::none
                          ? xml::none
                          : xml::child(*model_.document, extensions, zeebe_space, "loopCharacteristics");
  if (theirs != xml::none) {
    if (auto const list = attribute(theirs, "inputCollection"); !list.empty()) {
      loop.times = expression(list, {}, node);
    }
    if (auto const name = attribute(theirs, "inputElement"); !name.empty()) loop.item = text(name);
    if (auto const name = attribute(theirs, "outputCollection"); !name.empty()) loop.collected = text(name);
    if (auto const what = attribute(theirs, "outputElement"); !what.empty()) {
      loop.result = expression(what, {}, node);
    }
  }
  if (loop.times == none) problem(codes::expression_missing, node, {{"feature", "loopCardinality"}});
  add_behavior(loop, at, node);
}

// The attribute `behavior` says which events are thrown as instances are done (BPMN 2.0.2, 10.3.8).
void Compiling::add_behavior(Loop& loop, xml::Index at, FlowNode const& node) {
  auto const behavior = attribute(at, "behavior");
  loop.events.first = static_cast<Index>(result_.behaviors.size());
  auto const refer = [&](Loop::Behavior kind, std::string_view reference) {
    loop.behavior = kind;
    auto const definition = referred(attribute(at, reference));
    if (definition == xml::none) {
      problem(codes::expression_missing, node, {{"feature", std::string{reference}}});
    } else {
      result_.behaviors.push_back({none, trigger_of(definition, node)});
    }
  };
  if (behavior == "None") refer(Loop::Behavior::each, "noneBehaviorEventRef");
  if (behavior == "One") refer(Loop::Behavior::one, "oneBehaviorEventRef");
  if (behavior == "Complex") {
    loop.behavior = Loop::Behavior::complex;
    for (auto const each : xml::elements_in(*model_.document, at)) {
      if (!xml::is(*model_.document, each, model_space, "complexBehaviorDefinition")) continue;
      auto const condition = child(each, "condition");
      auto const event = child(each, "event");
      BehaviorEvent thrown{condition == xml::none ? none : expression_at(condition, node), {}};
      auto const inside = event == xml::none ? std::vector<xml::Index>{} : xml::elements_in(*model_.document, event);
      if (!inside.empty()) thrown.trigger = trigger_of(inside.front(), node);
      result_.behaviors.push_back(thrown);
    }
  }
  loop.events.count = static_cast<Index>(result_.behaviors.size()) - loop.events.first;
}

void Compiling::add_script(Node& compiled, FlowNode const& node) {
  Script script;
  auto const written = child(node.at, "script");
  auto const theirs = zeebe(node, "script");
  if (written != xml::none) script.text = text_at(written);
  if (theirs != xml::none) {
    script.text = attribute(theirs, "expression");
    if (auto const result = attribute(theirs, "resultVariable"); !result.empty()) script.result = text(result);
  }
  if (!surroundings_.scripts_outside) {
    if (script.text.empty())
      problem(codes::expression_missing, node, {{"feature", "script"}});
    else
      script.expression = expression(script.text, attribute(node.at, "scriptFormat"), node);
  }
  compiled.details = static_cast<Index>(result_.scripts.size());
  result_.scripts.push_back(std::move(script));
}

// The name under which data is seen by expressions: that of the data object that a reference stands for.
std::string Compiling::data_name(std::string const& id) const {
  auto at = referred(id);
  if (at == xml::none) return id;
  auto const object = attribute(at, "dataObjectRef");
  if (!object.empty() && referred(object) != xml::none) at = referred(object);
  auto const name = attribute(at, "name");
  return name.empty() ? attribute(at, "id") : name;
}

void Compiling::add_mappings(Node& compiled, FlowNode const& node) {
  auto const add = [&](Range& range, std::string_view association, std::string_view theirs) {
    range.first = static_cast<Index>(result_.mappings.size());
    for (auto const at : xml::elements_in(*model_.document, node.at)) {
      if (xml::is(*model_.document, at, model_space, association)) add_association(at, node);
    }
    add_io_mapping(node, theirs);
    range.count = static_cast<Index>(result_.mappings.size()) - range.first;
  };
  bool const throws = compiled.kind == NodeKind::throw_event || compiled.kind == NodeKind::end;
  bool const catches =
      compiled.kind == NodeKind::catch_event || compiled.kind == NodeKind::boundary || compiled.kind == NodeKind::start;
  if (throws || is_activity(compiled.kind)) add(compiled.inputs, "dataInputAssociation", "input");
  if (catches || is_activity(compiled.kind)) add(compiled.outputs, "dataOutputAssociation", "output");
}

void Compiling::add_association(xml::Index at, FlowNode const& node) {
  auto const target = child(at, "targetRef");
  auto const source = child(at, "sourceRef");
  auto const transformation = child(at, "transformation");
  bool assigned = false;
  for (auto const each : xml::elements_in(*model_.document, at)) {
    if (!xml::is(*model_.document, each, model_space, "assignment")) continue;
    auto const from = child(each, "from");
    auto const to = child(each, "to");
    if (from == xml::none || to == xml::none) continue;
    assigned = true;
    result_.mappings.push_back({expression_at(from, node), none, text(data_name(text_at(to)))});
  }
  if (assigned || target == xml::none) return;
  Mapping mapping{none, none, text(data_name(text_at(target)))};
  if (transformation != xml::none) {
    mapping.expression = expression_at(transformation, node);
  } else if (source != xml::none) {
    mapping.source = text(data_name(text_at(source)));
  } else {
    return;
  }
  result_.mappings.push_back(mapping);
}

void Compiling::add_io_mapping(FlowNode const& node, std::string_view direction) {
  auto const mapping = zeebe(node, "ioMapping");
  if (mapping == xml::none) return;
  for (auto const each : xml::elements_in(*model_.document, mapping)) {
    if (!xml::is(*model_.document, each, zeebe_space, direction)) continue;
    auto const source = attribute(each, "source");
    result_.mappings.push_back({expression(source, {}, node), none, text(attribute(each, "target"))});
  }
}

}  // namespace congvu::bpmn
