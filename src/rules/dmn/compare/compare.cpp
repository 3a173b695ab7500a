#include "rules/dmn/compare/compare.h"

#include <algorithm>
#include <map>
#include <optional>

namespace congvu::dmn {

namespace {

// A column of a table: by what it is known, how it is called, and which of a row's cells it holds.
struct Column {
  enum class Side { input, output, note };
  Side side = Side::input;
  std::string key;
  std::string label;
  std::size_t at = 0;
};

std::string text_of(Boxed const& boxed) {
  auto const* literal = boxed ? std::get_if<Literal>(&boxed->is) : nullptr;
  return literal ? literal->text.text : std::string{};
}

// An empty cell and a hyphen say the same: whatever the value.
std::string asked(std::string const& cell) {
  return cell == "-" ? std::string{} : cell;
}

std::vector<Column> columns_of(Table const& table) {
  std::vector<Column> columns;
  for (std::size_t i = 0; i < table.inputs.size(); ++i) {
    auto const& input = table.inputs[i];
    columns.push_back({Column::Side::input, "? " + input.expression.text,
                       input.label.empty() ? input.expression.text : input.label, i});
  }
  for (std::size_t i = 0; i < table.outputs.size(); ++i) {
    auto const& output = table.outputs[i];
    columns.push_back({Column::Side::output, "= " + output.name, output.label.empty() ? output.name : output.label, i});
  }
  for (std::size_t i = 0; i < table.annotations.size(); ++i) {
    columns.push_back({Column::Side::note, "# " + table.annotations[i], table.annotations[i], i});
  }
  return columns;
}

std::string cell_of(Rule const& rule, Column const& column) {
  switch (column.side) {
    case Column::Side::input:
      return column.at < rule.inputs.size() ? asked(rule.inputs[column.at].text) : std::string{};
    case Column::Side::output:
      return column.at < rule.outputs.size() ? text_of(rule.outputs[column.at]) : std::string{};
    case Column::Side::note:
      break;
  }
  return column.at < rule.annotations.size() ? rule.annotations[column.at] : std::string{};
}

std::vector<CellChange> whole_row(Rule const& rule, std::vector<Column> const& columns, bool added) {
  std::vector<CellChange> cells;
  for (auto const& column : columns) {
    auto text = cell_of(rule, column);
    if (text.empty()) continue;
    cells.push_back({column.label, added ? std::string{} : text, added ? text : std::string{}});
  }
  return cells;
}

// Cells of columns that both tables have.
std::vector<CellChange> changed_cells(Rule const& before, std::vector<Column> const& old_columns, Rule const& after,
                                      std::vector<Column> const& new_columns) {
  std::vector<CellChange> cells;
  for (auto const& column : new_columns) {
    auto const same = std::ranges::find(old_columns, column.key, &Column::key);
    if (same == old_columns.end()) continue;
    auto old_text = cell_of(before, *same);
    auto new_text = cell_of(after, column);
    if (old_text != new_text) cells.push_back({column.label, std::move(old_text), std::move(new_text)});
  }
  return cells;
}

bool order_decides(Table const& table) {
  return table.policy == HitPolicy::first || table.policy == HitPolicy::rule_order;
}

// For each row of `after` the row of `before` that it is: by id, else one that says the same and has no other heir.
std::vector<std::optional<std::size_t>> origins(Table const& before, std::vector<Column> const& old_columns,
                                                Table const& after, std::vector<Column> const& new_columns) {
  std::vector<std::optional<std::size_t>> found(after.rules.size());
  std::vector<bool> taken(before.rules.size());
  std::map<std::string, std::size_t, std::less<>> by_id;
  for (std::size_t i = 0; i < before.rules.size(); ++i) {
    if (!before.rules[i].id.empty()) by_id.emplace(before.rules[i].id, i);
  }
  for (std::size_t i = 0; i < after.rules.size(); ++i) {
    auto const same = by_id.find(after.rules[i].id);
    if (same == by_id.end() || taken[same->second]) continue;
    found[i] = same->second;
    taken[same->second] = true;
  }
  std::multimap<std::string, std::size_t> by_text;
  auto const written = [](Rule const& rule, std::vector<Column> const& columns) {
    std::string text;
    for (auto const& column : columns) text += column.key + '\n' + cell_of(rule, column) + '\n';
    return text;
  };
  for (std::size_t i = 0; i < before.rules.size(); ++i) {
    if (!taken[i]) by_text.emplace(written(before.rules[i], old_columns), i);
  }
  for (std::size_t i = 0; i < after.rules.size(); ++i) {
    if (found[i]) continue;
    auto const same = by_text.find(written(after.rules[i], new_columns));
    if (same == by_text.end()) continue;
    found[i] = same->second;
    by_text.erase(same);
  }
  return found;
}

void compare_rows(Table const& before, std::vector<Column> const& old_columns, Table const& after,
                  std::vector<Column> const& new_columns, TableChange& change) {
  auto const from = origins(before, old_columns, after, new_columns);
  std::vector<bool> kept(before.rules.size());
  std::size_t last = 0;
  for (std::size_t i = 0; i < after.rules.size(); ++i) {
    auto const& rule = after.rules[i];
    if (!from[i]) {
      change.rows.push_back({RowChange::Kind::added, rule.id, 0, i + 1, whole_row(rule, new_columns, true)});
      continue;
    }
    kept[*from[i]] = true;
    auto cells = changed_cells(before.rules[*from[i]], old_columns, rule, new_columns);
    bool const overtaken = *from[i] < last;
    last = std::max(last, *from[i]);
    if (!cells.empty()) {
      change.rows.push_back({RowChange::Kind::changed, rule.id, *from[i] + 1, i + 1, std::move(cells)});
    } else if (overtaken && order_decides(after)) {
      change.rows.push_back({RowChange::Kind::moved, rule.id, *from[i] + 1, i + 1, {}});
    }
  }
  for (std::size_t i = 0; i < before.rules.size(); ++i) {
    if (kept[i]) continue;
    auto const& rule = before.rules[i];
    change.rows.push_back({RowChange::Kind::removed, rule.id, i + 1, 0, whole_row(rule, old_columns, false)});
  }
}

TableChange compare(std::string const& decision, Table const& before, Table const& after) {
  TableChange change;
  change.decision = decision;
  change.policy = before.policy != after.policy || before.aggregation != after.aggregation;
  auto const old_columns = columns_of(before);
  auto const new_columns = columns_of(after);
  for (auto const& each : new_columns) {
    if (std::ranges::find(old_columns, each.key, &Column::key) == old_columns.end()) {
      change.added_columns.push_back(each.label);
    }
  }
  for (auto const& each : old_columns) {
    if (std::ranges::find(new_columns, each.key, &Column::key) == new_columns.end()) {
      change.removed_columns.push_back(each.label);
    }
  }
  compare_rows(before, old_columns, after, new_columns, change);
  return change;
}

Decision const* named(Model const& model, std::string const& name) {
  auto const found =
      std::ranges::find_if(model.decisions, [&](Decision const& each) { return each.variable.name == name; });
  return found == model.decisions.end() ? nullptr : &*found;
}

Table const* table_in(Decision const& decision) {
  return decision.logic ? std::get_if<Table>(&decision.logic->is) : nullptr;
}

// What is no table is compared by its text alone where it is one line of FEEL.
bool same_otherwise(Decision const& before, Decision const& after) {
  auto const* old_line = before.logic ? std::get_if<Literal>(&before.logic->is) : nullptr;
  auto const* new_line = after.logic ? std::get_if<Literal>(&after.logic->is) : nullptr;
  if (old_line && new_line) return old_line->text.text == new_line->text.text;
  return !before.logic && !after.logic;
}

}  // namespace

ModelChange compare(Model const& before, Model const& after) {
  ModelChange change;
  for (auto const& decision : after.decisions) {
    auto const& name = decision.variable.name;
    auto const* earlier = named(before, name);
    if (!earlier) {
      change.added_decisions.push_back(name);
      continue;
    }
    auto const* old_table = table_in(*earlier);
    auto const* new_table = table_in(decision);
    if (old_table && new_table) {
      auto table = compare(name, *old_table, *new_table);
      if (!table.empty()) change.tables.push_back(std::move(table));
    } else if (!same_otherwise(*earlier, decision)) {
      change.otherwise.push_back(name);
    }
  }
  for (auto const& decision : before.decisions) {
    if (!named(after, decision.variable.name)) change.removed_decisions.push_back(decision.variable.name);
  }
  return change;
}

}  // namespace congvu::dmn
