#include "rules/feel/comparing.h"

#include <algorithm>

namespace congvu::feel {
namespace {

bool surely_equal(Value const& a, Value const& b) {
  return equal(a, b) == Truth::yes;
}

bool equal_bounds(Bounds const& a, Bounds const& b) {
  return a.has_low == b.has_low && a.has_high == b.has_high && a.low_included == b.low_included &&
         a.high_included == b.high_included && surely_equal(a.low, b.low) && surely_equal(a.high, b.high);
}

struct Equal {
  Value const& other;

  Truth operator()(List const& list) const {
    auto const& there = *other.as<List>();
    if (&list.items() == &there.items()) return Truth::yes;
    return truth(std::ranges::equal(list.items(), there.items(), surely_equal));
  }
  Truth operator()(Context const& context) const {
    auto const& there = *other.as<Context>();
    if (&context.entries() == &there.entries()) return Truth::yes;
    if (context.size() != there.size()) return Truth::no;
    return truth(std::ranges::all_of(context.entries(), [&](Entry const& entry) {
      auto const* value = there.find(entry.name);
      return value != nullptr && surely_equal(entry.value, *value);
    }));
  }
  Truth operator()(Range const& range) const {
    return truth(equal_bounds(range.bounds(), other.as<Range>()->bounds()));
  }
  Truth operator()(Time const& time) const {
    return truth(order(time, *other.as<Time>()) == std::weak_ordering::equivalent);
  }
  Truth operator()(DateTime const& time) const {
    return truth(order(time, *other.as<DateTime>()) == std::weak_ordering::equivalent);
  }
  template <class T>
  Truth operator()(T const& value) const {
    return truth(value == *other.as<T>());
  }
};

struct Order {
  Value const& other;
  using Answer = std::optional<std::weak_ordering>;

  Answer operator()(Number const& number) const { return number <=> *other.as<Number>(); }
  Answer operator()(std::string const& text) const { return text <=> *other.as<std::string>(); }
  Answer operator()(Date const& date) const { return date <=> *other.as<Date>(); }
  Answer operator()(DaysDuration const& days) const { return days <=> *other.as<DaysDuration>(); }
  Answer operator()(MonthsDuration const& months) const { return months <=> *other.as<MonthsDuration>(); }
  Answer operator()(Time const& time) const { return order(time, *other.as<Time>()); }
  Answer operator()(DateTime const& time) const { return order(time, *other.as<DateTime>()); }
  Answer operator()(auto const&) const { return std::nullopt; }
};

Truth in_order(Value const& first, Value const& second, bool may_be_equal) {
  auto const found = order(first, second);
  if (!found) return Truth::unknown;
  return truth(*found < 0 || (may_be_equal && *found == 0));
}

}  // namespace

Truth equal(Value const& a, Value const& b) {
  if (a.is_null() || b.is_null()) return truth(a.is_null() && b.is_null());
  if (a.is.index() != b.is.index()) return Truth::unknown;
  return std::visit(Equal{b}, a.is);
}

std::optional<std::weak_ordering> order(Value const& a, Value const& b) {
  if (a.is.index() != b.is.index()) return std::nullopt;
  return std::visit(Order{b}, a.is);
}

Truth includes(Range const& range, Value const& value) {
  auto const& bounds = range.bounds();
  auto const above = bounds.has_low ? in_order(bounds.low, value, bounds.low_included) : Truth::yes;
  auto const below = bounds.has_high ? in_order(value, bounds.high, bounds.high_included) : Truth::yes;
  return both(above, below);
}

Truth among(Value const& item, Value const& whole) {
  if (auto const* list = whole.as<List>()) {
    if (item.as<List>() != nullptr && surely_equal(item, whole)) return Truth::yes;
    return truth(std::ranges::any_of(list->items(), [&](Value const& each) {
      auto const* range = each.as<Range>();
      if (range != nullptr && item.as<Range>() == nullptr) return includes(*range, item) == Truth::yes;
      return surely_equal(item, each);
    }));
  }
  auto const* range = whole.as<Range>();
  if (range != nullptr && item.as<Range>() == nullptr) return includes(*range, item);
  return equal(item, whole);
}

}  // namespace congvu::feel
