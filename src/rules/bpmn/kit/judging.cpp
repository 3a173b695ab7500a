// Models that are judged: by the numbered constraints of the standard, and by whether they always come to their end.
#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "base/several.h"
#include "rules/bpmn/check/constraints/constraints.h"
#include "rules/bpmn/check/soundness/soundness.h"
#include "rules/bpmn/kit/kit.h"

namespace congvu::bpmn::kit {

namespace json = boost::json;

std::vector<Verdict> judge_constraints(std::string const& bytes, Files const& files, json::object const& expected) {
  auto const* number = expected.if_contains("constraint");
  auto const* valid = expected.if_contains("valid");
  if (number == nullptr || !number->is_string() || valid == nullptr || !valid->is_bool()) return {};
  auto const model = read(bytes, "model.bpmn");
  std::set<std::string> broken;
  if (model) {
    for (auto const& problem : broken_constraints(*model, files)) broken.insert(problem.arguments.at(0).value);
  } else {
    broken.insert(std::string{model.error().code.key});
  }
  std::string const wanted{number->get_string()};
  Verdict verdict{.part = wanted};
  verdict.wanted = valid->get_bool() ? "nothing broken" : wanted;
  verdict.found = broken.empty() ? "nothing broken" : joined({broken.begin(), broken.end()}, " ");
  verdict.passed = valid->get_bool() ? broken.empty() : broken.contains(wanted);
  return {verdict};
}

namespace {

std::optional<bool> both(std::optional<bool> one, std::optional<bool> other) {
  if ((one && !*one) || (other && !*other)) return false;
  return one && other ? std::optional{true} : std::nullopt;
}

// What each group of the corpus means by sound: the first looks at dead activities, the second at messages left under
// way, the third at deadlocks and at arrows with two tokens.
std::optional<bool> sound_as_meant(Soundness const& told, json::object const& wanted) {
  if (wanted.contains("option_to_complete")) return told.sound();
  auto const ends = told.option_to_complete;
  if (wanted.contains("fault")) return both(ends, told.safe);
  return both(both(ends, told.proper_completion), told.no_message_left);
}

std::string shown(std::optional<bool> truth) {
  if (!truth) return "not decided";
  return *truth ? "true" : "false";
}

}  // namespace

std::vector<Verdict> judge_soundness(std::string const& bytes, json::object const& expected) {
  auto const* verdict = expected.if_contains("verdict");
  if (verdict == nullptr || !verdict->is_object()) return {};
  auto const& wanted = verdict->get_object();
  auto const model = read(bytes, "model.bpmn");
  auto const told = model ? soundness_of(*model) : Soundness{};
  std::vector<Verdict> verdicts;
  auto const compare = [&](std::string const& part, std::optional<bool> found) {
    auto const* want = wanted.if_contains(part);
    if (want == nullptr || !want->is_bool()) return;
    verdicts.push_back({part, found == want->get_bool(), want->get_bool() ? "true" : "false", shown(found)});
  };
  compare("safe", told.safe);
  compare("option_to_complete", told.option_to_complete);
  compare("proper_completion", told.proper_completion);
  compare("no_dead_activities", told.no_dead_activities);
  compare("sound", sound_as_meant(told, wanted));
  compare("message_relaxed_sound", both(told.option_to_complete, told.proper_completion));
  return verdicts;
}

}  // namespace congvu::bpmn::kit
