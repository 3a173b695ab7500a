#include "rules/dmn/check/plane.h"

#include <algorithm>

#include "rules/dmn/limits.h"

namespace congvu::dmn {
namespace {

// A column's cells, and last what the column allows.
std::vector<Reach> reaches(TableLogic const& table, std::size_t column) {
  std::vector<Reach> cells;
  for (auto const& row : table.rows) {
    cells.push_back(row.cells[column] ? reach_of(row.cells[column]->expression) : Reach{});
  }
  auto const& input = table.inputs[column];
  auto allowed = input.allowed ? reach_of(input.allowed->expression) : Reach{};
  for (auto type = input.type; !input.allowed && type; type = type->refines) {
    if (!type->allowed) continue;
    allowed = reach_of(*type->allowed);
    break;
  }
  if (allowed.sort == Reach::Sort::beyond) allowed = {};
  cells.push_back(std::move(allowed));
  return cells;
}

bool is_truth(TableLogic::Input const& input) {
  return input.type && input.type->kind.kind == feel::Type::Kind::boolean;
}

}  // namespace

Plane::Plane(TableLogic const& table) : count_(table.rows.size()), unclear_(table.rows.size()) {
  for (std::size_t column = 0; column < table.inputs.size(); ++column) {
    auto cells = reaches(table, column);
    // A column of yes and no has both, whatever its cells name
    if (is_truth(table.inputs[column])) {
      cells.push_back({Reach::Sort::stretches, AxisKind::truths, {{feel::Value{true}, feel::Value{true}, true, true}}});
    }
    auto axis = Axis::of(cells);
    auto const pieces = std::max<std::size_t>(axis.pieces(), 1);
    Rows valid{pieces};
    std::vector<Rows> reach(count_, Rows{pieces});
    std::vector<Rows> at(pieces, Rows{count_});
    for (std::size_t row = 0; row < count_; ++row) {
      if (axis.asked().has(row)) unclear_.add(row);
    }
    for (std::size_t piece = 0; piece < pieces; ++piece) {
      auto const known = axis.pieces() > 0;
      if (known && (!axis.rows(piece).has(count_) || !axis.example(piece))) continue;
      valid.add(piece);
      for (std::size_t row = 0; row < count_; ++row) {
        if (known && !axis.rows(piece).has(row)) continue;
        at[piece].add(row);
        reach[row].add(piece);
      }
    }
    axes_.push_back(std::move(axis));
    valid_.push_back(std::move(valid));
    reach_.push_back(std::move(reach));
    at_.push_back(std::move(at));
  }
}

std::optional<Place> Plane::meeting(std::size_t a, std::size_t b) const {
  if (unclear_.has(a) || unclear_.has(b)) return std::nullopt;
  Place place;
  for (std::size_t column = 0; column < columns(); ++column) {
    auto both = reach_[column][a];
    both &= reach_[column][b];
    std::optional<std::size_t> piece;
    both.each([&](std::size_t each) {
      piece = each;
      return false;
    });
    if (!piece) return std::nullopt;
    place.push_back(piece);
  }
  return place;
}

// Columns are gone through from the first; with each piece chosen, fewer rows are left. A place is open when none is
// left; it is closed for good when a row is left that holds whatever follows.
struct Plane::Search {
  std::optional<std::size_t> inside;
  std::size_t most;
  Place place;
  std::vector<Place> found;
  std::vector<Rows> full_from;          // by column: rows that hold everywhere from there on
  std::vector<std::set<Rows>> covered;  // by column: rows that are known to cover the rest
  std::size_t steps = 0;
  bool gave_up = false;
};

std::vector<Place> Plane::uncovered(Rows const& rows, std::optional<std::size_t> inside, std::size_t most,
                                    bool& gave_up) const {
  Search search{inside, most, Place(columns()), {}, {}, std::vector<std::set<Rows>>(columns() + 1)};
  search.full_from.assign(columns() + 1, Rows{count_, true});
  for (auto column = columns(); column-- > 0;) {
    auto full = search.full_from[column + 1];
    for (std::size_t row = 0; row < count_; ++row) {
      if (full.has(row) && !(reach_[column][row] == valid_[column])) full.remove(row);
    }
    search.full_from[column] = std::move(full);
  }
  this->search(search, 0, rows);
  gave_up = search.gave_up;
  return std::move(search.found);
}

bool Plane::covers_the_rest(Search const& search, std::size_t column, Rows const& active) const {
  auto full = active;
  full &= search.full_from[column];
  return !full.empty() || search.covered[column].contains(active);
}

void Plane::search(Search& search, std::size_t column, Rows const& active) const {
  if (search.found.size() >= search.most || search.gave_up) return;
  if (++search.steps > limits::check_steps) {
    search.gave_up = true;
    return;
  }
  if (active.empty()) {
    auto place = search.place;
    for (auto rest = column; rest < columns(); ++rest) {
      place[rest] = std::nullopt;
      auto const& pieces = search.inside ? reach_[rest][*search.inside] : valid_[rest];
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
  auto const& pieces = search.inside ? reach_[column][*search.inside] : valid_[column];
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
