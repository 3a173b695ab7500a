// A function as a value: it can be bound to a name, handed to `sort`, and called. Callers of FEEL give expressions
// functions of their own this way, as a decision model does with its business knowledge.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <variant>
#include <vector>

#include "rules/feel/surroundings.h"
#include "rules/feel/types.h"
#include "rules/feel/warning.h"

namespace congvu::feel {

struct Program;

// One written in FEEL: which of its program's functions it is, and the values it saw where it was written.
struct Closure {
  std::shared_ptr<Program const> program;
  std::uint32_t function = 0;
  std::vector<Value> captured;
};

// One of the table in builtins.h.
struct BuiltinFunction {
  std::uint32_t index = 0;
};

// One of the caller's. It gets a value for each parameter, of the parameter's type or null, and may say why its answer
// is null; an expression that it evaluates is to be given the surroundings it got.
using HostFunction =
    std::function<Value(std::span<Value const> arguments, Surroundings const&, std::vector<Warning>& warnings)>;

struct FunctionBody {
  std::vector<Parameter> parameters;
  Type result;
  std::variant<Closure, BuiltinFunction, HostFunction> is;
  Extent keeps = {0, 1};  // of the values that a host function keeps
};

// Calls it as an expression would: arguments become what the parameters ask for; null, with a warning, where they
// cannot.
Value call(Function const&, std::vector<Value> arguments, Surroundings const&, std::vector<Warning>&);

// `keeps` is what it holds of values, which counts as if it were a list of them.
Function host_function(std::vector<Parameter> parameters, Type result, HostFunction, Extent keeps = {0, 1});
Type type_of(Function const&);

}  // namespace congvu::feel
