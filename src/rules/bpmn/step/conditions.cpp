// What conditions say of the variables that can be seen where they stand.
#include "rules/bpmn/step/run.h"

namespace congvu::bpmn {

feel::Value evaluate(Run const& run, Index expression, Key inside, feel::Context const& own) {
  auto const& compiled = run.definition.conditions[expression];
  if (inside == 0 && own.size() == 0) return compiled.evaluate(run.state.variables).value;
  auto layers = layers_of(run, inside);
  layers.insert(layers.begin(), own);
  return compiled.evaluate(feel::Scope{layers}).value;
}

bool holds(Run const& run, Index expression, Key inside, feel::Context const& own) {
  return evaluate(run, expression, inside, own).is_true();
}

Judged judge(Run const& run, Flow const& flow, Key inside, feel::Context const& own) {
  if (flow.condition == none) return {};
  auto const& expression = run.definition.conditions[flow.condition];
  auto const value = evaluate(run, flow.condition, inside, own);
  auto const* truth = std::get_if<bool>(&value.is);
  if (truth == nullptr) return {Verdict::undecided, &expression};
  return {*truth ? Verdict::holds : Verdict::fails, &expression};
}

void stuck_at(Run& run, Waiting waiting, feel::Expression const& expression, std::string_view reason) {
  auto const layers = layers_of(run, waiting.inside);
  feel::Scope const scope{layers};
  std::vector<std::pair<std::string, std::string>> values;
  for (auto const& name : expression.reads()) {
    auto const* value = scope.find(name);
    values.emplace_back(name, value == nullptr ? "null" : feel::shown(*value));
  }
  run.stuck(waiting, reason, expression.text(), std::move(values));
}

}  // namespace congvu::bpmn
