// What `=`, `<` and `in` say of two values. FEEL's logic has three answers: values of different kinds are neither equal
// nor different, and nothing is more or less than null. DMN 1.5, clauses 10.3.2.3 and 10.3.2.15, tables 50 to 53.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>

#include "rules/feel/value.h"

namespace congvu::feel {

enum class Truth : std::uint8_t { no, yes, unknown };

inline Truth truth(bool holds) {
  return holds ? Truth::yes : Truth::no;
}
inline Truth opposite(Truth t) {
  return t == Truth::unknown ? t : truth(t == Truth::no);
}
inline Truth both(Truth a, Truth b) {
  if (a == Truth::no || b == Truth::no) return Truth::no;
  return a == Truth::yes && b == Truth::yes ? Truth::yes : Truth::unknown;
}
inline Truth either(Truth a, Truth b) {
  return opposite(both(opposite(a), opposite(b)));
}

// Null equals null only. Points in time are equal when they are the same moment; one with a zone and one without are
// not. Lists and contexts are equal part by part.
Truth equal(Value const&, Value const&);
// Absent where two values have no order.
std::optional<std::weak_ordering> order(Value const&, Value const&);
Truth includes(Range const&, Value const&);
// `item in whole`: equal to it, or to one of its items, or within it or one of its ranges.
Truth among(Value const& item, Value const& whole);

}  // namespace congvu::feel
