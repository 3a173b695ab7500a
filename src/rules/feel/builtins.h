// The functions an expression may call: a closed table of pure ones, by the names and parameters that the standard
// gives them, and those of ours (builtins_working_time.cpp). Each answers with a value, or with nothing when its
// arguments are not what it takes. DMN 1.5, clause 10.3.4.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "rules/feel/function.h"
#include "rules/feel/surroundings.h"

namespace congvu::feel {

class Evaluation;

using Answer = std::optional<Value>;

struct Call {
  std::span<Value const> arguments;  // an optional one in the middle that was not given is null
  Evaluation& evaluation;
  Position at;

  Value const& argument(std::size_t place) const;  // null beyond the last
  bool has(std::size_t place) const { return place < arguments.size(); }
  Surroundings const& surroundings() const;
  // Null, with a warning that says more than "these arguments are not taken".
  Answer warn(std::string_view key, std::string about) const;
  // Counts work done; false when there has been too much.
  bool spend(std::uint64_t steps) const;
  Value apply(Function const&, std::vector<Value> arguments) const;
};

inline constexpr std::uint8_t any_number = 255;

// One way to call a function; a function with several has as many entries, next to one another.
struct Builtin {
  std::string_view name;
  std::array<std::string_view, 7> parameters;
  std::uint8_t least;  // arguments
  std::uint8_t most;   // any_number: the list may also be given item by item
  Answer (*apply)(Call const&);
};

std::span<Builtin const> builtins();
// The first entry of that name.
std::optional<std::uint32_t> builtin_named(std::string_view name);
// The entry of the function at `first` that takes so many arguments, or arguments of these names.
std::optional<std::uint32_t> entry_taking(std::uint32_t first, std::size_t arguments);
std::optional<std::uint32_t> entry_taking(std::uint32_t first, std::span<std::string const> names);
Function builtin_function(std::uint32_t index);

// The parts of the table, by file.
std::span<Builtin const> conversion_functions();
std::span<Builtin const> string_functions();
std::span<Builtin const> list_functions();
std::span<Builtin const> aggregate_functions();
std::span<Builtin const> numeric_functions();
std::span<Builtin const> temporal_functions();
std::span<Builtin const> range_functions();
std::span<Builtin const> context_functions();
std::span<Builtin const> working_time_functions();

}  // namespace congvu::feel
