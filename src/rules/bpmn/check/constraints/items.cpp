// Rules on data: what it consists of, where it is taken from and given to; BPMN 2.0.2, 10.3 and 10.4.
#include <algorithm>

#include "rules/bpmn/check/constraints/constraints.h"

namespace congvu::bpmn {
namespace {

using At = xml::Index;

// What something consists of: its item definition, by whichever reference it is named.
At item_of(Drawn const& d, At at) {
  if (at == xml::none) return xml::none;
  if (d.is(at, {"dataObjectReference"})) at = d.refer(at, "dataObjectRef");
  if (at == xml::none) return xml::none;
  for (auto const* reference : {"itemSubjectRef", "itemRef", "structureRef"}) {
    auto const item = d.find(d.attribute(at, reference));
    if (d.is(item, {"itemDefinition"})) return item;
  }
  return xml::none;
}

bool is_same(Drawn const& d, At one, At other) {
  if (one == other) return true;
  if (one == xml::none || other == xml::none) return false;
  auto const structure = d.attribute(one, "structureRef");
  return !structure.empty() && structure == d.attribute(other, "structureRef");
}

At specification(Drawn const& d, At at) {
  return d.first(at, "ioSpecification");
}

std::vector<At> given(Drawn const& d, At at, std::string_view kind) {
  auto const inside = specification(d, at);
  return inside == xml::none ? std::vector<At>{} : d.inside(inside, {kind});
}

bool differs(Drawn const& d, std::vector<At> const& all, At message) {
  return message != xml::none &&
         std::ranges::any_of(all, [&](At each) { return !is_same(d, item_of(d, each), item_of(d, message)); });
}

// References listed under one name that are not listed under another.
bool lists_others(Drawn const& d, At set, std::string_view some, std::string_view all) {
  auto const every = d.inside(set, {all});
  return !std::ranges::all_of(d.inside(set, {some}), [&](At each) {
    return std::ranges::any_of(every, [&](At other) { return d.text(other) == d.text(each); });
  });
}

bool is_listed(Drawn const& d, At at, std::string_view set, std::string_view list) {
  return std::ranges::any_of(d.inside(d.parent(at), {set}), [&](At each) {
    return std::ranges::any_of(d.inside(each, {list}), [&](At entry) { return d.find(d.text(entry)) == at; });
  });
}

bool refers_one_sided(Drawn const& d, At set, std::string_view there, std::string_view back) {
  return std::ranges::any_of(d.inside(set, {there}), [&](At each) {
    auto const other = d.find(d.text(each));
    return other != xml::none &&
           std::ranges::none_of(d.inside(other, {back}), [&](At entry) { return d.find(d.text(entry)) == set; });
  });
}

// The data that events carry, one for each of their definitions that carries any.
std::vector<At> carried(Drawn const& d, At event) {
  return d.inside(event, {"dataInput", "dataOutput"});
}
At item_carried(Drawn const& d, At definition) {
  for (auto const* reference : {"messageRef", "signalRef", "errorRef", "escalationRef"}) {
    auto const meant = d.find(d.attribute(definition, reference));
    if (meant != xml::none) return item_of(d, meant);
  }
  return xml::none;
}

bool carries_other_items(Drawn const& d, At event) {
  auto const values = carried(d, event);
  auto const definitions = d.event_definitions(event);
  for (std::size_t i = 0; i < std::min(values.size(), definitions.size()); ++i) {
    auto const item = item_carried(d, definitions[i]);
    if (item != xml::none && !is_same(d, item_of(d, values[i]), item)) return true;
  }
  return false;
}

bool exchanges_otherwise(Drawn const& d, At call) {
  auto const called = d.find(d.attribute(call, "calledElement"));
  if (called == xml::none || (specification(d, call) == xml::none && specification(d, called) == xml::none))
    return false;
  for (auto const* kind : {"dataInput", "dataOutput", "inputSet", "outputSet"}) {
    auto const here = given(d, call, kind);
    auto const there = given(d, called, kind);
    if (here.size() != there.size()) return true;
    for (std::size_t i = 0; i < here.size(); ++i) {
      if (std::string_view{kind}.starts_with("data") && !is_same(d, item_of(d, here[i]), item_of(d, there[i]))) {
        return true;
      }
    }
  }
  return false;
}

bool binds_otherwise(Drawn const& d, At binding) {
  auto const operation = d.find(d.attribute(binding, "operationRef"));
  auto const in = d.find(d.attribute(binding, "inputDataRef"));
  auto const out = d.find(d.attribute(binding, "outputDataRef"));
  auto const asked = d.refer(operation, "inMessageRef");
  auto const answered = d.refer(operation, "outMessageRef");
  if (in == xml::none || operation == xml::none) return true;
  if (!is_same(d, item_of(d, in), item_of(d, asked))) return true;
  return answered != xml::none && (out == xml::none || !is_same(d, item_of(d, out), item_of(d, answered)));
}

bool item_is_not_of_list(Drawn const& d, At loop, std::string_view list, std::string_view item) {
  auto const whole = d.refer(loop, list);
  auto const one = d.first(loop, item);
  if (whole == xml::none || one == xml::none) return false;
  auto const of_whole = item_of(d, whole);
  auto const of_one = item_of(d, one);
  if (of_whole == xml::none || of_one == xml::none) return false;
  return d.attribute(of_whole, "structureRef") != d.attribute(of_one, "structureRef");
}

bool is_misnamed(Drawn const& d, At reference) {
  auto const state = d.first(reference, "dataState");
  auto const object = d.refer(reference, "dataObjectRef");
  if (state == xml::none || object == xml::none || d.attribute(state, "name").empty()) return false;
  return d.attribute(reference, "name") != d.attribute(object, "name") + " [" + d.attribute(state, "name") + "]";
}

bool associates_otherwise(Drawn const& d, At at) {
  auto const source = item_of(d, d.refer(at, "sourceRef"));
  auto const target = item_of(d, d.refer(at, "targetRef"));
  bool const known = source != xml::none && target != xml::none;
  return known && !d.has(at, {"transformation", "assignment"}) && !is_same(d, source, target);
}

std::vector<std::string_view> const associations{"dataInputAssociation", "dataOutputAssociation"};

std::vector<Rule> const rules{
    {"EXT.020",
     {"dataObject", "dataInput", "dataOutput"},
     [](auto& d, At at) {
       auto const item = item_of(d, at);
       return item != xml::none && d.says(item, "isCollection", "true") != d.says(at, "isCollection", "true");
     }},
    {"EXT.042",
     {"serviceTask"},
     [](auto& d, At at) { return !d.attribute(at, "operationRef").empty() && given(d, at, "inputSet").size() != 1; }},
    {"EXT.043",
     {"serviceTask"},
     [](auto& d, At at) { return !d.attribute(at, "operationRef").empty() && given(d, at, "outputSet").size() > 1; }},
    {"EXT.044",
     {"serviceTask"},
     [](auto& d, At at) {
       return differs(d, given(d, at, "dataInput"), d.refer(d.refer(at, "operationRef"), "inMessageRef"));
     }},
    {"EXT.045",
     {"serviceTask"},
     [](auto& d, At at) {
       return differs(d, given(d, at, "dataOutput"), d.refer(d.refer(at, "operationRef"), "outMessageRef"));
     }},
    {"EXT.046",
     {"sendTask"},
     [](auto& d, At at) { return !d.attribute(at, "messageRef").empty() && given(d, at, "inputSet").size() > 1; }},
    {"EXT.047",
     {"sendTask"},
     [](auto& d, At at) { return !d.attribute(at, "messageRef").empty() && given(d, at, "dataInput").size() > 1; }},
    {"EXT.048",
     {"sendTask"},
     [](auto& d, At at) { return differs(d, given(d, at, "dataInput"), d.refer(at, "messageRef")); }},
    {"EXT.050",
     {"receiveTask"},
     [](auto& d, At at) { return !d.attribute(at, "messageRef").empty() && given(d, at, "outputSet").size() > 1; }},
    {"EXT.051",
     {"receiveTask"},
     [](auto& d, At at) { return !d.attribute(at, "messageRef").empty() && given(d, at, "dataOutput").size() > 1; }},
    {"EXT.052",
     {"receiveTask"},
     [](auto& d, At at) { return differs(d, given(d, at, "dataOutput"), d.refer(at, "messageRef")); }},
    {"EXT.063", {"callActivity"}, exchanges_otherwise},
    {"EXT.064",
     {"process", "globalTask", "globalUserTask", "globalManualTask", "globalScriptTask", "globalBusinessRuleTask"},
     [](auto& d, At at) { return d.has(at, {"supportedInterfaceRef"}) && !d.has(at, {"ioBinding"}); }},
    {"EXT.065", {"ioBinding"}, binds_otherwise},
    {"EXT.069",
     {"multiInstanceLoopCharacteristics"},
     [](auto& d, At at) { return item_is_not_of_list(d, at, "loopDataOutputRef", "outputDataItem"); }},
    {"EXT.070",
     {"multiInstanceLoopCharacteristics"},
     [](auto& d, At at) { return item_is_not_of_list(d, at, "loopDataInputRef", "inputDataItem"); }},
    {"EXT.076", {"dataObjectReference"}, is_misnamed},
    {"EXT.084", {"dataInput"}, [](auto& d, At at) { return !is_listed(d, at, "inputSet", "dataInputRefs"); }},
    {"EXT.085", {"inputSet"}, [](auto& d, At at) { return lists_others(d, at, "optionalInputRefs", "dataInputRefs"); }},
    {"EXT.086",
     {"inputSet"},
     [](auto& d, At at) { return lists_others(d, at, "whileExecutingInputRefs", "dataInputRefs"); }},
    {"EXT.087",
     {"inputSet", "outputSet"},
     [](auto& d, At at) {
       return d.is(at, {"inputSet"}) ? refers_one_sided(d, at, "outputSetRefs", "inputSetRefs")
                                     : refers_one_sided(d, at, "inputSetRefs", "outputSetRefs");
     }},
    {"EXT.088", {"dataOutput"}, [](auto& d, At at) { return !is_listed(d, at, "outputSet", "dataOutputRefs"); }},
    {"EXT.089",
     {"outputSet"},
     [](auto& d, At at) { return lists_others(d, at, "optionalOutputRefs", "dataOutputRefs"); }},
    {"EXT.090",
     {"outputSet"},
     [](auto& d, At at) { return lists_others(d, at, "whileExecutingOutputRefs", "dataOutputRefs"); }},
    {"EXT.091", associations, associates_otherwise},
    {"EXT.092", associations,
     [](auto& d, At at) { return !d.has(at, {"transformation"}) && d.count(at, {"sourceRef"}) > 1; }},
    {"EXT.093",
     {"startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"},
     [](auto& d, At at) { return !carried(d, at).empty() && carried(d, at).size() < d.event_definitions(at).size(); }},
    {"EXT.094",
     {"startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"},
     carries_other_items},
};

}  // namespace

std::span<Rule const> data_rules() {
  return rules;
}

}  // namespace congvu::bpmn
