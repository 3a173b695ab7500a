// Decision tables: which rules hold, and what becomes of their outputs under each hit policy. DMN 1.5, clause 8.2.10.
#include <algorithm>
#include <numeric>

#include "rules/dmn/decide/evaluation.h"
#include "rules/feel/comparing.h"

namespace congvu::dmn {

using feel::Value;

bool Evaluation::ask_inputs(TableLogic const& table, Frame& frame, std::vector<Value>& inputs) {
  inputs.reserve(table.inputs.size());
  for (auto const& input : table.inputs) {
    inputs.push_back(fit(answer(input.expression, frame), input.type));
    if (!input.allowed || inputs.back().is_null()) continue;
    if (holds(*input.allowed, inputs.back(), table, frame)) continue;
    warn("dmn.input_not_allowed", feel::shown(inputs.back()));
    return false;
  }
  return true;
}

bool Evaluation::holds(Line const& cell, Value const& input, TableLogic const& table, Frame& frame) {
  if (!may_go_on(1)) return false;
  frame[table.input] = input;
  return answer(cell, frame).is_true();
}

namespace {

using Columns = std::vector<std::optional<PieceRows>>;

std::uint64_t held_by_all(Columns const& columns, std::size_t word) {
  auto bits = ~std::uint64_t{0};
  for (auto const& column : columns) {
    if (column) bits &= column->word(word);
    if (bits == 0) break;
  }
  return bits;
}

// Calls with each word of rows that all columns let through, until the call says false. Where a column knows few rows
// only theirs are looked at, so that the cost is that of the rows which may hold, not of the table.
template <class Call>
void each_word(Columns const& columns, std::size_t words, Call&& call) {
  PieceRows const* fewest = nullptr;
  for (auto const& column : columns) {
    if (column && column->only_own && (fewest == nullptr || column->at.size() < fewest->at.size())) fewest = &*column;
  }
  auto const count = fewest == nullptr ? words : fewest->at.size();
  for (std::size_t i = 0; i < count; ++i) {
    auto const word = fewest == nullptr ? i : fewest->at[i];
    auto const bits = held_by_all(columns, word);
    if (bits != 0 && !call(word, bits)) return;
  }
}

}  // namespace

std::vector<std::size_t> Evaluation::matching_rows(TableLogic const& table, Frame& frame,
                                                   std::vector<Value> const& inputs) {
  // By column: the rows whose piece of the axis the value lies in; absent where FEEL must be asked of each.
  Columns columns;
  columns.reserve(inputs.size());
  for (std::size_t i = 0; i < inputs.size(); ++i) columns.push_back(table.axes[i].rows_at(inputs[i]));
  auto const holds_in_full = [&](std::size_t row) {
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      auto const& cell = table.rows[row].cells[i];
      auto const told = columns[i] && !table.axes[i].asked().has(row);
      if (cell && !told && !holds(*cell, inputs[i], table, frame)) return false;
    }
    return true;
  };
  std::vector<std::size_t> rows;
  auto const enough = table.policy == HitPolicy::first    ? std::size_t{1}
                      : table.policy == HitPolicy::unique ? std::size_t{2}
                                                          : table.rows.size();
  each_word(columns, (table.rows.size() + 63) / 64, [&](std::size_t word, std::uint64_t bits) {
    for (; bits != 0 && rows.size() < enough; bits &= bits - 1) {
      auto const row = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
      if (row >= table.rows.size()) break;
      if (holds_in_full(row)) rows.push_back(row);
    }
    return rows.size() < enough;
  });
  return rows;
}

Value Evaluation::answer(TableLogic const& table, Frame& frame) {
  std::vector<Value> inputs;
  if (!ask_inputs(table, frame, inputs)) return {};
  auto const rows = matching_rows(table, frame, inputs);
  if (explain_) {
    std::vector<MatchedRule> matched;
    for (auto const row : rows) matched.push_back({table.rows[row].id, row + 1});
    tables.push_back({element_ == nullptr ? std::string{} : *element_, step_ == nullptr ? std::string{} : step_->id,
                      inputs, std::move(matched)});
  }
  return rows.empty() ? by_default(table, frame) : kept(by_policy(table, rows, frame));
}

// One output is its value; several are a context under their names.
Value Evaluation::outputs_of(TableLogic const& table, std::vector<Step> const& row, Frame& frame) {
  if (row.size() == 1) return fit(run(row.front(), frame), table.outputs.front().type);
  std::vector<feel::Entry> entries;
  for (std::size_t i = 0; i < row.size(); ++i) {
    entries.push_back({table.outputs[i].name, fit(run(row[i], frame), table.outputs[i].type)});
  }
  return kept(feel::Context{std::move(entries)});
}

Value Evaluation::by_default(TableLogic const& table, Frame& frame) {
  std::vector<Step> row;
  for (auto const& output : table.outputs) row.push_back(output.by_default);
  if (std::ranges::any_of(row, [](Step const& step) { return step != nullptr; })) {
    auto value = outputs_of(table, row, frame);
    auto const lists = table.aggregation == Aggregation::none &&
                       (table.policy == HitPolicy::collect || table.policy == HitPolicy::rule_order ||
                        table.policy == HitPolicy::output_order);
    return lists && value.as<feel::List>() == nullptr ? Value{feel::List{{std::move(value)}}} : value;
  }
  if (table.aggregation == Aggregation::count) return 0;
  return {};
}

Value Evaluation::by_policy(TableLogic const& table, std::vector<std::size_t> const& rows, Frame& frame) {
  std::vector<Value> values;
  for (auto const row : rows) values.push_back(outputs_of(table, table.rows[row].outputs, frame));
  auto const told = [&](std::string_view key) {
    std::string list;
    for (auto const row : rows) list += (list.empty() ? "" : ", ") + std::to_string(row + 1);
    warn(key, std::move(list));
    return Value{};
  };
  switch (table.policy) {
    case HitPolicy::unique:
      return values.size() == 1 ? std::move(values.front()) : told("dmn.several_rules");
    case HitPolicy::any: {
      auto const same = [&](Value const& each) { return feel::equal(each, values.front()) == feel::Truth::yes; };
      return std::ranges::all_of(values, same) ? std::move(values.front()) : told("dmn.different_outputs");
    }
    case HitPolicy::first:
      return std::move(values.front());
    case HitPolicy::priority:
      sort_by_rank(table, values);
      return std::move(values.front());
    case HitPolicy::output_order:
      sort_by_rank(table, values);
      return feel::List{std::move(values)};
    case HitPolicy::rule_order:
      return feel::List{std::move(values)};
    case HitPolicy::collect:
      break;
  }
  return collected(table, values);
}

// An output stands where its value is among the allowed ones of its column, the first column counting most; what is
// not among them comes last. Equal ones keep the order of their rules.
void Evaluation::sort_by_rank(TableLogic const& table, std::vector<Value>& values) {
  auto const rank_in = [&](TableLogic::Output const& output, Value const& value) {
    auto const found =
        std::ranges::find_if(output.ranks, [&](auto const& test) { return dmn::holds(test, value, surroundings_); });
    return static_cast<std::size_t>(found - output.ranks.begin());
  };
  std::vector<std::pair<std::vector<std::size_t>, std::size_t>> order;
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::vector<std::size_t> ranks;
    for (auto const& output : table.outputs) {
      auto const* context = table.outputs.size() == 1 ? nullptr : values[i].as<feel::Context>();
      auto const* part = context == nullptr ? &values[i] : context->find(output.name);
      ranks.push_back(output.ranks.empty() || part == nullptr ? 0 : rank_in(output, *part));
    }
    order.emplace_back(std::move(ranks), i);
  }
  std::ranges::sort(order);
  std::vector<Value> sorted;
  for (auto const& [ranks, place] : order) sorted.push_back(std::move(values[place]));
  values = std::move(sorted);
}

Value Evaluation::collected(TableLogic const& table, std::vector<Value> const& values) {
  if (table.aggregation == Aggregation::none) return feel::List{values};
  if (table.aggregation == Aggregation::count) return static_cast<std::int64_t>(values.size());
  auto best = values.front();
  for (auto const& each : values) {
    if (each.is_null() || (table.aggregation == Aggregation::sum && each.as<feel::Number>() == nullptr)) {
      warn("dmn.not_a_number", feel::shown(each));
      return {};
    }
    if (&each == &values.front()) continue;
    if (table.aggregation == Aggregation::sum) {
      auto const sum = feel::add(*best.as<feel::Number>(), *each.as<feel::Number>());
      if (!sum) return {};
      best = *sum;
      continue;
    }
    auto const order = feel::order(each, best);
    if (!order) {
      warn("dmn.no_order", feel::shown(each));
      return {};
    }
    auto const better = table.aggregation == Aggregation::min ? *order == std::weak_ordering::less
                                                              : *order == std::weak_ordering::greater;
    if (better) best = each;
  }
  return best;
}

}  // namespace congvu::dmn
