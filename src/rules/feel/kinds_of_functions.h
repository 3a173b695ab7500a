// What the built-in functions take and give, as kinds: enough to see that one can never answer. A function that is not
// here may take and give anything.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "rules/feel/types.h"

namespace congvu::feel {

// The first argument that the function never takes; a list of one stands for its item, and null is not looked at.
std::optional<std::size_t> first_not_taken(std::string_view function, std::span<Type const> arguments);

Type result_of(std::string_view function, std::span<Type const> arguments);

}  // namespace congvu::feel
