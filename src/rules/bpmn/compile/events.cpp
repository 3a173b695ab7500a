// What events catch and throw, and the messages of send and receive tasks.
#include <algorithm>
#include <charconv>

#include "rules/bpmn/compile/compiling.h"
#include "rules/bpmn/compile/extensions.h"
#include "rules/bpmn/compile/timer.h"
#include "rules/bpmn/model/codes.h"

namespace congvu::bpmn {
namespace {

struct Named {
  std::string_view drawn;
  Trigger::Kind kind;
};
constexpr Named trigger_kinds[] = {{"messageEventDefinition", Trigger::Kind::message},
                                   {"timerEventDefinition", Trigger::Kind::timer},
                                   {"signalEventDefinition", Trigger::Kind::signal},
                                   {"errorEventDefinition", Trigger::Kind::error},
                                   {"escalationEventDefinition", Trigger::Kind::escalation},
                                   {"conditionalEventDefinition", Trigger::Kind::conditional},
                                   {"linkEventDefinition", Trigger::Kind::link},
                                   {"compensateEventDefinition", Trigger::Kind::compensation},
                                   {"cancelEventDefinition", Trigger::Kind::cancel},
                                   {"terminateEventDefinition", Trigger::Kind::terminate}};

constexpr Index most_triggers = 16;  // of one element, as many as its marks can keep

// "R4/PT1S": how often, and the rest; "R/PT1S" is without end.
std::optional<Index> take_repeats(std::string_view& text) {
  auto const slash = text.find('/');
  if (!text.starts_with('R') || slash == std::string_view::npos) return std::nullopt;
  auto const count = text.substr(1, slash - 1);
  text.remove_prefix(slash + 1);
  if (count.empty()) return 0;
  Index repeats = 0;
  auto const read = std::from_chars(count.data(), count.data() + count.size(), repeats);
  bool const whole = read.ec == std::errc{} && read.ptr == count.data() + count.size();
  return whole && repeats > 0 ? std::optional{repeats} : std::nullopt;
}

}  // namespace

// Of an event: its definitions, those that lie in it and those that it refers to.
void Compiling::add_triggers(Node& compiled, FlowNode const& node) {
  std::vector<Trigger> triggers;
  for (auto const at : xml::elements_in(*model_.document, node.at)) {
    auto definition = at;
    if (xml::is(*model_.document, at, model_space, "eventDefinitionRef")) definition = referred(text_at(at));
    if (definition == xml::none) {
      problem(codes::dangling_reference, node, {{"reference", "eventDefinitionRef"}, {"target", text_at(at)}});
      continue;
    }
    auto const name = xml::local_name(model_.document->nodes[definition].name);
    if (std::ranges::find(trigger_kinds, name, &Named::drawn) == std::end(trigger_kinds)) continue;
    auto const trigger = trigger_of(definition, node);
    if (is_offered(trigger, node)) triggers.push_back(trigger);
  }
  if (triggers.size() > most_triggers) {
    problem(codes::not_run_yet, node, {{"feature", "more than 16 event definitions"}});
    triggers.resize(most_triggers);
  }
  bool const needs_one = compiled.kind == NodeKind::boundary;
  if (needs_one && triggers.empty()) problem(codes::timer_missing, node);
  compiled.triggers = {static_cast<Index>(result_.triggers.size()), static_cast<Index>(triggers.size())};
  result_.triggers.insert(result_.triggers.end(), triggers.begin(), triggers.end());
  compiled.all_triggers = compiled.all_triggers && triggers.size() > 1;
}

bool Compiling::is_offered(Trigger const& trigger, FlowNode const& node) {
  if (trigger.kind != Trigger::Kind::message || surroundings_.messages) return true;
  problem(codes::not_offered, node, {{"feature", "message"}});
  return false;
}

Trigger Compiling::trigger_of(xml::Index at, FlowNode const& node) {
  Trigger trigger;
  auto const name = xml::local_name(model_.document->nodes[at].name);
  auto const found = std::ranges::find(trigger_kinds, name, &Named::drawn);
  if (found == std::end(trigger_kinds)) {
    problem(codes::not_run_yet, node, {{"feature", std::string{name}}});
    return trigger;
  }
  trigger.kind = found->kind;
  switch (trigger.kind) {
    case Trigger::Kind::message:
      trigger.name = message_of(at);
      set_correlation(trigger, at, node);
      break;
    case Trigger::Kind::signal:
      trigger.name = named(referred(attribute(at, "signalRef")), "name");
      break;
    case Trigger::Kind::error:
      trigger.name = named(referred(attribute(at, "errorRef")), "errorCode");
      break;
    case Trigger::Kind::escalation:
      trigger.name = named(referred(attribute(at, "escalationRef")), "escalationCode");
      break;
    case Trigger::Kind::link:
      trigger.name = text(attribute(at, "name"));
      break;
    case Trigger::Kind::timer:
      set_time(trigger, at, node);
      break;
    case Trigger::Kind::conditional: {
      auto const condition = child(at, "condition");
      if (condition != xml::none) trigger.expression = expression_at(condition, node);
      if (condition == xml::none) problem(codes::expression_missing, node, {{"feature", "condition"}});
      break;
    }
    case Trigger::Kind::compensation:
      trigger.waits = attribute(at, "waitForCompletion") != "false";
      break;
    default:
      break;
  }
  return trigger;
}

// The code of an error, the name of a signal; what has none goes by its id.
Index Compiling::named(xml::Index at, std::string_view by) {
  if (at == xml::none) return none;
  auto const name = attribute(at, by);
  return text(name.empty() ? attribute(at, "id") : name);
}

// By its own reference, else by that of its operation.
Index Compiling::message_of(xml::Index at) {
  auto message = referred(attribute(at, "messageRef"));
  auto operation = attribute(at, "operationRef");
  auto const inside = child(at, "operationRef");
  if (operation.empty() && inside != xml::none) operation = text_at(inside);
  if (message == xml::none && !operation.empty() && referred(operation) != xml::none) {
    auto const in = child(referred(operation), "inMessageRef");
    if (in != xml::none) message = referred(text_at(in));
  }
  return named(message, "name");
}

// Camunda's modelers write with the message by which value a waiting case is known.
void Compiling::set_correlation(Trigger& trigger, xml::Index at, FlowNode const& node) {
  auto const message = referred(attribute(at, "messageRef"));
  if (message == xml::none) return;
  FlowNode const holder{.kind = "message", .id = {}, .name = {}, .line = 0, .at = message};
  auto const subscription = zeebe(holder, "subscription");
  if (subscription == xml::none) return;
  if (auto const key = attribute(subscription, "correlationKey"); !key.empty()) {
    trigger.expression = expression(key, {}, node);
  }
}

void Compiling::add_message(Node& compiled, FlowNode const& node) {
  Trigger trigger;
  trigger.kind = Trigger::Kind::message;
  trigger.name = message_of(node.at);
  set_correlation(trigger, node.at, node);
  if (!is_offered(trigger, node)) return;
  compiled.triggers = {static_cast<Index>(result_.triggers.size()), 1};
  result_.triggers.push_back(trigger);
}

// A working limit of ours goes before what stands in the timer itself, so that a model may carry both: the plain
// duration for other engines, the working one for this. A time that begins with = is an expression.
void Compiling::set_time(Trigger& trigger, xml::Index at, FlowNode const& node) {
  if (auto const limit = Extensions{model_, node, problems_}.limit()) {
    trigger.timer = *limit;
    return;
  }
  for (auto const inside : xml::elements_in(*model_.document, at)) {
    auto const kind = xml::local_name(model_.document->nodes[inside].name);
    if (kind != "timeDuration" && kind != "timeDate" && kind != "timeCycle") continue;
    auto const written = text_at(inside);
    std::string_view rest = written;
    if (kind == "timeCycle") {
      auto const repeats = take_repeats(rest);
      if (!repeats) return problem(codes::timer_unreadable, node, {{"text", written}});
      trigger.repeats = *repeats;
    }
    if (rest.starts_with('=')) {
      trigger.expression = expression(rest, attribute(inside, "language"), node);
      return;
    }
    auto const duration = parse_duration(rest);
    auto const instant = kind == "timeDate" ? parse_instant(rest) : std::nullopt;
    if (instant)
      trigger.timer = *instant;
    else if (duration && kind != "timeDate")
      trigger.timer = *duration;
    else
      problem(codes::timer_unreadable, node, {{"text", written}});
    return;
  }
  problem(codes::timer_missing, node);
}

}  // namespace congvu::bpmn
