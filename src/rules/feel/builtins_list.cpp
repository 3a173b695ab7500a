// Lists. A value that is no list stands for the list of it alone. DMN 1.5, clause 10.3.4.4.
#include <algorithm>

#include "rules/feel/builtins.h"
#include "rules/feel/comparing.h"
#include "rules/feel/limits.h"

namespace congvu::feel {
namespace {

using Items = std::vector<Value>;

// Absent for null, and when so many items are too much work.
std::optional<Items> items(Call const& call, std::size_t place = 0) {
  auto const& value = call.argument(place);
  if (value.is_null()) return std::nullopt;
  auto const* list = value.as<List>();
  if (list == nullptr) return Items{value};
  if (!call.spend(list->items().size())) return std::nullopt;
  return list->items();
}

bool is_same(Value const& a, Value const& b) {
  return equal(a, b) == Truth::yes;
}

// Comparing an item with all of a list.
bool spend_on_comparing(Call const& call, Value const& item, std::size_t times) {
  return call.spend(times * extent_of(item).weight);
}

// From 1, or from the end when negative, as a place in the list; `count` is one past the last that is allowed.
std::optional<std::size_t> place_in(Value const& position, std::size_t count) {
  auto const* number = position.as<Number>();
  auto const whole = number == nullptr ? std::nullopt : truncated(*number).whole();
  auto const size = static_cast<std::int64_t>(count);
  if (!whole || *whole == 0 || *whole > size || *whole < -size) return std::nullopt;
  return static_cast<std::size_t>(*whole > 0 ? *whole - 1 : size + *whole);
}

Answer no_item(Call const& call, std::size_t place) {
  if (call.argument(place).as<Number>() == nullptr) return std::nullopt;
  return call.warn("feel.no_item", shown(call.argument(place)));
}

Answer list_contains(Call const& call) {
  auto const list = items(call);
  auto const& element = call.argument(1);
  if (!list || !spend_on_comparing(call, element, list->size())) return std::nullopt;
  return Value{std::ranges::any_of(*list, [&](Value const& item) { return is_same(item, element); })};
}

Answer count(Call const& call) {
  auto const* list = call.argument(0).as<List>();
  if (call.argument(0).is_null()) return std::nullopt;
  return Value{list == nullptr ? std::size_t{1} : list->items().size()};
}

Answer sublist(Call const& call) {
  auto const list = items(call);
  if (!list) return std::nullopt;
  auto const start = place_in(call.argument(1), list->size());
  if (!start) return no_item(call, 1);
  auto length = list->size() - *start;
  if (!call.argument(2).is_null()) {
    auto const* number = call.argument(2).as<Number>();
    auto const wanted = number == nullptr ? std::nullopt : truncated(*number).whole();
    if (!wanted || *wanted < 0) return std::nullopt;
    if (static_cast<std::size_t>(*wanted) > length) return no_item(call, 2);
    length = static_cast<std::size_t>(*wanted);
  }
  auto const first = list->begin() + static_cast<std::ptrdiff_t>(*start);
  return Value{List{Items(first, first + static_cast<std::ptrdiff_t>(length))}};
}

Answer append(Call const& call) {
  auto list = items(call);
  if (!list) return std::nullopt;
  for (auto const& item : call.arguments.subspan(1)) list->push_back(item);
  return Value{List{std::move(*list)}};
}

Answer concatenate(Call const& call) {
  Items all;
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    auto const list = items(call, i);
    if (!list || all.size() + list->size() > limits::list_items) return std::nullopt;
    all.insert(all.end(), list->begin(), list->end());
  }
  return Value{List{std::move(all)}};
}

Answer insert_before(Call const& call) {
  auto list = items(call);
  if (!list) return std::nullopt;
  auto const place = place_in(call.argument(1), list->size());
  if (!place) return no_item(call, 1);
  list->insert(list->begin() + static_cast<std::ptrdiff_t>(*place), call.argument(2));
  return Value{List{std::move(*list)}};
}

Answer remove(Call const& call) {
  auto list = items(call);
  if (!list) return std::nullopt;
  auto const place = place_in(call.argument(1), list->size());
  if (!place) return no_item(call, 1);
  list->erase(list->begin() + static_cast<std::ptrdiff_t>(*place));
  return Value{List{std::move(*list)}};
}

// Where the function of an item and the new one says so, or at a place.
Answer list_replace(Call const& call) {
  auto list = items(call);
  if (!list) return std::nullopt;
  auto const& which = call.argument(1);
  auto const& replacement = call.argument(2);
  if (auto const* match = which.as<Function>()) {
    constexpr std::size_t item_and_new_one = 2;
    if (match->body().parameters.size() != item_and_new_one) return std::nullopt;
    for (auto& item : *list) {
      auto const said = call.apply(*match, {item, replacement});
      auto const* truth = said.as<bool>();
      if (truth == nullptr) return std::nullopt;
      if (*truth) item = replacement;
    }
    return Value{List{std::move(*list)}};
  }
  auto const place = place_in(which, list->size());
  if (!place) return no_item(call, 1);
  (*list)[*place] = replacement;
  return Value{List{std::move(*list)}};
}

Answer reverse(Call const& call) {
  auto list = items(call);
  if (!list) return std::nullopt;
  std::ranges::reverse(*list);
  return Value{List{std::move(*list)}};
}

Answer index_of(Call const& call) {
  auto const list = items(call);
  auto const& match = call.argument(1);
  if (!list || !spend_on_comparing(call, match, list->size())) return std::nullopt;
  Items places;
  for (std::size_t i = 0; i < list->size(); ++i) {
    if (is_same((*list)[i], match)) places.emplace_back(i + 1);
  }
  return Value{List{std::move(places)}};
}

// Adds what is not there yet.
bool add_new(Items& all, Items const& more, Call const& call) {
  for (auto const& item : more) {
    if (!spend_on_comparing(call, item, all.size())) return false;
    if (std::ranges::none_of(all, [&](Value const& had) { return is_same(had, item); })) all.push_back(item);
  }
  return true;
}

Answer set_union(Call const& call) {
  Items all;
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    auto const list = items(call, i);
    if (!list || !add_new(all, *list, call)) return std::nullopt;
  }
  return Value{List{std::move(all)}};
}

bool add_flat(Items& all, Items const& more, Call const& call) {
  if (!call.spend(more.size())) return false;
  return std::ranges::all_of(more, [&](Value const& item) {
    auto const* list = item.as<List>();
    if (list != nullptr) return add_flat(all, list->items(), call);
    all.push_back(item);
    return all.size() <= limits::list_items;
  });
}

Answer flatten(Call const& call) {
  auto const list = items(call);
  Items all;
  if (!list || !add_flat(all, *list, call)) return std::nullopt;
  return Value{List{std::move(all)}};
}

// In their own order, or in that of a function which says whether one comes before another.
Answer sort(Call const& call) {
  auto list = items(call);
  if (!list) return std::nullopt;
  auto const& precedes = call.argument(1);
  if (auto const* function = precedes.as<Function>()) {
    bool decided = true;
    std::ranges::stable_sort(*list, [&](Value const& a, Value const& b) {
      if (!decided) return false;
      auto const said = call.apply(*function, {a, b});
      decided = said.as<bool>() != nullptr;
      return said.is_true();
    });
    return decided ? Answer{Value{List{std::move(*list)}}} : std::nullopt;
  }
  if (!precedes.is_null() || call.has(1)) return std::nullopt;
  bool const ordered =
      std::ranges::all_of(*list, [&](Value const& item) { return order(item, list->front()).has_value(); });
  if (!ordered || !call.spend(list->size() * 4)) return std::nullopt;
  std::ranges::stable_sort(*list, [](Value const& a, Value const& b) { return *order(a, b) < 0; });
  return Value{List{std::move(*list)}};
}

}  // namespace

std::span<Builtin const> list_functions() {
  static constexpr std::array table{
      Builtin{"list contains", {"list", "element"}, 2, 2, list_contains},
      Builtin{"count", {"list"}, 1, 1, count},
      Builtin{"sublist", {"list", "start position", "length"}, 2, 3, sublist},
      Builtin{"append", {"list", "item"}, 2, any_number, append},
      Builtin{"concatenate", {"list"}, 1, any_number, concatenate},
      Builtin{"insert before", {"list", "position", "newItem"}, 3, 3, insert_before},
      Builtin{"remove", {"list", "position"}, 2, 2, remove},
      Builtin{"list replace", {"list", "position", "newItem"}, 3, 3, list_replace},
      Builtin{"list replace", {"list", "match", "newItem"}, 3, 3, list_replace},
      Builtin{"reverse", {"list"}, 1, 1, reverse},
      Builtin{"index of", {"list", "match"}, 2, 2, index_of},
      Builtin{"union", {"list"}, 1, any_number, set_union},
      Builtin{"distinct values", {"list"}, 1, 1, set_union},
      Builtin{"flatten", {"list"}, 1, 1, flatten},
      Builtin{"sort", {"list", "precedes"}, 1, 2, sort},
  };
  return table;
}

}  // namespace congvu::feel
