// Models that run: the words of their scripts are done as the kit's neutral runner does them, and the trace compared
// as a multiset.
#include <algorithm>
#include <boost/json.hpp>

#include "base/json.h"
#include "base/several.h"
#include "rules/bpmn/kit/kit.h"
#include "rules/bpmn/rehearse/rehearsal.h"

namespace congvu::bpmn::kit {
namespace {

constexpr seconds task_takes{10};  // for the words that the kit gives a duration

std::string text_of(json::object const& from, std::string_view member) {
  auto const* value = from.if_contains(member);
  return value != nullptr && value->is_string() ? std::string{value->get_string()} : std::string{};
}

std::vector<std::string> texts_of(json::object const& from, std::string_view member) {
  std::vector<std::string> texts;
  auto const* value = from.if_contains(member);
  if (value == nullptr || !value->is_array()) return texts;
  for (auto const& each : value->get_array()) {
    if (each.is_string()) texts.emplace_back(each.get_string());
  }
  return texts;
}

// What a word does: it may append to the trace, change a variable, take time, throw an error.
class Words {
 public:
  explicit Words(Rehearsal& stage) : stage_(stage) {}

  std::optional<Rehearsal::Answer> done(std::size_t of, RequestEffect const& request) {
    auto const& each = stage_.cases()[of];
    auto const& node = each.definition->nodes[request.node];
    if (node.kind != NodeKind::script_task) return Rehearsal::Answer{EffectDone{request.key}};
    auto const& word = each.definition->scripts[node.details].text;
    auto const seen = variables_at(*each.definition, each.state, request.key);
    if (word.starts_with("SCRIPT_")) trace_.push_back(word);
    if (word == "CREATE_MARKER_FILE") marker_ = true;
    if (word.starts_with("INCREMENT_INTEGER_VARIABLE")) return incremented(word, request.key, seen);
    if (word == "SET_STRING_DATA") return Rehearsal::Answer{EffectDone{request.key, written(*each.definition, node)}};
    if (word == "LOG_DATA") log_data(*each.definition, node, seen);
    if (word == "THROW_ERROR") return Rehearsal::Answer{EffectThrew{request.key, "ERR_CODE"}};
    if (word == "WAIT_TEN_SECONDS") return Rehearsal::Answer{EffectDone{request.key}, task_takes};
    if (word.starts_with("CREATE_TIMESTAMP_LOG_")) {
      begun_.push_back(stage_.now());
      return Rehearsal::Answer{EffectDone{request.key}, task_takes};
    }
    return Rehearsal::Answer{EffectDone{request.key}};
  }

  std::vector<std::string> trace(bool expects_marker) const {
    auto words = trace_;
    if (marker_ && expects_marker) words.emplace_back("MARKER_exists");
    if (begun_.size() == 2 && begun_[1] - begun_[0] < task_takes) words.emplace_back("EXECUTION_parallel");
    std::ranges::sort(words);
    return words;
  }

 private:
  Rehearsal::Answer incremented(std::string const& word, Key key, feel::Context const& seen) {
    auto const* value = seen.find("integerVariable");
    auto const* number = value == nullptr ? nullptr : value->as<feel::Number>();
    auto const next = (number == nullptr ? 0 : number->whole().value_or(0)) + 1;
    if (word.ends_with("_AND_LOG")) trace_.emplace_back("INCREMENT");
    return {EffectDone{key, feel::Context{{{"integerVariable", next}}}}};
  }

  // Under the name by which the task's association takes it, else under the name of the property.
  static feel::Context written(Definition const& definition, Node const& node) {
    std::vector<feel::Entry> entries;
    for (auto const& each : Definition::part(definition.mappings, node.outputs)) {
      if (each.source != none) entries.push_back({definition.texts[each.source], "String"});
    }
    if (entries.empty()) entries.push_back({"data", "String"});
    return feel::Context{std::move(entries)};
  }

  void log_data(Definition const& definition, Node const& node, feel::Context const& seen) {
    std::string name = "data";
    for (auto const& each : Definition::part(definition.mappings, node.inputs)) name = definition.texts[each.target];
    auto const* value = seen.find(name);
    if (value != nullptr && *value == feel::Value{"String"}) trace_.emplace_back("DATA_correct");
  }

  Rehearsal& stage_;
  std::vector<std::string> trace_;
  std::vector<Instant> begun_;
  bool marker_ = false;
};

// A join that waits in vain is where several cases of the kit end on purpose; any other incident is a failure.
std::string failure_in(Rehearsal const& stage) {
  for (auto const& event : stage.events()) {
    auto const* output = std::get_if<Output>(&event.what);
    auto const* incident = output == nullptr ? nullptr : std::get_if<Incident>(output);
    if (incident != nullptr && incident->reason != reasons::join_starved) return std::string{incident->reason};
  }
  return {};
}

Surroundings place_of(json::object const& expected) {
  Surroundings place{.any_effect = true, .scripts_outside = true};
  if (auto const* expressions = expected.if_contains("expressions"); expressions && expressions->is_object()) {
    for (auto const& [written, feel] : expressions->get_object()) {
      if (feel.is_string()) place.expressions.emplace(written, feel.get_string());
    }
  }
  return place;
}

struct Outcome {
  std::vector<std::string> trace;
  std::string failure;
};

Outcome play(Model const& model, json::object const& expected, json::object const& one, bool expects_marker) {
  Rehearsal stage{Instant{}};
  if (auto const added = stage.add(model, place_of(expected)); !added) return {{}, plain(added.error())};
  Words words{stage};
  stage.on_effect = [&](std::size_t of, RequestEffect const& request) { return words.done(of, request); };
  for (auto const& first : texts_of(one, "start_first")) {
    if (auto const begun = stage.start(first, {}); !begun) return {{}, plain(begun.error())};
  }
  auto const* given = one.if_contains("inputs");
  auto const inputs = given == nullptr ? Expected<feel::Context>{} : feel::context_from_json(*given);
  auto const begun = stage.start(text_of(expected, "process"), inputs.value_or(feel::Context{}));
  if (!begun) return {{}, plain(begun.error())};
  if (auto const* advance = one.if_contains("advance_ms"); advance != nullptr && advance->is_int64()) {
    stage.advance(std::chrono::ceil<seconds>(std::chrono::milliseconds{advance->get_int64()}));
  }
  return {words.trace(expects_marker), failure_in(stage)};
}

}  // namespace

std::vector<Verdict> run(std::string const& bytes, json::object const& expected) {
  std::vector<Verdict> verdicts;
  auto const model = read(bytes, text_of(expected, "id"));
  auto const* runs = expected.if_contains("runs");
  if (runs == nullptr || !runs->is_array()) return verdicts;
  for (auto const& each : runs->get_array()) {
    auto const& one = each.as_object();
    auto wanted = texts_of(one, "expected_trace");
    auto const error = text_of(one, "expected_error");
    bool const expects_marker = std::ranges::find(wanted, "MARKER_exists") != wanted.end();
    auto const outcome = model ? play(*model, expected, one, expects_marker) : Outcome{{}, plain(model.error())};
    Verdict verdict{.part = "run " + std::to_string(verdicts.size() + 1)};
    verdict.wanted = joined(wanted, " ") + (error.empty() ? "" : " error: " + error);
    verdict.found = joined(outcome.trace, " ") + (outcome.failure.empty() ? "" : " error: " + outcome.failure);
    bool const fails_rightly = error.empty() == outcome.failure.empty();
    verdict.passed = fails_rightly && (error == "any" || outcome.trace == wanted);
    verdicts.push_back(std::move(verdict));
  }
  return verdicts;
}

}  // namespace congvu::bpmn::kit
