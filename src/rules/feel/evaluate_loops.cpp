// Filters, for, some and every. DMN 1.5, clauses 10.3.2.5 and 10.3.2.14.
#include <algorithm>
#include <functional>

#include "rules/feel/evaluation.h"
#include "rules/feel/limits.h"

namespace congvu::feel {

// A value that is no list stands for the list of it alone; null for none.
Value Evaluation::filter(Node const& node) {
  Value spare;
  auto const& whole = at(node.first, spare);
  auto const* list = whole.as<List>();
  std::vector<Value> single;
  if (list == nullptr && !whole.is_null()) single.push_back(whole);
  auto const& items = list == nullptr ? single : list->items();
  std::vector<Value> chosen;
  auto const warned = warnings_.size();
  // A predicate that comes to a number is a place, whatever the item, so it is looked at even where there is no item.
  for (std::size_t i = 0; i < std::max<std::size_t>(items.size(), 1); ++i) {
    if (!may_go_on(1, node.at)) return {};
    frame_[node.third] = i < items.size() ? items[i] : Value{};
    Value predicate_spare;
    auto const& said = at(node.second, predicate_spare);
    if (auto const* place = said.as<Number>()) return item_at(items, *place, node);
    if (items.empty()) warnings_.resize(warned);
    if (!said.is_null() && said.as<bool>() == nullptr) {
      return nothing("feel.wrong_kinds", node.at, std::string{kind_of(said)});
    }
    if (i < items.size() && said.is_true()) chosen.push_back(items[i]);
  }
  return kept(List{std::move(chosen)}, node.at);
}

// From 1; from the end when negative.
Value Evaluation::item_at(std::vector<Value> const& items, Number const& place, Node const& node) {
  auto const whole = truncated(place).whole();
  auto const count = static_cast<std::int64_t>(items.size());
  if (!whole || *whole == 0 || *whole > count || *whole < -count) {
    return nothing("feel.no_item", node.at, place.text());
  }
  return items[static_cast<std::size_t>(*whole > 0 ? *whole - 1 : count + *whole)];
}

// The iterators of one loop, gone through from the first, innermost last.
struct Evaluation::Loop {
  Node const& node;
  std::function<bool()> body;  // false to end the loop
  bool failed = false;         // a source could not be gone through
};

bool Evaluation::each(Loop& loop, Index iterator) {
  if (iterator == loop.node.second) return may_go_on(1, loop.node.at) ? loop.body() : !(loop.failed = true);
  auto const* const parts = &(*program_)->operands[loop.node.first + 3 * iterator];
  Value spare;
  auto const source = at(parts[1], spare);
  if (parts[2] != none) {
    auto const end = at(parts[2], spare);
    return each_between(loop, iterator, source, end, true);
  }
  if (auto const* range = source.as<Range>()) {
    auto const& bounds = range->bounds();
    auto low = bounds.low;
    auto high = bounds.high;
    auto const one = Number{1};
    auto const* first = low.as<Number>();
    auto const* last = high.as<Number>();
    if (!bounds.low_included && first != nullptr) low = add(*first, one);
    if (!bounds.high_included && last != nullptr) high = subtract(*last, one);
    if (auto const* day = low.as<Date>(); day != nullptr && !bounds.low_included) low = Date::of_days(day->days() + 1);
    if (auto const* day = high.as<Date>(); day != nullptr && !bounds.high_included)
      high = Date::of_days(day->days() - 1);
    return each_between(loop, iterator, low, high, false);
  }
  if (source.is_null()) {
    nothing("feel.wrong_kinds", loop.node.at, "null");
    loop.failed = true;
    return false;
  }
  auto const* list = source.as<List>();
  std::vector<Value> const single = list == nullptr ? std::vector{source} : std::vector<Value>{};
  for (auto const& item : list == nullptr ? single : list->items()) {
    frame_[parts[0]] = item;
    if (!each(loop, iterator + 1)) return false;
  }
  return true;
}

// Numbers and days one by one, downwards where that is allowed.
bool Evaluation::each_between(Loop& loop, Index iterator, Value const& low, Value const& high, bool may_descend) {
  auto const place = (*program_)->operands[loop.node.first + 3 * iterator];
  auto const found = order(low, high);
  auto const* number = low.as<Number>();
  auto const* day = low.as<Date>();
  if (!found || (number == nullptr && day == nullptr) || (*found > 0 && !may_descend)) {
    nothing("feel.wrong_kinds", loop.node.at, shown(low) + ", " + shown(high));
    loop.failed = true;
    return false;
  }
  auto const one = Number{*found > 0 ? -1 : 1};
  for (auto here = low;;) {
    if (auto const now = order(here, high); *found > 0 ? *now < 0 : *now > 0) return true;
    frame_[place] = here;
    if (!each(loop, iterator + 1)) return false;
    here = number != nullptr ? Value{add(*here.as<Number>(), one)}
                             : Value{Date::of_days(here.as<Date>()->days() + (*found > 0 ? -1 : 1))};
    if (here.is_null()) return true;  // beyond the last there is
  }
}

Value Evaluation::for_each(Node const& node) {
  std::vector<Value> results;
  std::uint64_t weight = 0;
  Loop loop{node, {}};
  loop.body = [&] {
    constexpr std::size_t copied_in_one_step = 8;
    if (node.fourth != none) {
      loop.failed = !may_go_on(results.size() / copied_in_one_step, node.at);
      if (loop.failed) return false;
      frame_[node.fourth] = List{results};
    }
    Value spare;
    auto const& result = at(node.third, spare);
    weight += extent_of(result).weight;  // each may hold all those before it
    results.push_back(&result == &spare ? std::move(spare) : result);
    if (results.size() <= limits::list_items && weight <= limits::value_weight) return true;
    nothing("feel.too_large", node.at, std::to_string(limits::list_items));
    loop.failed = true;
    return false;
  };
  each(loop, 0);
  return loop.failed ? Value{} : kept(List{std::move(results)}, node.at);
}

// A condition that is neither true, false nor null leaves no answer, unless what decides came before it.
Value Evaluation::quantified(Node const& node) {
  bool const is_some = node.operation == Operation::some;
  auto answer = truth(!is_some);
  Loop loop{node, {}};
  loop.body = [&] {
    Value spare;
    auto const& value = at(node.third, spare);
    auto const said = truth_of(value, node);
    loop.failed = said == Truth::unknown && !value.is_null();
    answer = is_some ? either(answer, said) : both(answer, said);
    return !loop.failed && answer != truth(is_some);
  };
  each(loop, 0);
  if (loop.failed || answer == Truth::unknown) return {};
  return answer == Truth::yes;
}

}  // namespace congvu::feel
