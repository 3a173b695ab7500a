// A condition or calculation that a procedure owner wrote, as FEEL, the language of OMG's decision tables: read once,
// with the place of a fault, and evaluated as often as needed. This first form has literals, names and paths,
// arithmetic, comparisons, three-valued logic, `in`, `between`, if-then-else, lists and a few functions; what it has
// not yet is refused by name. DMN 1.5, clause 10.3.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.h"
#include "rules/feel/value.h"

namespace congvu::feel {

// Counted from 1; columns in characters, not bytes.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend bool operator==(Position, Position) = default;
};

// Where names are looked up: the innermost context first. Refers to contexts of the caller, which must outlive it.
struct Scope {
  std::span<Context const> layers;

  Scope(Context const& only) : layers(&only, 1) {}
  Scope(std::span<Context const> innermost_first) : layers(innermost_first) {}
  Value const* find(std::string_view name) const;  // null pointer when no layer has it
};

// Why a part of an expression came to null. The words of "feel.unknown_name" are under
// "warning.feel.unknown_name".
struct Warning {
  std::string_view key;
  Position at;
  std::string about;  // the name, the operator or the kinds it could not work with
  friend bool operator==(Warning const&, Warning const&) = default;
};

struct Evaluated {
  Value value;
  std::vector<Warning> warnings;
};

// The operations an expression is made of. `item_*` are the tests to the right of `in`, which lack their left side.
enum class Operation : std::uint8_t {
  literal,
  name,
  path,
  list,
  call,
  negate,
  add,
  subtract,
  multiply,
  divide,
  equal,
  unequal,
  less,
  at_most,
  greater,
  at_least,
  both,
  either,
  opposite,
  choose,
  between,
  in,
  range,
  item_equal,
  item_unequal,
  item_less,
  item_at_most,
  item_greater,
  item_at_least,
};

// One operation over others, by index. What `first` to `third` mean is written at each case of evaluate.cpp.
struct Node {
  Operation operation = Operation::literal;
  bool open_start = false;  // of a range
  bool open_end = false;
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  std::uint32_t third = 0;
  Position at;
};

class Expression {
 public:
  // Never fails: what cannot be answered is null, with a warning that says why and where.
  Evaluated evaluate(Scope const&) const;
  std::string const& text() const { return text_; }
  // The variables it reads, each once, in the order they occur: `applicant.name` reads `applicant`.
  std::vector<std::string> reads() const;

 private:
  friend class Parser;
  friend class Evaluation;
  std::string text_;
  std::vector<Node> nodes_;  // operands before what uses them; the last is the whole
  std::vector<std::uint32_t> operands_;
  std::vector<Value> literals_;
  std::vector<std::string> names_;
};

// Reads an expression. `known_names` are those that hold characters which words do not ("tài sản - nợ", "co-owner");
// names of several words need not be told. Refused with line, column, what was found and what was expected:
// feel.syntax, feel.unsupported, feel.unknown_function, feel.too_long, feel.too_deep, feel.not_text.
Expected<Expression> compile(std::string_view text, std::span<std::string const> known_names = {});

}  // namespace congvu::feel
