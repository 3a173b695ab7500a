#include "rules/bpmn/check/constraints/references.h"

#include <algorithm>
#include <array>

namespace congvu::bpmn {
namespace {

struct Reference {
  std::string_view name;          // of an attribute or a child
  std::string_view on;            // a kind of element; empty: any
  std::string_view to;            // kinds, separated by spaces: an ending with * stands for all that end so
  bool may_be_elsewhere = false;  // an interface may be described in another file, so that only a wrong kind is told
};

constexpr std::array references{
    Reference{"sourceRef", "sequenceFlow", "*Event *Task task *Gateway callActivity *rocess transaction"},
    Reference{"targetRef", "sequenceFlow", "*Event *Task task *Gateway callActivity *rocess transaction"},
    Reference{"default", "", "sequenceFlow"},
    Reference{"incoming", "", "sequenceFlow"},
    Reference{"outgoing", "", "sequenceFlow"},
    Reference{"attachedToRef", "boundaryEvent", "*Task task callActivity *rocess transaction"},
    Reference{"messageRef", "", "message"},
    Reference{"inMessageRef", "", "message"},
    Reference{"outMessageRef", "", "message"},
    Reference{"operationRef", "", "operation", true},
    Reference{"interfaceRef", "", "interface"},
    Reference{"supportedInterfaceRef", "", "interface"},
    Reference{"errorRef", "", "error"},
    Reference{"signalRef", "", "signal"},
    Reference{"escalationRef", "", "escalation"},
    Reference{"processRef", "", "process"},
    Reference{"itemSubjectRef", "", "itemDefinition"},
    Reference{"itemRef", "", "itemDefinition"},
    Reference{"dataObjectRef", "", "dataObject"},
    Reference{"dataStoreRef", "", "dataStore"},
    Reference{"dataInputRefs", "", "dataInput"},
    Reference{"dataOutputRefs", "", "dataOutput"},
    Reference{"eventDefinitionRef", "", "*EventDefinition"},
    Reference{"correlationPropertyRef", "", "correlationProperty"},
    Reference{"correlationKeyRef", "", "correlationKey"},
    Reference{"activityRef", "", "*Task task callActivity *rocess transaction"},
    Reference{"flowNodeRef", "", "*Event *Task task *Gateway callActivity *rocess transaction"},
    Reference{"source", "linkEventDefinition", "linkEventDefinition"},
    Reference{"target", "linkEventDefinition", "linkEventDefinition"},
    Reference{"sourceRef", "messageFlow", "*"},
    Reference{"targetRef", "messageFlow", "*"},
    Reference{"sourceRef", "association", "*"},
    Reference{"targetRef", "association", "*"},
};

bool is_one_of(std::string_view kind, std::string_view kinds) {
  while (!kinds.empty()) {
    auto const each = kinds.substr(0, kinds.find(' '));
    kinds.remove_prefix(std::min(kinds.size(), each.size() + 1));
    if (each.starts_with('*') ? kind.ends_with(each.substr(1)) : kind == each) return true;
  }
  return false;
}

bool leads_right(Drawn const& drawn, std::string const& id, std::string_view kinds) {
  auto const target = drawn.find(id);
  return target != xml::none && is_one_of(drawn.kind(target), kinds);
}

}  // namespace

std::vector<xml::Index> wrong_references(Drawn const& drawn) {
  std::vector<xml::Index> wrong;
  auto const& document = drawn.document();
  for (xml::Index at = 0; at < document.nodes.size(); ++at) {
    auto const kind = drawn.kind(at);
    if (kind.empty()) continue;
    for (auto const& reference : references) {
      if (!reference.on.empty() && reference.on != kind) continue;
      // Another file's elements go by a prefix of its own.
      auto const is_wrong = [&](std::string const& id) {
        bool const may_be_elsewhere = reference.may_be_elsewhere || id.find(':') != std::string::npos;
        bool const elsewhere = may_be_elsewhere && drawn.find(id) == xml::none;
        return !id.empty() && !elsewhere && !leads_right(drawn, id, reference.to);
      };
      bool broken = is_wrong(drawn.attribute(at, reference.name));
      for (auto const child : drawn.inside(at, {reference.name})) broken = broken || is_wrong(drawn.text(child));
      if (broken) wrong.push_back(at);
    }
  }
  return wrong;
}

}  // namespace congvu::bpmn
