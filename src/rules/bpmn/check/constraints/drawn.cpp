#include "rules/bpmn/check/constraints/drawn.h"

#include <algorithm>
#include <charconv>

namespace congvu::bpmn {
namespace {

constexpr std::string_view definition_ending = "EventDefinition";

template <class Lists, class Key>
auto const& listed(Lists const& lists, Key const& key) {
  static typename Lists::mapped_type const nothing;
  auto const found = lists.find(key);
  return found == lists.end() ? nothing : found->second;
}

}  // namespace

Drawn::Drawn(xml::Document const& document) : document_(document) {
  for (At at = 0; at < document.nodes.size(); ++at) {
    if (kind(at).empty()) continue;
    by_kind_[std::string{kind(at)}].push_back(at);
    if (auto const id = attribute(at, "id"); !id.empty()) by_id_.emplace(id, at);
  }
  for (auto const flow : all("sequenceFlow")) {
    flows_from_[refer(flow, "sourceRef")].push_back(flow);
    flows_to_[refer(flow, "targetRef")].push_back(flow);
  }
}

std::vector<Drawn::At> const& Drawn::all(std::string_view kind) const {
  return listed(by_kind_, std::string{kind});
}

std::string_view Drawn::kind(At at) const {
  if (at == xml::none) return {};
  auto const& node = document_.nodes[at];
  bool const ours = node.kind == xml::Node::Kind::element && document_.spaces[node.space] == model_space;
  return ours ? xml::local_name(node.name) : std::string_view{};
}

bool Drawn::is(At at, Names kinds) const {
  return std::ranges::find(kinds, kind(at)) != kinds.end();
}

std::string Drawn::attribute(At at, std::string_view name) const {
  auto const* value = at == xml::none ? nullptr : xml::attribute(document_, at, "", name);
  return value == nullptr ? std::string{} : *value;
}

int Drawn::number(At at, std::string_view name, int otherwise) const {
  auto const text = attribute(at, name);
  int value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::string Drawn::text(At at) const {
  return at == xml::none ? std::string{} : xml::text_of(document_, at);
}

std::vector<Drawn::At> Drawn::inside(At at, Names kinds) const {
  std::vector<At> found;
  if (at == xml::none) return found;
  for (auto const each : xml::elements_in(document_, at)) {
    if (is(each, kinds)) found.push_back(each);
  }
  return found;
}

Drawn::At Drawn::first(At at, std::string_view kind) const {
  return at == xml::none ? xml::none : xml::child(document_, at, model_space, kind);
}

Drawn::At Drawn::find(std::string_view id) const {
  auto const found = by_id_.find(std::string{xml::local_name(id)});
  return found == by_id_.end() ? xml::none : found->second;
}

Drawn::At Drawn::refer(At at, std::string_view name) const {
  if (at == xml::none) return xml::none;
  auto reference = attribute(at, name);
  auto const child = first(at, name);
  if (reference.empty() && child != xml::none) reference = text(child);
  return find(reference);
}

bool Drawn::is_activity(At at) const {
  return bpmn::is_activity(kind(at));
}

bool Drawn::is_event_sub_process(At at) const {
  return is(at, {"subProcess"}) && says(at, "triggeredByEvent", "true");
}

Drawn::At Drawn::process_of(At at) const {
  while (at != xml::none && kind(at) != "process") at = parent(at);
  return at;
}

bool Drawn::is_executable(At at) const {
  auto const process = process_of(at);
  return process != xml::none && says(process, "isExecutable", "true");
}

std::vector<Drawn::At> Drawn::event_definitions(At event) const {
  std::vector<At> found;
  if (event == xml::none) return found;
  for (auto each : xml::elements_in(document_, event)) {
    if (kind(each) == "eventDefinitionRef") each = find(text(each));
    if (kind(each).ends_with(definition_ending)) found.push_back(each);
  }
  return found;
}

std::vector<std::string> Drawn::definitions(At event) const {
  std::vector<std::string> kinds;
  for (auto const each : event_definitions(event)) {
    kinds.emplace_back(kind(each).substr(0, kind(each).size() - definition_ending.size()));
  }
  return kinds;
}

bool Drawn::has_definition(At event, Names kinds) const {
  return std::ranges::any_of(definitions(event), [&](std::string const& each) {
    return std::ranges::find(kinds, std::string_view{each}) != kinds.end();
  });
}

bool Drawn::only_definitions(At event, Names kinds) const {
  return std::ranges::all_of(definitions(event), [&](std::string const& each) {
    return std::ranges::find(kinds, std::string_view{each}) != kinds.end();
  });
}

std::vector<Drawn::At> const& Drawn::flows_from(At node) const {
  return listed(flows_from_, node);
}

std::vector<Drawn::At> const& Drawn::flows_to(At node) const {
  return listed(flows_to_, node);
}

std::vector<Drawn::At> Drawn::boundaries(At activity) const {
  std::vector<At> found;
  std::ranges::copy_if(all("boundaryEvent"), std::back_inserter(found),
                       [&](At event) { return find(attribute(event, "attachedToRef")) == activity; });
  return found;
}

bool Drawn::is_end_of_message_flow(At at, std::string_view end) const {
  return std::ranges::any_of(all("messageFlow"), [&](At flow) { return refer(flow, end) == at; });
}

}  // namespace congvu::bpmn
