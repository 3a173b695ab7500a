// What kind of value an expression comes to, told without evaluating it, and where it asks two kinds to go together
// that never do: a text compared with a number, a number added to a day. Such an expression reads well and is null
// whatever it is given, so its owner learns of it before a case does.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "rules/feel/expression.h"

namespace congvu::feel {

struct KindFault {
  Position at;
  std::string found;  // "string < number"
};

struct Kinds {
  Type whole;  // any where it cannot be told
  std::vector<KindFault> faults;
};

// `of_reads`: of each of reads(), any where nobody knows. Null goes with everything here, as any value may be missing.
Kinds kinds_of(Expression const&, std::span<Type const> of_reads);

// Values of the kind, one at least of each sort that is reckoned and compared differently; none of any.
std::vector<Value> samples_of(Type const&);

// Whether some value of the first may be had as the second (clause 10.3.2.9.4).
bool may_become(Type const&, Type const&);

}  // namespace congvu::feel
