#include "rules/bpmn/compile/extensions.h"

#include <algorithm>

#include "rules/bpmn/compile/timer.h"

namespace congvu::bpmn {
namespace {

constexpr std::string_view camunda_space = "http://camunda.org/schema/1.0/bpmn";
constexpr std::string_view zeebe_space = "http://camunda.org/schema/zeebe/1.0";

// Of Camunda's: they describe, or steer an engine's threads and screens, and change nothing of what happens.
constexpr std::string_view descriptive[] = {"asyncBefore",
                                            "asyncAfter",
                                            "exclusive",
                                            "jobPriority",
                                            "versionTag",
                                            "historyTimeToLive",
                                            "modelerTemplate",
                                            "modelerTemplateVersion",
                                            "modelerTemplateIcon",
                                            "properties",
                                            "userTask",
                                            "diagramRelationId",
                                            "formRefBinding",
                                            "formRefVersion",
                                            "isStartableInTasklist"};

bool is_descriptive(std::string_view name) {
  return std::ranges::find(descriptive, name) != std::end(descriptive);
}

std::string joined(auto const& names) {
  std::string list;
  for (auto const& name : names) {
    if (!list.empty()) list += ", ";
    list += name;
  }
  return list;
}

bool contains(auto const& names, std::string_view name) {
  return std::ranges::find(names, name) != std::end(names);
}

// "a, b" → a, b
std::vector<std::string> listed(std::string_view text) {
  std::vector<std::string> items;
  while (!text.empty()) {
    auto item = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), item.size() + 1));
    auto const first = item.find_first_not_of(' ');
    if (first == std::string_view::npos) continue;
    items.emplace_back(item.substr(first, item.find_last_not_of(' ') - first + 1));
  }
  return items;
}

}  // namespace

Extensions::Extensions(Model const& model, FlowNode node, std::vector<Problem>& problems)
    : document_(*model.document),
      node_(std::move(node)),
      problems_(problems),
      elements_(xml::child(document_, node_.at, model_space, "extensionElements")) {}

UserTask Extensions::user_task() const {
  only_known({"act", "candidates", "limit", "phase", "fromUnit", "form", "document", "product", "outcomes"},
             {"assignee", "candidateGroups", "formKey", "formRef"},
             {"assignmentDefinition", "formDefinition", "ioMapping"});
  UserTask task;
  task.candidates = listed(
      first_of({own("candidates"), zeebe("assignmentDefinition", "candidateGroups"), camunda("candidateGroups")}));
  task.assignee = first_of({zeebe("assignmentDefinition", "assignee"), camunda("assignee")});
  task.act = own("act");
  task.phase = own("phase");
  task.from_unit = own("fromUnit");
  task.form = first_of({own("form"), zeebe("formDefinition", "formId"), zeebe("formDefinition", "formKey"),
                        camunda("formKey"), camunda("formRef")});
  task.document = own("document");
  task.product = own("product");
  auto const documentation = xml::child(document_, node_.at, model_space, "documentation");
  if (documentation != xml::none) task.documentation = xml::text_of(document_, documentation);
  task.outcomes = listed(own("outcomes"));
  task.limit = limit();
  return task;
}

ServiceTask Extensions::service_task(std::vector<EffectKind> const& known, bool any) const {
  ServiceTask task;
  task.effect = first_of({own("effect"), zeebe("taskDefinition", "type"), camunda("topic")});
  auto const decision = zeebe("calledDecision", "decisionId");
  if (task.effect.empty() && !decision.empty()) {
    task.effect = "decide";
    task.parameters = {{"decision", decision}, {"result", zeebe("calledDecision", "resultVariable")}};
  }
  std::vector<std::string_view> own_names{"effect"};
  auto const kind = std::ranges::find(known, task.effect, &EffectKind::name);
  if (kind != known.end()) own_names.insert(own_names.end(), kind->parameters.begin(), kind->parameters.end());
  only_known(own_names, {"topic", "type"}, {"taskDefinition", "taskHeaders", "ioMapping", "calledDecision"});
  for (auto const& attribute : document_.nodes[node_.at].attributes) {
    if (document_.spaces[attribute.space] != congvu_space || xml::local_name(attribute.name) == "effect") continue;
    task.parameters.emplace_back(xml::local_name(attribute.name), attribute.value);
  }
  auto const headers =
      elements_ == xml::none ? xml::none : xml::child(document_, elements_, zeebe_space, "taskHeaders");
  if (headers != xml::none) {
    for (auto const header : xml::elements_in(document_, headers)) {
      auto const* key = xml::attribute(document_, header, "", "key");
      auto const* value = xml::attribute(document_, header, "", "value");
      if (key != nullptr && value != nullptr) task.parameters.emplace_back(*key, *value);
    }
  }
  if (any) return task;
  if (task.effect.empty()) {
    problem(codes::effect_missing, {});
  } else if (kind == known.end()) {
    std::vector<std::string> names;
    for (auto const& each : known) names.push_back(each.name);
    problem(codes::effect_unknown, {{"effect", task.effect}, {"known", joined(names)}});
  } else {
    parameters_are_known(task, *kind);
  }
  return task;
}

void Extensions::parameters_are_known(ServiceTask const& task, EffectKind const& kind) const {
  for (auto const& [name, value] : task.parameters) {
    // congvu's attributes were looked at with the others; these are headers
    bool const attribute = !own(name).empty();
    if (attribute || contains(kind.parameters, name)) continue;
    problem(codes::parameter_unknown, {{"parameter", name}, {"known", joined(kind.parameters)}});
  }
}

std::optional<StepLimit> Extensions::limit() const {
  auto const text = own("limit");
  if (text.empty()) return std::nullopt;
  auto const limit = parse_step_limit(text);
  if (!limit) problem(codes::limit_unreadable, {{"text", text}});
  return limit;
}

void Extensions::none_expected() const {
  bool const event = node_.kind.ends_with("Event");
  std::vector<std::string_view> theirs;
  if (event || node_.kind.ends_with("Task") || node_.kind.ends_with("ubProcess") || node_.kind == "transaction" ||
      node_.kind == "callActivity") {
    theirs.emplace_back("ioMapping");
  }
  if (node_.kind == "scriptTask") theirs.emplace_back("script");
  if (node_.kind == "callActivity") theirs.emplace_back("calledElement");
  only_known(event ? std::vector<std::string_view>{"limit"} : std::vector<std::string_view>{}, {}, theirs);
}

std::string Extensions::own(std::string_view name) const {
  auto const* value = xml::attribute(document_, node_.at, congvu_space, name);
  return value == nullptr ? std::string{} : *value;
}

std::string Extensions::camunda(std::string_view name) const {
  auto const* value = xml::attribute(document_, node_.at, camunda_space, name);
  return value == nullptr ? std::string{} : *value;
}

std::string Extensions::zeebe(std::string_view element, std::string_view attribute) const {
  if (elements_ == xml::none) return {};
  auto const at = xml::child(document_, elements_, zeebe_space, element);
  if (at == xml::none) return {};
  auto const* value = xml::attribute(document_, at, "", attribute);
  return value == nullptr ? std::string{} : *value;
}

std::string Extensions::first_of(std::initializer_list<std::string> values) const {
  auto const found = std::ranges::find_if(values, [](auto& value) { return !value.empty(); });
  return found == values.end() ? std::string{} : *found;
}

void Extensions::only_known(std::vector<std::string_view> const& own_names,
                            std::vector<std::string_view> const& camunda_names,
                            std::vector<std::string_view> const& zeebe_elements) const {
  for (auto const& attribute : document_.nodes[node_.at].attributes) {
    auto const& space = document_.spaces[attribute.space];
    auto const name = xml::local_name(attribute.name);
    if (space == congvu_space && !contains(own_names, name)) {
      problem(codes::attribute_unknown, {{"attribute", attribute.name}, {"known", joined(own_names)}});
    }
    bool const theirs = space == camunda_space || space == zeebe_space;
    if (theirs && !contains(camunda_names, name) && !is_descriptive(name)) {
      problem(codes::extension_not_understood, {{"extension", attribute.name}});
    }
  }
  if (elements_ == xml::none) return;
  for (auto const element : xml::elements_in(document_, elements_)) {
    auto const& node = document_.nodes[element];
    auto const& space = document_.spaces[node.space];
    auto const name = xml::local_name(node.name);
    bool const understood = space == zeebe_space && contains(zeebe_elements, name);
    bool const ours = space == congvu_space || space == camunda_space || space == zeebe_space;
    if (ours && !understood && !is_descriptive(name)) {
      problem(codes::extension_not_understood, {{"extension", node.name}});
    }
  }
}

void Extensions::problem(Code code, std::vector<Argument> arguments) const {
  problems_.push_back({code, node_.id, node_.kind, node_.name, node_.line, std::move(arguments)});
}

}  // namespace congvu::bpmn
