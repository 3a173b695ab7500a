#include "rules/dmn/check/check.h"

#include <algorithm>

#include "rules/dmn/check/kind_check.h"
#include "rules/dmn/check/table_check.h"

namespace congvu::dmn {
namespace {

// Every table of a decision's logic, wherever it stands.
class Tables {
 public:
  Tables(Program const& program, Report& report) : program_(program), report_(report) {}

  void of(Unit const& unit) {
    element_ = unit.name;
    std::ranges::move(kind_problems(program_, unit), std::back_inserter(report_.problems));
    in(unit.logic);
  }

 private:
  void in(Step const& step) {
    if (step) std::visit([&](auto const& logic) { look(logic, *step); }, step->is);
  }

  void look(TableLogic const& table, Logic const& whole) {
    ++report_.tables;
    std::ranges::move(table_problems(table, whole, element_, budget_), std::back_inserter(report_.problems));
    for (auto const& row : table.rows) std::ranges::for_each(row.outputs, [&](Step const& step) { in(step); });
  }
  void look(Line const&, Logic const&) {}
  void look(CallLogic const& call, Logic const&) {
    for (auto const& [name, value] : call.bindings) in(value);
  }
  void look(ContextLogic const& context, Logic const&) {
    for (auto const& entry : context.entries) in(entry.value);
  }
  void look(ListLogic const& list, Logic const&) {
    for (auto const& item : list.items) in(item);
  }
  void look(RelationLogic const& relation, Logic const&) {
    for (auto const& row : relation.rows) std::ranges::for_each(row, [&](Step const& step) { in(step); });
  }
  void look(FunctionLogic const& function, Logic const&) { in(function.body); }
  void look(ChoiceLogic const& choice, Logic const&) {
    for (auto const& each : {choice.condition, choice.then, choice.otherwise}) in(each);
  }
  void look(WalkLogic const& walk, Logic const&) {
    in(walk.in);
    in(walk.body);
  }
  void look(FilterLogic const& filter, Logic const&) {
    in(filter.in);
    in(filter.match);
  }

  Program const& program_;
  Report& report_;
  CheckBudget budget_;
  std::string element_;
};

}  // namespace

Report check(std::vector<Model> const& models) {
  Report report;
  auto compilation = compile(models);
  report.problems = std::move(compilation.problems);
  if (compilation.program) {
    Tables tables{*compilation.program, report};
    auto const& space = models.front().space;
    for (auto const& unit : compilation.program->decisions) {
      if (unit.space == space) tables.of(unit);
    }
    for (auto const& unit : compilation.program->knowledge) {
      if (unit.space == space) tables.of(unit);
    }
  }
  std::ranges::stable_sort(report.problems, {}, &Problem::line);
  return report;
}

}  // namespace congvu::dmn
