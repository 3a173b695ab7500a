// Why a part of an expression came to null, and where it stands. An expression never fails: an owner who tries a rule
// sees these beside the answer, and a case that is stuck carries them in its incident.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace congvu::feel {

// Counted from 1; columns in characters, not bytes.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend bool operator==(Position, Position) = default;
};

// The words of "feel.unknown_name" are under "warning.feel.unknown_name".
struct Warning {
  std::string_view key;
  Position at;
  std::string about;  // the name, the operator or the kinds it could not work with
  friend bool operator==(Warning const&, Warning const&) = default;
};

inline constexpr std::size_t most_warnings = 20;  // of one evaluation: the first ones tell the story

}  // namespace congvu::feel
