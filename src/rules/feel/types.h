// What kind a value must be of: `number`, `list<string>`, `context<age: number>`. An expression asks with `instance
// of`, a function says it of its parameters, and a decision of its inputs and its answer; where a value nearly fits,
// the standard names three conversions and no more. DMN 1.5, clauses 10.3.2.9 and 10.3.2.13.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/feel/value.h"

namespace congvu::feel {

struct NamedType;

struct Type {
  enum class Kind : std::uint8_t {
    any,
    null,
    boolean,
    number,
    string,
    date,
    time,
    date_time,
    days_duration,
    months_duration,
    list,      // part 0: of what
    range,     // part 0: of what
    context,   // parts: its entries
    function,  // parts: its parameters, and last its result
  };
  Kind kind = Kind::any;
  std::shared_ptr<std::vector<NamedType> const> parts;  // null when the kind says all

  static Type of(Kind kind) { return {kind, nullptr}; }
  static Type list_of(Type);
  static Type range_of(Type);
  static Type context_of(std::vector<NamedType> entries);
  static Type function_of(std::vector<NamedType> parameters, Type result);
  // "number", "date and time" …, those without parts; absent for other names.
  static std::optional<Type> named(std::string_view);
};

struct NamedType {
  std::string name;
  Type type;
};

// A function's parameter.
using Parameter = NamedType;

// "list<number>", "context<age: number>".
std::string text_of(Type const&);

// Whether a value other than null is of the type. Entries may be null; a context may have more than the type names.
bool conforms(Value const&, Type const&);
// Whether whatever is of the first is of the second.
bool conforms(Type const&, Type const&);
// The value as the type wants it: itself; the one item of a list; a list of the one value; a date's midnight, UTC.
// Absent where none of these conforms; null is of every type here.
std::optional<Value> coerced(Value, Type const&);

}  // namespace congvu::feel
