// How a state as JSON names what it is made of.
#pragma once

#include <array>
#include <string_view>

#include "rules/bpmn/step/state.h"

namespace congvu::bpmn {

inline constexpr std::array<std::string_view, 4> statuses{"not_started", "running", "completed", "cancelled"};
inline constexpr std::array<std::string_view, 7> waits{"outside",   "entry",        "exit", "inside",
                                                       "instances", "compensation", "reset"};

template <class Enumeration, std::size_t Count>
std::string_view name_of(std::array<std::string_view, Count> const& names, Enumeration value) {
  return names.at(static_cast<std::size_t>(value));
}

}  // namespace congvu::bpmn
