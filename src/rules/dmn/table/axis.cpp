#include "rules/dmn/table/axis.h"

#include <algorithm>
#include <compare>

#include "rules/feel/comparing.h"

namespace congvu::dmn {
namespace {

using feel::Value;

bool less(Value const& a, Value const& b) {
  return feel::order(a, b) == std::weak_ordering::less;
}

bool says_values(Reach const& cell) {
  return cell.sort == Reach::Sort::stretches || cell.sort == Reach::Sort::all_but;
}

// A value between two of one kind; absent where there is none.
std::optional<Value> between(Value const& low, Value const& high) {
  if (auto const* from = low.as<feel::Number>()) {
    auto const sum = feel::add(*from, *high.as<feel::Number>());
    auto const middle = sum ? feel::divide(*sum, feel::Number{2}) : std::nullopt;
    if (middle && *from < *middle && *middle < *high.as<feel::Number>()) return *middle;
    return std::nullopt;
  }
  auto const next = [&](auto value) -> std::optional<Value> {
    if (!value || !less(*value, high)) return std::nullopt;
    return value;
  };
  using Perhaps = std::optional<Value>;
  if (auto const* date = low.as<feel::Date>()) {
    auto const day = feel::Date::of_days(date->days() + 1);
    return next(day ? Perhaps{*day} : Perhaps{});
  }
  if (auto const* days = low.as<feel::DaysDuration>()) {
    return next(Perhaps{feel::DaysDuration{days->seconds + 1, days->nanoseconds}});
  }
  if (auto const* months = low.as<feel::MonthsDuration>())
    return next(Perhaps{feel::MonthsDuration{months->months + 1}});
  return std::nullopt;
}

// A value a step below (-1) or above (1) the outermost cut.
std::optional<Value> beside(Value const& cut, int step) {
  if (auto const* number = cut.as<feel::Number>()) {
    auto const moved = feel::add(*number, feel::Number{step});
    return moved && *moved != *number ? std::optional<Value>{*moved} : std::nullopt;
  }
  if (auto const* date = cut.as<feel::Date>()) {
    auto const day = feel::Date::of_days(date->days() + step);
    return day ? std::optional<Value>{*day} : std::nullopt;
  }
  if (auto const* days = cut.as<feel::DaysDuration>()) {
    return Value{feel::DaysDuration{days->seconds + step * 86'400, days->nanoseconds}};
  }
  if (auto const* months = cut.as<feel::MonthsDuration>()) return Value{feel::MonthsDuration{months->months + step}};
  return std::nullopt;
}

}  // namespace

Axis Axis::of(std::span<Reach const> cells) {
  Axis axis;
  axis.asked_ = Rows{cells.size()};
  auto everywhere = axis.asked_;
  for (auto const& cell : cells) {
    if (!says_values(cell)) continue;
    if (!axis.kind_) axis.kind_ = cell.kind;
  }
  for (std::size_t row = 0; row < cells.size(); ++row) {
    auto const& cell = cells[row];
    if (cell.sort == Reach::Sort::everything) everywhere.add(row);
    if (cell.sort == Reach::Sort::beyond || (says_values(cell) && cell.kind != axis.kind_)) axis.asked_.add(row);
  }
  if (!axis.kind_) return axis;
  axis.cut(cells);
  everywhere |= axis.asked_;
  axis.fill(cells, std::move(everywhere));
  return axis;
}

void Axis::cut(std::span<Reach const> cells) {
  if (kind_ == AxisKind::truths) {
    cuts_ = {Value{false}, Value{true}};
    return;
  }
  for (auto const& cell : cells) {
    if (!says_values(cell) || cell.kind != kind_) continue;
    for (auto const& stretch : cell.stretches) {
      if (stretch.low) cuts_.push_back(*stretch.low);
      if (stretch.high) cuts_.push_back(*stretch.high);
    }
  }
  std::ranges::stable_sort(cuts_, less);
  auto const same = [](Value const& a, Value const& b) { return !less(a, b) && !less(b, a); };
  cuts_.erase(std::unique(cuts_.begin(), cuts_.end(), same), cuts_.end());
  if (kind_ != AxisKind::texts) return;
  for (std::size_t i = 0; i < cuts_.size(); ++i) texts_.emplace(*cuts_[i].as<std::string>(), i + 1);
}

std::size_t Axis::cut_at(Value const& value) const {
  return static_cast<std::size_t>(std::ranges::lower_bound(cuts_, value, less) - cuts_.begin());
}

std::pair<std::size_t, std::size_t> Axis::covered(Stretch const& stretch) const {
  if (kind_ == AxisKind::texts || kind_ == AxisKind::truths) {
    auto const piece = *piece_of(*stretch.low);
    return {piece, piece + 1};
  }
  auto const piece_at = [&](Value const& cut) { return 2 * cut_at(cut) + 1; };
  auto const from = stretch.low ? piece_at(*stretch.low) + (stretch.low_included ? 0 : 1) : 0;
  auto const to = stretch.high ? piece_at(*stretch.high) + (stretch.high_included ? 1 : 0) : 2 * cuts_.size() + 1;
  return {from, std::max(from, to)};
}

// From piece to piece, rows come in where a cell begins to hold and go out where it ends.
void Axis::fill(std::span<Reach const> cells, Rows now) {
  auto const count = kind_ == AxisKind::truths  ? std::size_t{2}
                     : kind_ == AxisKind::texts ? cuts_.size() + 1
                                                : 2 * cuts_.size() + 1;
  struct Turn {
    std::size_t piece;
    std::size_t row;
    bool begins;
  };
  std::vector<Turn> turns;
  for (std::size_t row = 0; row < cells.size(); ++row) {
    if (!says_values(cells[row]) || asked_.has(row)) continue;
    std::vector<std::pair<std::size_t, std::size_t>> covers;
    for (auto const& stretch : cells[row].stretches) covers.push_back(covered(stretch));
    std::ranges::sort(covers);
    auto const wanted = cells[row].sort == Reach::Sort::stretches;
    std::size_t reached = 0;
    for (auto const& [from, to] : covers) {
      auto const begin = std::max(from, reached);
      if (!wanted && begin > reached) turns.insert(turns.end(), {{reached, row, true}, {begin, row, false}});
      if (wanted && to > begin) turns.insert(turns.end(), {{begin, row, true}, {to, row, false}});
      reached = std::max(reached, to);
    }
    if (!wanted && count > reached) turns.insert(turns.end(), {{reached, row, true}, {count, row, false}});
  }
  std::ranges::sort(turns, {}, [](Turn const& turn) { return std::pair{turn.piece, turn.begins}; });
  rows_.reserve(count);
  auto turn = turns.begin();
  for (std::size_t piece = 0; piece < count; ++piece) {
    for (; turn != turns.end() && turn->piece == piece; ++turn) {
      turn->begins ? now.add(turn->row) : now.remove(turn->row);
    }
    rows_.push_back(now);
  }
}

std::optional<std::size_t> Axis::piece_of(Value const& value) const {
  if (!kind_ || axis_kind(value) != kind_) return std::nullopt;
  if (kind_ == AxisKind::truths) return *value.as<bool>() ? 1 : 0;
  if (kind_ == AxisKind::texts) {
    auto const found = texts_.find(*value.as<std::string>());
    return found == texts_.end() ? 0 : found->second;
  }
  auto const at = cut_at(value);
  auto const on_cut = at < cuts_.size() && !less(value, cuts_[at]);
  return 2 * at + (on_cut ? 1 : 0);
}

Rows const* Axis::rows_at(Value const& value) const {
  auto const piece = piece_of(value);
  return piece ? &rows_[*piece] : nullptr;
}

std::optional<Value> Axis::example(std::size_t piece) const {
  if (kind_ == AxisKind::truths) return cuts_[piece];
  if (kind_ == AxisKind::texts) {
    if (piece > 0) return cuts_[piece - 1];
    std::string other = "…";
    while (texts_.contains(other)) other += "…";
    return Value{other};
  }
  if (piece % 2 == 1) return cuts_[piece / 2];
  if (piece == 0) return beside(cuts_.front(), -1);
  if (piece == 2 * cuts_.size()) return beside(cuts_.back(), 1);
  return between(cuts_[piece / 2 - 1], cuts_[piece / 2]);
}

}  // namespace congvu::dmn
