// How two ranges, or a point and a range, lie to one another. DMN 1.5, clause 10.3.4.12, table 78.
#include <algorithm>

#include "rules/feel/builtins.h"
#include "rules/feel/comparing.h"

namespace congvu::feel {
namespace {

// A range with both ends; a point is a range of one.
struct Span {
  Value low;
  Value high;
  bool low_in = true;
  bool high_in = true;
  bool is_range = false;
};

std::optional<Span> span_of(Value const& value) {
  if (value.is_null()) return std::nullopt;
  auto const* range = value.as<Range>();
  if (range == nullptr) return Span{value, value};
  auto const& bounds = range->bounds();
  if (!bounds.has_low || !bounds.has_high || bounds.low.is_null() || bounds.high.is_null()) return std::nullopt;
  return Span{bounds.low, bounds.high, bounds.low_included, bounds.high_included, true};
}

// Both, when all their ends have an order.
struct Pair {
  Span a;
  Span b;

  static bool less(Value const& x, Value const& y) { return *order(x, y) < 0; }
  static bool same(Value const& x, Value const& y) { return *order(x, y) == 0; }
};

std::optional<Pair> pair_of(Call const& call) {
  auto a = span_of(call.argument(0));
  auto b = span_of(call.argument(1));
  if (!a || !b) return std::nullopt;
  bool const ordered =
      order(a->low, b->low) && order(a->high, b->high) && order(a->low, b->high) && order(a->high, b->low);
  if (!ordered) return std::nullopt;
  return Pair{std::move(*a), std::move(*b)};
}

bool before(Span const& a, Span const& b) {
  return Pair::less(a.high, b.low) || (Pair::same(a.high, b.low) && (!a.high_in || !b.low_in));
}

bool meets(Span const& a, Span const& b) {
  return a.high_in && b.low_in && Pair::same(a.high, b.low);
}

// Whether a's low end lies at or after b's, and a's high end at or before b's.
bool begins_within(Span const& a, Span const& b) {
  return Pair::less(b.low, a.low) || (Pair::same(b.low, a.low) && (b.low_in || !a.low_in));
}
bool ends_within(Span const& a, Span const& b) {
  return Pair::less(a.high, b.high) || (Pair::same(a.high, b.high) && (b.high_in || !a.high_in));
}

bool during(Span const& a, Span const& b) {
  return begins_within(a, b) && ends_within(a, b);
}

bool same_low(Span const& a, Span const& b) {
  return Pair::same(a.low, b.low) && a.low_in == b.low_in;
}
bool same_high(Span const& a, Span const& b) {
  return Pair::same(a.high, b.high) && a.high_in == b.high_in;
}

bool starts(Span const& a, Span const& b) {
  return same_low(a, b) && ends_within(a, b);
}
bool finishes(Span const& a, Span const& b) {
  return same_high(a, b) && begins_within(a, b);
}

bool overlap(Span const& a, Span const& b) {
  return !before(a, b) && !before(b, a);
}

// a begins before b and ends within it.
bool overlaps_before(Span const& a, Span const& b) {
  bool const begins_before = Pair::less(a.low, b.low) || (Pair::same(a.low, b.low) && a.low_in && !b.low_in);
  return begins_before && overlap(a, b) && ends_within(a, b);
}
bool coincide(Span const& a, Span const& b) {
  return same_low(a, b) && same_high(a, b);
}

using Relation = bool (*)(Span const&, Span const&);

enum class Needs { anything, second_range, both_ranges };

template <Relation relation, Needs needs>
Answer relates(Call const& call) {
  auto const pair = pair_of(call);
  if (!pair) return std::nullopt;
  if (needs != Needs::anything && !pair->b.is_range) return std::nullopt;
  if (needs == Needs::both_ranges && !pair->a.is_range) return std::nullopt;
  return Value{relation(pair->a, pair->b)};
}

// The same, asked from the other side.
template <Relation relation, Needs needs>
Answer relates_back(Call const& call) {
  std::array const turned{call.argument(1), call.argument(0)};
  return relates<relation, needs>(Call{turned, call.evaluation, call.at});
}

using enum Needs;

}  // namespace

std::span<Builtin const> range_functions() {
  static constexpr std::array table{
      Builtin{"before", {"point1", "point2"}, 2, 2, relates<before, anything>},
      Builtin{"before", {"point", "range"}, 2, 2, relates<before, anything>},
      Builtin{"before", {"range", "point"}, 2, 2, relates<before, anything>},
      Builtin{"before", {"range1", "range2"}, 2, 2, relates<before, anything>},
      Builtin{"after", {"point1", "point2"}, 2, 2, relates_back<before, anything>},
      Builtin{"after", {"point", "range"}, 2, 2, relates_back<before, anything>},
      Builtin{"after", {"range", "point"}, 2, 2, relates_back<before, anything>},
      Builtin{"after", {"range1", "range2"}, 2, 2, relates_back<before, anything>},
      Builtin{"meets", {"range1", "range2"}, 2, 2, relates<meets, both_ranges>},
      Builtin{"met by", {"range1", "range2"}, 2, 2, relates_back<meets, both_ranges>},
      Builtin{"overlaps", {"range1", "range2"}, 2, 2, relates<overlap, both_ranges>},
      Builtin{"overlaps before", {"range1", "range2"}, 2, 2, relates<overlaps_before, both_ranges>},
      Builtin{"overlaps after", {"range1", "range2"}, 2, 2, relates_back<overlaps_before, both_ranges>},
      Builtin{"finishes", {"point", "range"}, 2, 2, relates<finishes, second_range>},
      Builtin{"finishes", {"range1", "range2"}, 2, 2, relates<finishes, second_range>},
      Builtin{"finished by", {"range", "point"}, 2, 2, relates_back<finishes, second_range>},
      Builtin{"finished by", {"range1", "range2"}, 2, 2, relates_back<finishes, second_range>},
      Builtin{"includes", {"range", "point"}, 2, 2, relates_back<during, second_range>},
      Builtin{"includes", {"range1", "range2"}, 2, 2, relates_back<during, second_range>},
      Builtin{"during", {"point", "range"}, 2, 2, relates<during, second_range>},
      Builtin{"during", {"range1", "range2"}, 2, 2, relates<during, second_range>},
      Builtin{"starts", {"point", "range"}, 2, 2, relates<starts, second_range>},
      Builtin{"starts", {"range1", "range2"}, 2, 2, relates<starts, second_range>},
      Builtin{"started by", {"range", "point"}, 2, 2, relates_back<starts, second_range>},
      Builtin{"started by", {"range1", "range2"}, 2, 2, relates_back<starts, second_range>},
      Builtin{"coincides", {"point1", "point2"}, 2, 2, relates<coincide, anything>},
      Builtin{"coincides", {"range1", "range2"}, 2, 2, relates<coincide, anything>},
  };
  return table;
}

}  // namespace congvu::feel
