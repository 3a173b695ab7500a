// A condition or calculation that a procedure owner wrote, as FEEL, the language of OMG's decision tables: read once,
// with the place of every fault, and evaluated as often as needed. All of DMN 1.5's FEEL is there
// (docs/formats/feel.md). An expression is immutable and shares what it is made of: copying it costs a counter, and any
// number of threads may evaluate it. DMN 1.5, clause 10.3.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.h"
#include "rules/feel/names.h"
#include "rules/feel/surroundings.h"
#include "rules/feel/value.h"
#include "rules/feel/warning.h"

namespace congvu::feel {

// Where names are looked up: the innermost context first. Refers to contexts of the caller, which must outlive it.
struct Scope {
  std::span<Context const> layers;

  Scope(Context const& only) : layers(&only, 1) {}
  Scope(std::span<Context const> innermost_first) : layers(innermost_first) {}
  Value const* find(std::string_view name) const;  // null pointer when no layer has it
};

struct Evaluated {
  Value value;
  std::vector<Warning> warnings;
};

struct Program;

class Expression {
 public:
  explicit Expression(std::shared_ptr<Program const> program);
  // A part of the same text: the operation at this place of the program, which what it is made of comes before.
  Expression part(std::uint32_t root) const;

  // Never fails: what cannot be answered is null, with a warning that says why and where.
  Evaluated evaluate(Scope const&, Surroundings const& = {}) const;
  // The same for callers that keep their values by place: one for each of reads(), in its order, a null pointer where
  // there is none. Adds its warnings to those that are there.
  Value evaluate(std::span<Value const* const> values, Surroundings const&, std::vector<Warning>& warnings) const;

  std::string const& text() const;
  // The variables it may read, each once, in the order they occur: `applicant.name` reads `applicant`. A name within a
  // filter counts, though it may turn out to be an entry of the item.
  std::vector<std::string> const& reads() const;
  // Where each of reads() first stands.
  std::vector<Position> const& read_at() const;
  Program const& program() const { return *program_; }
  std::uint32_t root() const { return root_; }  // of its operations, the one that gives the value

 private:
  std::shared_ptr<Program const> program_;
  std::uint32_t root_ = 0;
};

// Reads an expression. `names` are what it may use; names of plain words need not be told. Refused with line, column,
// what was found and what was expected; with several faults the first is the refusal and all are its parts:
// feel.syntax, feel.unknown_function, feel.too_long, feel.too_deep, feel.not_text.
Expected<Expression> compile(std::string_view text, Names const& names = {});
Expected<Expression> compile(std::string_view text, ToldNames const& names);
// The same with variables only.
Expected<Expression> compile(std::string_view text, std::span<std::string const> variables);

// Reads a decision table's cell: `-`, `< 5, 7, [9..12]`, `not("a", "b")`, or conditions on `?`. The expression reads
// the variable "?" and is true, false or null. DMN 1.5, clause 10.3.1.2, rules 14 to 18.
Expected<Expression> compile_tests(std::string_view text, Names const& names = {});
Expected<Expression> compile_tests(std::string_view text, ToldNames const& names);

}  // namespace congvu::feel
