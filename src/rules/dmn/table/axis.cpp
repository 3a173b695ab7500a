#include "rules/dmn/table/axis.h"

#include <algorithm>
#include <array>
#include <compare>

#include "rules/dmn/limits.h"
#include "rules/feel/arithmetic.h"
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

// Steps from one value to a near one, the handsomest first, the least there is last.
constexpr std::array time_steps{feel::DaysDuration{3'600}, feel::DaysDuration{60}, feel::DaysDuration{1},
                                feel::DaysDuration{0, 1}};

// The value moved up (1) or down (-1) by a step; absent where there is none beyond it.
std::optional<Value> moved(Value const& from, int up, feel::DaysDuration step) {
  auto const operation = up > 0 ? feel::Operation::add : feel::Operation::subtract;
  auto const there = feel::calculated(operation, from, step);
  if (!there || !(up > 0 ? less(from, *there) : less(*there, from))) return std::nullopt;  // round the clock
  return *there;
}

std::optional<Value> moved(Value const& from, int up) {
  if (auto const* number = from.as<feel::Number>()) {
    auto const there = feel::add(*number, feel::Number{up});
    return there && *there != *number ? std::optional<Value>{*there} : std::nullopt;
  }
  if (auto const* date = from.as<feel::Date>()) {
    auto const day = feel::Date::of_days(date->days() + up);
    return day ? std::optional<Value>{*day} : std::nullopt;
  }
  if (auto const* months = from.as<feel::MonthsDuration>()) return Value{feel::MonthsDuration{months->months + up}};
  for (auto const step : time_steps) {
    if (auto there = moved(from, up, step)) return there;
  }
  return std::nullopt;
}

// A value between two of one kind; absent where there is none.
std::optional<Value> between(Value const& low, Value const& high) {
  if (auto const* from = low.as<feel::Number>()) {
    auto const sum = feel::add(*from, *high.as<feel::Number>());
    auto const middle = sum ? feel::divide(*sum, feel::Number{2}) : std::nullopt;
    if (middle && *from < *middle && *middle < *high.as<feel::Number>()) return *middle;
    return std::nullopt;
  }
  if (low.as<feel::Date>() != nullptr || low.as<feel::MonthsDuration>() != nullptr) {
    auto const next = moved(low, 1);
    return next && less(*next, high) ? next : std::nullopt;
  }
  for (auto const step : time_steps) {
    if (auto const next = moved(low, 1, step); next && less(*next, high)) return next;
  }
  return std::nullopt;
}

}  // namespace

Axis Axis::of(std::span<Reach const> cells) {
  Axis axis;
  axis.asked_ = Rows{cells.size()};
  axis.everywhere_ = axis.asked_;
  for (auto const& cell : cells) {
    if (!says_values(cell)) continue;
    if (!axis.kind_) axis.kind_ = cell.kind;
  }
  for (std::size_t row = 0; row < cells.size(); ++row) {
    auto const& cell = cells[row];
    if (cell.sort == Reach::Sort::everything) axis.everywhere_.add(row);
    if (cell.sort == Reach::Sort::beyond || (says_values(cell) && cell.kind != axis.kind_)) axis.asked_.add(row);
  }
  if (!axis.kind_) return axis;
  axis.cut(cells);
  axis.everywhere_ |= axis.asked_;
  axis.only_own_ = axis.everywhere_.empty();
  axis.fill(cells);
  if (axis.words_.size() > limits::axis_words) return all_asked(cells);
  return axis;
}

// Without pieces: whoever looks for rows asks each cell that says something.
Axis Axis::all_asked(std::span<Reach const> cells) {
  Axis axis;
  axis.asked_ = Rows{cells.size()};
  for (std::size_t row = 0; row < cells.size(); ++row) {
    if (cells[row].sort != Reach::Sort::everything) axis.asked_.add(row);
  }
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
void Axis::fill(std::span<Reach const> cells) {
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
  begins_.reserve(count + 1);
  Rows now{cells.size()};
  auto turn = turns.begin();
  for (std::size_t piece = 0; piece < count && words_.size() <= limits::axis_words; ++piece) {
    for (; turn != turns.end() && turn->piece == piece; ++turn) {
      turn->begins ? now.add(turn->row) : now.remove(turn->row);
    }
    keep(now);
  }
  begins_.push_back(words_.size());
}

void Axis::keep(Rows const& piece) {
  begins_.push_back(words_.size());
  auto const& words = piece.words();
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    if (words[i] == 0) continue;
    at_.push_back(i);
    words_.push_back(words[i]);
  }
}

PieceRows Axis::rows(std::size_t piece) const {
  auto const begin = begins_[piece];
  auto const count = begins_[piece + 1] - begin;
  return {&everywhere_, only_own_, std::span{at_}.subspan(begin, count), std::span{words_}.subspan(begin, count)};
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

std::optional<PieceRows> Axis::rows_at(Value const& value) const {
  auto const piece = piece_of(value);
  if (!piece) return std::nullopt;
  return rows(*piece);
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
  if (piece == 0) return moved(cuts_.front(), -1);
  if (piece == 2 * cuts_.size()) return moved(cuts_.back(), 1);
  return between(cuts_[piece / 2 - 1], cuts_[piece / 2]);
}

}  // namespace congvu::dmn
