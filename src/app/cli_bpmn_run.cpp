// congvu bpmn run FILE --script F: cases of a diagram driven by a script, one JSON line for everything that happens,
// the result last (docs/bpmn-run.md).
#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <map>

#include "app/cli.h"
#include "app/cli_bpmn.h"
#include "base/instant.h"
#include "rules/bpmn/compile/timer.h"
#include "rules/bpmn/rehearse/rehearsal.h"

namespace congvu::app {
namespace {

namespace codes {
constexpr Code script_unreadable{"bpmn.script_unreadable", Kind::malformed};  // line
constexpr Code nothing_open{"bpmn.nothing_open", Kind::conflict};             // element
}  // namespace codes

using bpmn::Rehearsal;

// What happened, by its name, with the key and element that it is about.
struct Told {
  bpmn::Definition const& definition;

  json::object at(std::string_view what, bpmn::Key key, bpmn::Index node) const {
    json::object line{{"event", what}};
    if (key != 0) line["key"] = key;
    if (node != bpmn::none) line["element"] = definition.id(node);
    return line;
  }

  json::object operator()(bpmn::OpenTask const& o) const { return at("task opened", o.key, o.node); }
  json::object operator()(bpmn::CloseTask const& o) const { return at("task closed", o.key, o.node); }
  json::object operator()(bpmn::StartTimer const& o) const { return at("timer started", o.key, o.node); }
  json::object operator()(bpmn::CancelTimer const& o) const { return at("timer cancelled", o.key, o.node); }
  json::object operator()(bpmn::RequestEffect const& o) const { return at("effect requested", o.key, o.node); }
  json::object operator()(bpmn::CancelEffect const& o) const { return at("effect cancelled", o.key, o.node); }
  json::object operator()(bpmn::SendMessage const& o) const { return named("message sent", o.node, o.name); }
  json::object operator()(bpmn::ThrowSignal const& o) const { return named("signal thrown", o.node, o.name); }
  json::object operator()(bpmn::Completed const& o) const { return at("completed", 0, o.end); }
  json::object operator()(bpmn::Incident const& o) const {
    auto line = at("incident", o.key, o.node);
    line["reason"] = o.reason;
    if (!o.about.empty()) line["about"] = o.about;
    return line;
  }

 private:
  json::object named(std::string_view what, bpmn::Index node, std::string const& name) const {
    auto line = at(what, 0, node);
    line["name"] = name;
    return line;
  }
};

// The script's inputs, each a JSON object of one line whose first word says what it is.
class Script {
 public:
  explicit Script(Rehearsal& stage) : stage_(stage) {}

  Expected<void> does(json::object const& line) {
    auto const variables = variables_of(line);
    if (!variables) return std::unexpected(variables.error());
    if (line.contains("start")) {
      auto const begun = stage_.start(text_in(line, "start"), *variables);
      return begun ? Expected<void>{} : std::unexpected(begun.error());
    }
    if (line.contains("message")) {
      stage_.send({text_in(line, "message"), correlation_of(line), *variables});
      return {};
    }
    if (line.contains("signal")) {
      stage_.signal({text_in(line, "signal"), *variables});
      return {};
    }
    if (line.contains("advance")) return advance(text_in(line, "advance"));
    return about_case(line, *variables);
  }

 private:
  static Expected<feel::Context> variables_of(json::object const& line) {
    auto const* given = line.if_contains("variables");
    return given == nullptr ? Expected<feel::Context>{} : feel::context_from_json(*given);
  }

  static std::optional<feel::Value> correlation_of(json::object const& line) {
    auto const* given = line.if_contains("correlation");
    if (given == nullptr) return std::nullopt;
    auto value = feel::value_from_json(*given);
    return value ? std::optional{*value} : std::nullopt;
  }

  Expected<void> advance(std::string const& by) {
    auto const duration = bpmn::parse_duration(by);
    if (!duration) return refuse(codes::script_unreadable, {}, {{"line", by}});
    stage_.advance(duration->exact + std::chrono::days{30} * duration->months);
    return {};
  }

  // The case is the first unless it is numbered; the visit is the oldest that waits at the element.
  Expected<void> about_case(json::object const& line, feel::Context const& variables) {
    auto const* number = line.if_contains("case");
    auto const of = number != nullptr && number->is_int64() ? static_cast<std::size_t>(number->get_int64()) : 0;
    if (of >= stage_.cases().size()) return refuse(codes::nothing_open, {}, {{"element", json::serialize(line)}});
    if (line.contains("set")) return set(of, line);
    if (line.contains("cancel")) return stage_.give(of, bpmn::Cancel{});
    for (auto const* what : {"complete", "done", "fail", "throw", "retry"}) {
      if (!line.contains(what)) continue;
      auto const element = text_in(line, what);
      auto const key = key_at(of, element);
      if (key == 0) return refuse(codes::nothing_open, {}, {{"element", element}});
      return stage_.give(of, input_of(what, key, line, variables));
    }
    return refuse(codes::script_unreadable, {}, {{"line", json::serialize(line)}});
  }

  Expected<void> set(std::size_t of, json::object const& line) {
    auto const given = feel::context_from_json(line.at("set"));
    if (!given) return std::unexpected(given.error());
    return stage_.give(of, bpmn::SetVariables{*given});
  }

  static bpmn::Input input_of(std::string_view what, bpmn::Key key, json::object const& line,
                              feel::Context const& variables) {
    if (what == "complete") return bpmn::CompleteTask{key, variables};
    if (what == "done") return bpmn::EffectDone{key, variables};
    if (what == "fail") return bpmn::EffectFailed{key, text_in(line, "reason")};
    if (what == "throw") return bpmn::EffectThrew{key, text_in(line, "error"), variables};
    return bpmn::Retry{key, variables};
  }

  bpmn::Key key_at(std::size_t of, std::string const& element) const {
    auto const& each = stage_.cases()[of];
    for (auto const& waiting : each.state.waiting) {
      bool const answers = waiting.waits_for == bpmn::Waiting::For::outside || waiting.stuck();
      if (answers && each.definition->id(waiting.node) == element) return waiting.key;
    }
    return 0;
  }

  Rehearsal& stage_;
};

// Events that have not been printed yet.
void tell(Rehearsal const& stage, std::size_t& told) {
  for (; told < stage.events().size(); ++told) {
    auto const& event = stage.events()[told];
    auto const* output = std::get_if<bpmn::Output>(&event.what);
    auto const* input = std::get_if<bpmn::Input>(&event.what);
    auto const* fired = input == nullptr ? nullptr : std::get_if<bpmn::TimerFired>(input);
    if (output == nullptr && fired == nullptr) continue;
    Told const telling{*stage.cases()[event.of].definition};
    auto line = output != nullptr ? std::visit(telling, *output) : telling.at("timer fired", fired->key, bpmn::none);
    line["at"] = iso(event.at);
    line["case"] = event.of;
    print(line);
  }
}

json::object result(Rehearsal const& stage) {
  json::array cases;
  for (auto const& each : stage.cases()) {
    json::object one{{"process", each.definition->process}};
    one["state"] = bpmn::to_json(*each.definition, each.state);
    cases.push_back(std::move(one));
  }
  return {{"result", std::move(cases)}};
}

}  // namespace

int run_bpmn(std::string const& file, std::string const& script) {
  auto const text = read_text(file);
  if (!text) return report(text.error());
  auto const lines = read_text(script);
  if (!lines) return report(lines.error());
  auto const model = bpmn::read(*text, file);
  if (!model) return report(model.error());
  Rehearsal stage{Instant{}};
  if (auto const added = stage.add(*model, {.any_effect = true}); !added) return report(added.error());
  Script driving{stage};
  std::size_t told = 0;
  std::string_view rest = *lines;
  while (!rest.empty()) {
    auto const line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    boost::system::error_code wrong;
    auto const input = json::parse(line, wrong);
    if (wrong || !input.is_object()) {
      return report(Refusal{codes::script_unreadable, {}, {{"line", std::string{line}}}});
    }
    auto const taken = driving.does(input.get_object());
    tell(stage, told);
    if (!taken) return report(taken.error());
  }
  return print(result(stage));
}

}  // namespace congvu::app
