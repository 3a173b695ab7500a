#include "rules/dmn/check/table_check.h"

#include <algorithm>
#include <unordered_map>

#include "rules/dmn/codes.h"
#include "rules/dmn/limits.h"
#include "rules/feel/comparing.h"
#include "rules/feel/limits.h"

namespace congvu::dmn {
namespace {

using Ranks = std::vector<std::size_t>;

class Checking {
 public:
  Checking(TableLogic const& table, Logic const& whole, std::string const& element, CheckBudget& budget)
      : table_(table), whole_(whole), element_(element), budget_(budget), plane_(table, budget) {}

  std::vector<Problem> whole() {
    outputs();
    if (plane_.too_large()) {
      tell(codes::too_wide, {}, whole_.line, {}, true);
      return std::move(problems_);
    }
    unclear();
    nowhere();
    auto const policy = table_.policy;
    auto const one_may_hold = policy == HitPolicy::unique || policy == HitPolicy::any;
    auto const one_is_chosen = policy == HitPolicy::first || policy == HitPolicy::priority;
    if (one_may_hold) overlaps();
    if (one_is_chosen) never_chosen();
    if (!one_is_chosen && policy != HitPolicy::unique) duplicates();
    if (one_may_hold || one_is_chosen) gaps();
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

  static std::string number_of(std::size_t row) { return std::to_string(row + 1); }

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

  Line const* output_of(std::size_t row, std::size_t output) const {
    auto const& step = table_.rows[row].outputs[output];
    return step ? std::get_if<Line>(&step->is) : nullptr;
  }

  // Outputs of another type than their column's, and those that are not among the values it allows.
  void outputs() {
    std::uint64_t steps = 0;
    feel::Surroundings const bounded{.steps = &steps};
    for (std::size_t row = 0; row < table_.rows.size(); ++row) {
      for (std::size_t i = 0; i < table_.outputs.size(); ++i) {
        auto const* line = output_of(row, i);
        auto const& [name, type, ranks, by_default] = table_.outputs[i];
        if (line == nullptr || !line->constant || line->constant->is_null()) continue;
        auto const fits = type ? fitted(*line->constant, *type, bounded) : std::optional{*line->constant};
        auto const is_listed = [&](feel::Value const& value) {
          return ranks.empty() || std::ranges::any_of(ranks, [&](auto const& t) { return holds(t, value, bounded); });
        };
        auto const wrong_kind = !fits;
        if (!wrong_kind && is_listed(*fits)) continue;
        if (steps > feel::limits::steps) return;  // a test that never ends says nothing of the outputs
        std::vector<Argument> arguments{{"row", number_of(row)}, {"cell", line->expression.text()}};
        if (wrong_kind) arguments.push_back({"type", type->name.empty() ? feel::text_of(type->kind) : type->name});
        tell(wrong_kind ? codes::output_kind : codes::output_not_listed, row, line->line, std::move(arguments),
             !wrong_kind);
      }
    }
  }

  void unclear() {
    plane_.unclear().each([&](std::size_t row) {
      tell(codes::beyond_check, row, line_of(row), {{"row", number_of(row)}}, true);
      return true;
    });
  }

  void nowhere() {
    for (std::size_t row = 0; row < plane_.rows(); ++row) {
      for (std::size_t i = 0; i < plane_.columns(); ++i) {
        auto const& cell = table_.rows[row].cells[i];
        if (!cell || plane_.unclear().has(row) || !plane_.holds_nowhere(row, i)) continue;
        tell(codes::cell_holds_nowhere, row, cell->line,
             {{"row", number_of(row)}, {"column", column(i)}, {"cell", cell->expression.text()}}, false);
      }
    }
  }

  bool same_outputs(std::size_t a, std::size_t b) const {
    for (std::size_t i = 0; i < table_.outputs.size(); ++i) {
      auto const* one = output_of(a, i);
      auto const* other = output_of(b, i);
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
      if (!CheckBudget::take(budget_.pairs, plane_.rows() - a)) {
        tell(codes::too_wide, {}, whole_.line, {}, true);
        break;
      }
      for (std::size_t b = a + 1; b < plane_.rows(); ++b) {
        auto const place = plane_.meeting(a, b);
        if (!place || (table_.policy == HitPolicy::any && same_outputs(a, b))) continue;
        if (++more > limits::overlaps_told) continue;
        tell(codes::overlap, b, line_of(b),
             {{"row", number_of(b)}, {"other", number_of(a)}, {"example", shown(*place)}}, false);
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

  // Where a row's outputs stand among those that their columns allow, the most important first; absent where that is
  // known only when the table is asked.
  std::optional<Ranks> ranks_of(std::size_t row, feel::Surroundings const& bounded) const {
    Ranks ranks;
    for (std::size_t i = 0; i < table_.outputs.size(); ++i) {
      auto const& output = table_.outputs[i];
      auto const* line = output_of(row, i);
      if (output.ranks.empty()) continue;
      if (line == nullptr || !line->constant) return std::nullopt;
      auto const value = output.type ? fitted(*line->constant, *output.type, bounded) : line->constant;
      auto const found = std::ranges::find_if(
          output.ranks, [&](auto const& test) { return holds(test, value.value_or(feel::Value{}), bounded); });
      ranks.push_back(static_cast<std::size_t>(found - output.ranks.begin()));
    }
    return ranks;
  }

  // Rows that others always forestall: in a first table those above, in a priority table those of outputs that count
  // more, or as much and stand above. A row that is unclear, or whose output is, forestalls nobody for certain.
  void never_chosen() {
    std::uint64_t steps = 0;
    feel::Surroundings const bounded{.steps = &steps};
    std::vector<std::optional<Ranks>> ranks;
    for (std::size_t row = 0; row < plane_.rows(); ++row) {
      ranks.push_back(table_.policy == HitPolicy::first ? Ranks{} : ranks_of(row, bounded));
    }
    if (steps > feel::limits::steps) return;
    for (std::size_t row = 0; row < plane_.rows(); ++row) {
      auto const place = plane_.meeting(row, row);
      if (!place || !ranks[row]) continue;
      Rows before{plane_.rows()};
      for (std::size_t other = 0; other < plane_.rows(); ++other) {
        if (other == row || !ranks[other] || plane_.unclear().has(other)) continue;
        if (*ranks[other] < *ranks[row] || (*ranks[other] == *ranks[row] && other < row)) before.add(other);
      }
      bool gave_up = false;
      if (!plane_.uncovered(before, row, 1, gave_up).empty()) continue;
      if (gave_up) return tell(codes::too_wide, {}, whole_.line, {}, true);
      tell_never_chosen(row, before);
    }
  }

  void tell_never_chosen(std::size_t row, Rows const& before) {
    before.each([&](std::size_t other) {
      auto const both = plane_.meeting(other, row);
      if (!both) return true;
      tell(codes::never_first, row, line_of(row),
           {{"row", number_of(row)}, {"other", number_of(other)}, {"example", shown(*both)}}, false);
      return false;
    });
  }

  // Rows that hold for the same inputs and answer the same.
  void duplicates() {
    std::unordered_map<std::size_t, std::vector<std::size_t>> alike;
    std::size_t told = 0;
    for (std::size_t row = 0; row < plane_.rows() && told < limits::overlaps_told; ++row) {
      auto const place = plane_.meeting(row, row);
      if (!place) continue;
      auto& others = alike[plane_.likeness(row)];
      auto const same = std::ranges::find_if(
          others, [&](std::size_t other) { return plane_.same_cells(other, row) && same_outputs(other, row); });
      if (same == others.end()) {
        if (CheckBudget::take(budget_.pairs, others.size() + 1)) others.push_back(row);
        continue;
      }
      ++told;
      tell(codes::duplicate_row, row, line_of(row),
           {{"row", number_of(row)}, {"other", number_of(*same)}, {"example", shown(*place)}}, true);
    }
  }

  TableLogic const& table_;
  Logic const& whole_;
  std::string const& element_;
  CheckBudget& budget_;
  Plane plane_;
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> table_problems(TableLogic const& table, Logic const& whole, std::string const& element,
                                    CheckBudget& budget) {
  return Checking{table, whole, element, budget}.whole();
}

}  // namespace congvu::dmn
