// What the condition on a flow says of the case's variables.
#include "rules/bpmn/step/run.h"

namespace congvu::bpmn {

Judged judge(Run const& run, Flow const& flow) {
  if (flow.condition == none) return {};
  auto const& expression = run.definition.conditions[flow.condition];
  auto const evaluated = expression.evaluate(run.state.variables);
  auto const* truth = std::get_if<bool>(&evaluated.value.is);
  if (truth == nullptr) return {Verdict::undecided, &expression};
  return {*truth ? Verdict::holds : Verdict::fails, &expression};
}

void stuck_at(Run& run, Waiting waiting, feel::Expression const& expression) {
  std::vector<std::pair<std::string, std::string>> values;
  for (auto const& name : expression.reads()) {
    auto const* value = run.state.variables.find(name);
    values.emplace_back(name, value == nullptr ? "null" : feel::shown(*value));
  }
  run.stuck(waiting, reasons::condition_undecided, expression.text(), std::move(values));
}

}  // namespace congvu::bpmn
