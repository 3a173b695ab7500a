#include "rules/dmn/check/check.h"

#include <algorithm>
#include <array>

#include "rules/dmn/check/plane.h"
#include "rules/dmn/codes.h"
#include "rules/dmn/limits.h"
#include "rules/feel/comparing.h"

namespace congvu::dmn {
namespace {

class Checking {
 public:
  Checking(TableLogic const& table, Logic const& whole, std::string const& element)
      : table_(table), whole_(whole), element_(element), plane_(table) {}

  std::vector<Problem> whole() {
    kinds();
    outputs();
    unclear();
    nowhere();
    if (table_.policy == HitPolicy::unique || table_.policy == HitPolicy::any) overlaps();
    if (table_.policy == HitPolicy::first) never_first();
    if (table_.policy == HitPolicy::unique || table_.policy == HitPolicy::any || table_.policy == HitPolicy::first ||
        table_.policy == HitPolicy::priority) {
      gaps();
    }
    return std::move(problems_);
  }

 private:
  void tell(Code code, std::optional<std::size_t> row, std::uint32_t line, std::vector<Argument> arguments,
            bool warning) {
    if (problems_.size() >= limits::problems) return;
    auto const element = row ? table_.rows[*row].id : whole_.id;
    problems_.push_back(
        {code, element, row ? "rule" : "decisionTable", element_, line, std::move(arguments), {}, warning});
  }

  std::uint32_t line_of(std::size_t row) const {
    for (auto const& cell : table_.rows[row].cells) {
      if (cell) return cell->line;
    }
    return whole_.line;
  }

  std::string column(std::size_t index) const { return table_.inputs[index].expression.expression.text(); }

  std::string shown(Place const& place) const {
    auto const values = plane_.example(place);
    std::string text;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i].is_null() && !place[i]) continue;
      text += (text.empty() ? "" : ", ") + column(i) + " = " + (place[i] ? feel::shown(values[i]) : "-");
    }
    return text;
  }

  // Cells that ask about another kind of value than their column has.
  void kinds() {
    using Kind = feel::Type::Kind;
    static constexpr std::array kinds{Kind::number,          Kind::date,   Kind::days_duration,
                                      Kind::months_duration, Kind::string, Kind::boolean};
    for (std::size_t i = 0; i < table_.inputs.size(); ++i) {
      auto const& type = table_.inputs[i].type;
      if (!type || type->kind.kind == Kind::any) continue;
      for (std::size_t row = 0; row < table_.rows.size(); ++row) {
        auto const& cell = table_.rows[row].cells[i];
        if (!cell) continue;
        auto const reach = reach_of(cell->expression);
        auto const says = reach.sort == Reach::Sort::stretches || reach.sort == Reach::Sort::all_but;
        if (!says || kinds[static_cast<std::size_t>(reach.kind)] == type->kind.kind) continue;
        auto const midnight = reach.kind == AxisKind::dates && type->kind.kind == Kind::date_time;
        if (midnight) continue;
        tell(codes::cell_kind, row, cell->line,
             {{"row", std::to_string(row + 1)},
              {"column", column(i)},
              {"cell", cell->expression.text()},
              {"type", feel::text_of(type->kind)}},
             false);
      }
    }
  }

  void outputs() {
    for (std::size_t row = 0; row < table_.rows.size(); ++row) {
      for (std::size_t i = 0; i < table_.outputs.size(); ++i) {
        auto const& step = table_.rows[row].outputs[i];
        auto const* line = step ? std::get_if<Line>(&step->is) : nullptr;
        auto const& type = table_.outputs[i].type;
        if (line == nullptr || !line->constant || !type || fitted(*line->constant, *type, {})) continue;
        tell(codes::output_kind, row, line->line,
             {{"row", std::to_string(row + 1)},
              {"cell", line->expression.text()},
              {"type", type->name.empty() ? feel::text_of(type->kind) : type->name}},
             false);
      }
    }
  }

  void unclear() {
    plane_.unclear().each([&](std::size_t row) {
      tell(codes::beyond_check, row, line_of(row), {{"row", std::to_string(row + 1)}}, true);
      return true;
    });
  }

  void nowhere() {
    for (std::size_t row = 0; row < plane_.rows(); ++row) {
      for (std::size_t i = 0; i < plane_.columns(); ++i) {
        auto const& cell = table_.rows[row].cells[i];
        if (!cell || plane_.unclear().has(row) || !plane_.holds_nowhere(row, i)) continue;
        tell(codes::cell_holds_nowhere, row, cell->line,
             {{"row", std::to_string(row + 1)}, {"column", column(i)}, {"cell", cell->expression.text()}}, false);
      }
    }
  }

  bool same_outputs(std::size_t a, std::size_t b) const {
    for (std::size_t i = 0; i < table_.outputs.size(); ++i) {
      auto const* one = table_.rows[a].outputs[i] ? std::get_if<Line>(&table_.rows[a].outputs[i]->is) : nullptr;
      auto const* other = table_.rows[b].outputs[i] ? std::get_if<Line>(&table_.rows[b].outputs[i]->is) : nullptr;
      if (one == nullptr || other == nullptr) return false;
      auto const equal = one->constant && other->constant
                             ? feel::equal(*one->constant, *other->constant) == feel::Truth::yes
                             : one->expression.text() == other->expression.text();
      if (!equal) return false;
    }
    return true;
  }

  void overlaps() {
    std::size_t more = 0;
    for (std::size_t a = 0; a < plane_.rows(); ++a) {
      for (std::size_t b = a + 1; b < plane_.rows(); ++b) {
        auto const place = plane_.meeting(a, b);
        if (!place || (table_.policy == HitPolicy::any && same_outputs(a, b))) continue;
        if (++more > limits::overlaps_told) continue;
        tell(codes::overlap, b, line_of(b),
             {{"row", std::to_string(b + 1)}, {"other", std::to_string(a + 1)}, {"example", shown(*place)}}, false);
      }
    }
    if (more > limits::overlaps_told) {
      tell(codes::more_overlaps, {}, whole_.line, {{"count", std::to_string(more - limits::overlaps_told)}}, false);
    }
  }

  void gaps() {
    auto const by_default =
        std::ranges::any_of(table_.outputs, [](auto const& each) { return each.by_default != nullptr; });
    if (by_default || plane_.columns() == 0) return;
    bool gave_up = false;
    for (auto const& place : plane_.uncovered(Rows{plane_.rows(), true}, {}, limits::gaps_told, gave_up)) {
      tell(codes::gap, {}, whole_.line, {{"example", shown(place)}}, true);
    }
    if (gave_up) tell(codes::too_wide, {}, whole_.line, {}, true);
  }

  // Rows that an earlier one always forestalls. An unclear row forestalls nobody for certain.
  void never_first() {
    Rows before{plane_.rows()};
    for (std::size_t row = 0; row < plane_.rows(); ++row) {
      bool gave_up = false;
      auto const open = plane_.unclear().has(row) || !plane_.uncovered(before, row, 1, gave_up).empty() || gave_up;
      if (!open) tell(codes::never_first, row, line_of(row), {{"row", std::to_string(row + 1)}}, false);
      if (!plane_.unclear().has(row)) before.add(row);
    }
  }

  TableLogic const& table_;
  Logic const& whole_;
  std::string const& element_;
  Plane plane_;
  std::vector<Problem> problems_;
};

// Every table of a decision's logic, wherever it stands.
class Tables {
 public:
  explicit Tables(Report& report) : report_(report) {}

  void of(Unit const& unit) {
    element_ = unit.name;
    in(unit.logic);
  }

 private:
  void in(Step const& step) {
    if (step) std::visit([&](auto const& logic) { look(logic, *step); }, step->is);
  }

  void look(TableLogic const& table, Logic const& whole) {
    ++report_.tables;
    std::ranges::move(table_problems(table, whole, element_), std::back_inserter(report_.problems));
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

  Report& report_;
  std::string element_;
};

}  // namespace

std::vector<Problem> table_problems(TableLogic const& table, Logic const& whole, std::string const& element) {
  return Checking{table, whole, element}.whole();
}

Report check(std::vector<Model> const& models) {
  Report report;
  auto compilation = compile(models);
  report.problems = std::move(compilation.problems);
  if (compilation.program) {
    Tables tables{report};
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
