// The functions an expression may call: a closed table of pure ones. DMN 1.5, clause 10.3.4; the others come with the
// decisions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "rules/feel/value.h"

namespace congvu::feel {

struct Function {
  std::string_view name;
  std::size_t least;  // arguments
  std::size_t most;
  Value (*apply)(std::span<Value const>);  // null when the arguments are of the wrong kinds
};

std::span<Function const> functions();
std::optional<std::uint32_t> function_named(std::string_view name);

}  // namespace congvu::feel
