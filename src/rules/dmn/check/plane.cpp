#include "rules/dmn/check/plane.h"

#include <algorithm>
#include <bit>

#include "rules/dmn/limits.h"

namespace congvu::dmn {
namespace {

// A column's cells, and after them what the column allows: each test of its own and of its type must hold.
std::vector<Reach> reaches(TableLogic const& table, std::size_t column) {
  std::vector<Reach> cells;
  for (auto const& row : table.rows) {
    cells.push_back(row.cells[column] ? reach_of(row.cells[column]->expression) : Reach{});
  }
  auto const allow = [&](feel::Expression const& tests) {
    auto reach = reach_of(tests);
    if (reach.sort != Reach::Sort::beyond) cells.push_back(std::move(reach));
  };
  auto const& input = table.inputs[column];
  if (input.allowed) allow(input.allowed->expression);
  for (auto type = input.type; type && !type->items; type = type->refines) {
    if (type->allowed) allow(*type->allowed);
    if (type->constraint) allow(*type->constraint);
  }
  return cells;
}

bool is_truth(TableLogic::Input const& input) {
  return input.type && input.type->kind.kind == feel::Type::Kind::boolean;
}

}  // namespace

Plane::Plane(TableLogic const& table, CheckBudget& budget)
    : count_(table.rows.size()), budget_(budget), unclear_(table.rows.size()) {
  for (std::size_t column = 0; column < table.inputs.size() && !too_large_; ++column) add_column(table, column);
  if (too_large_) return;
  full_from_.assign(columns() + 1, Rows{count_, true});
  for (auto column = columns(); column-- > 0;) {
    auto full = full_from_[column + 1];
    for (std::size_t row = 0; row < count_; ++row) {
      if (full.has(row) && !(cells_[column][row].reach == valid_[column])) full.remove(row);
    }
    full_from_[column] = std::move(full);
  }
}

void Plane::add_column(TableLogic const& table, std::size_t column) {
  auto cells = reaches(table, column);
  // A column of yes and no has both, whatever its cells name
  if (is_truth(table.inputs[column])) {
    cells.push_back(
        {Reach::Sort::stretches,
         AxisKind::truths,
         {{feel::Value{false}, feel::Value{false}, true, true}, {feel::Value{true}, feel::Value{true}, true, true}}});
  }
  auto axis = Axis::of(cells);
  auto const pieces = std::max<std::size_t>(axis.pieces(), 1);
  if (pieces * count_ > limits::check_bits) {
    too_large_ = true;
    return;
  }
  Rows valid{pieces};
  std::vector<Cell> of_rows(count_, Cell{Rows{pieces}});
  std::vector<Rows> at(pieces, Rows{count_});
  for (std::size_t row = 0; row < count_; ++row) {
    if (axis.asked().has(row)) unclear_.add(row);
  }
  auto const allowed = [&](PieceRows const& rows) {
    for (auto limit = count_; limit < cells.size(); ++limit) {
      if (!rows.has(limit)) return false;
    }
    return true;
  };
  for (std::size_t piece = 0; piece < pieces; ++piece) {
    auto const rows = axis.pieces() > 0 ? std::optional{axis.rows(piece)} : std::nullopt;
    if (rows && (!allowed(*rows) || !axis.example(piece))) continue;
    valid.add(piece);
    for (std::size_t row = 0; row < count_; ++row) {
      if (rows && !rows->has(row)) continue;
      at[piece].add(row);
      auto& cell = of_rows[row];
      if (cell.to == 0) cell.from = piece;
      cell.to = piece + 1;
      cell.reach.add(piece);
    }
  }
  axes_.push_back(std::move(axis));
  valid_.push_back(std::move(valid));
  cells_.push_back(std::move(of_rows));
  at_.push_back(std::move(at));
}

std::optional<std::size_t> Plane::common_piece(std::size_t column, std::size_t a, std::size_t b) const {
  auto const& one = cells_[column][a];
  auto const& other = cells_[column][b];
  auto const from = std::max(one.from, other.from);
  auto const to = std::min(one.to, other.to);
  for (auto word = from / 64; word * 64 < to; ++word) {
    auto const both = one.reach.words()[word] & other.reach.words()[word];
    if (both != 0) return word * 64 + static_cast<std::size_t>(std::countr_zero(both));
  }
  return std::nullopt;
}

std::optional<Place> Plane::meeting(std::size_t a, std::size_t b) const {
  if (unclear_.has(a) || unclear_.has(b)) return std::nullopt;
  for (auto const& column : cells_) {
    if (std::max(column[a].from, column[b].from) >= std::min(column[a].to, column[b].to)) return std::nullopt;
  }
  Place place;
  for (std::size_t column = 0; column < columns(); ++column) {
    auto const piece = common_piece(column, a, b);
    if (!piece) return std::nullopt;
    place.push_back(piece);
  }
  return place;
}

bool Plane::same_cells(std::size_t a, std::size_t b) const {
  return std::ranges::all_of(cells_, [&](auto const& column) { return column[a].reach == column[b].reach; });
}

std::size_t Plane::likeness(std::size_t row) const {
  std::size_t mixed = 0;
  for (auto const& column : cells_) {
    for (auto const word : column[row].reach.words()) mixed = mixed * 1'099'511'628'211 + word;
  }
  return mixed;
}

// Columns are gone through from the first; with each piece chosen, fewer rows are left. A place is open when none is
// left; it is closed for good when a row is left that holds whatever follows.
struct Plane::Search {
  std::optional<std::size_t> inside;
  std::size_t most;
  Place place;
  std::vector<Place> found;
  std::vector<std::set<Rows>> covered;  // by column: rows that are known to cover the rest
  bool gave_up = false;
};

std::vector<Place> Plane::uncovered(Rows const& rows, std::optional<std::size_t> inside, std::size_t most,
                                    bool& gave_up) const {
  Search search{inside, most, Place(columns()), {}, std::vector<std::set<Rows>>(columns() + 1)};
  this->search(search, 0, rows);
  gave_up = search.gave_up;
  return std::move(search.found);
}

bool Plane::covers_the_rest(Search const& search, std::size_t column, Rows const& active) const {
  auto full = active;
  full &= full_from_[column];
  return !full.empty() || search.covered[column].contains(active);
}

void Plane::search(Search& search, std::size_t column, Rows const& active) const {
  if (search.found.size() >= search.most || search.gave_up) return;
  constexpr std::size_t words_in_a_step = 4;
  if (!CheckBudget::take(budget_.steps, 1 + active.words().size() / words_in_a_step)) {
    search.gave_up = true;
    return;
  }
  if (active.empty()) {
    auto place = search.place;
    for (auto rest = column; rest < columns(); ++rest) {
      place[rest] = std::nullopt;
      auto const& pieces = search.inside ? cells_[rest][*search.inside].reach : valid_[rest];
      if (search.inside || axes_[rest].pieces() > 0) {
        pieces.each([&](std::size_t piece) {
          place[rest] = piece;
          return false;
        });
      }
    }
    search.found.push_back(std::move(place));
    return;
  }
  if (column == columns() || covers_the_rest(search, column, active)) return;
  auto const before = search.found.size();
  std::set<Rows> seen;  // one place stands for all pieces that leave the same rows
  auto const& pieces = search.inside ? cells_[column][*search.inside].reach : valid_[column];
  pieces.each([&](std::size_t piece) {
    auto left = active;
    left &= at_[column][piece];
    if (!seen.insert(left).second) return true;
    search.place[column] = piece;
    this->search(search, column + 1, left);
    return search.found.size() < search.most && !search.gave_up;
  });
  if (search.found.size() == before && !search.gave_up) search.covered[column].insert(active);
}

std::vector<feel::Value> Plane::example(Place const& place) const {
  std::vector<feel::Value> values;
  for (std::size_t column = 0; column < place.size(); ++column) {
    auto const known = place[column] && axes_[column].pieces() > 0;
    auto value = known ? axes_[column].example(*place[column]) : std::nullopt;
    values.push_back(value ? std::move(*value) : feel::Value{});
  }
  return values;
}

}  // namespace congvu::dmn
