// One value of many: least, greatest, sums, means, and whether all hold. The many are one list, or given one by one.
// DMN 1.5, clause 10.3.4.4.
#include <algorithm>

#include "rules/feel/arithmetic.h"
#include "rules/feel/builtins.h"
#include "rules/feel/comparing.h"

namespace congvu::feel {
namespace {

std::optional<std::span<Value const>> many(Call const& call) {
  auto items = call.arguments;
  if (items.size() == 1) {
    if (items.front().is_null()) return std::nullopt;
    if (auto const* list = items.front().as<List>()) items = list->items();
  }
  if (!call.spend(items.size())) return std::nullopt;
  return items;
}

std::optional<std::vector<Number>> numbers(Call const& call) {
  auto const items = many(call);
  if (!items) return std::nullopt;
  std::vector<Number> all;
  all.reserve(items->size());
  for (auto const& item : *items) {
    auto const* number = item.as<Number>();
    if (number == nullptr) return std::nullopt;
    all.push_back(*number);
  }
  return all;
}

Answer there_is(std::optional<Number> const& number, Call const& call) {
  return number ? Answer{Value{*number}} : call.warn("feel.no_number", shown(call.argument(0)));
}

// The first that no other comes before, in `direction`: -1 for the least.
Answer outermost(Call const& call, int direction) {
  auto const items = many(call);
  if (!items) return std::nullopt;
  if (items->empty()) return Value{};
  auto const* best = &items->front();
  for (auto const& item : *items) {
    auto const found = order(item, *best);
    if (!found) return std::nullopt;
    if (direction < 0 ? *found < 0 : *found > 0) best = &item;
  }
  return *best;
}

Answer min(Call const& call) {
  return outermost(call, -1);
}

Answer max(Call const& call) {
  return outermost(call, 1);
}

// Of numbers, or of durations of one kind.
Answer sum(Call const& call) {
  auto const items = many(call);
  if (!items) return std::nullopt;
  if (items->empty()) return Value{};
  auto total = items->front();
  bool const summable = total.as<Number>() || total.as<DaysDuration>() || total.as<MonthsDuration>();
  if (!summable) return std::nullopt;
  for (auto const& item : items->subspan(1)) {
    if (item.is.index() != total.is.index()) return std::nullopt;
    auto next = calculated(Operation::add, total, item);
    if (!next) return call.warn("feel.no_number", shown(total) + ", " + shown(item));
    total = std::move(*next);
  }
  return total;
}

Answer product(Call const& call) {
  auto const all = numbers(call);
  if (!all) return std::nullopt;
  if (all->empty()) return Value{};
  std::optional<Number> whole = all->front();
  for (std::size_t i = 1; whole && i < all->size(); ++i) whole = multiply(*whole, (*all)[i]);
  return there_is(whole, call);
}

Answer mean(Call const& call) {
  auto const items = many(call);
  if (!items || items->empty()) return std::nullopt;
  auto const total = sum(call);
  if (!total) return std::nullopt;
  auto share = calculated(Operation::divide, *total, Value{items->size()});
  return share ? Answer{std::move(*share)} : std::nullopt;
}

Answer median(Call const& call) {
  auto all = numbers(call);
  if (!all) return std::nullopt;
  if (all->empty()) return Value{};
  std::ranges::sort(*all, [](Number const& a, Number const& b) { return a < b; });
  auto const middle = all->size() / 2;
  if (all->size() % 2 == 1) return Value{(*all)[middle]};
  auto const both = add((*all)[middle - 1], (*all)[middle]);
  return there_is(both ? divide(*both, Number{2}) : std::nullopt, call);
}

// Those that occur most often, from the least.
Answer mode(Call const& call) {
  auto all = numbers(call);
  if (!all) return std::nullopt;
  std::ranges::sort(*all, [](Number const& a, Number const& b) { return a < b; });
  std::vector<Value> most;
  std::ptrdiff_t times = 0;
  for (auto first = all->begin(); first != all->end();) {
    auto const next = std::find_if(first, all->end(), [&](Number const& each) { return each != *first; });
    if (next - first > times) most.clear();
    if (next - first >= times) most.emplace_back(*first);
    times = std::max(times, next - first);
    first = next;
  }
  return Value{List{std::move(most)}};
}

Answer deviation(Call const& call) {
  auto const all = numbers(call);
  if (!all || all->size() < 2 || !call.spend(all->size() * 20)) return std::nullopt;
  return there_is(sample_deviation(*all), call);
}

// `decisive` settles it; else a null leaves it open, and anything else is a fault.
Answer holds(Call const& call, bool decisive) {
  auto const items = many(call);
  if (!items) return std::nullopt;
  bool open = false;
  bool wrong = false;
  for (auto const& item : *items) {
    auto const* truth = item.as<bool>();
    if (truth != nullptr && *truth == decisive) return Value{decisive};
    open = open || item.is_null();
    wrong = wrong || (truth == nullptr && !item.is_null());
  }
  if (wrong) return std::nullopt;
  return open ? Value{} : Value{!decisive};
}

Answer all(Call const& call) {
  return holds(call, false);
}

Answer any(Call const& call) {
  return holds(call, true);
}

}  // namespace

std::span<Builtin const> aggregate_functions() {
  static constexpr std::array table{
      Builtin{"min", {"list"}, 1, any_number, min},          Builtin{"max", {"list"}, 1, any_number, max},
      Builtin{"sum", {"list"}, 1, any_number, sum},          Builtin{"mean", {"list"}, 1, any_number, mean},
      Builtin{"all", {"list"}, 1, any_number, all},          Builtin{"any", {"list"}, 1, any_number, any},
      Builtin{"and", {"list"}, 1, any_number, all},          Builtin{"or", {"list"}, 1, any_number, any},
      Builtin{"product", {"list"}, 1, any_number, product},  Builtin{"median", {"list"}, 1, any_number, median},
      Builtin{"stddev", {"list"}, 1, any_number, deviation}, Builtin{"mode", {"list"}, 1, any_number, mode},
  };
  return table;
}

}  // namespace congvu::feel
