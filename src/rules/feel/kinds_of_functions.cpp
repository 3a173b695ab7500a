#include "rules/feel/kinds_of_functions.h"

#include <algorithm>
#include <array>

namespace congvu::feel {
namespace {

using Kind = Type::Kind;

// `takes` of each argument in turn, the last of them of all further ones; any: whatever it is.
struct Signature {
  std::string_view name;
  Kind gives;
  std::array<Kind, 3> takes = {Kind::any, Kind::any, Kind::any};
};

constexpr std::array all_strings{Kind::string, Kind::string, Kind::string};
constexpr std::array all_numbers{Kind::number, Kind::number, Kind::number};

constexpr std::array signatures{
    Signature{"substring", Kind::string, {Kind::string, Kind::number, Kind::number}},
    Signature{"string length", Kind::number, all_strings},
    Signature{"upper case", Kind::string, all_strings},
    Signature{"lower case", Kind::string, all_strings},
    Signature{"substring before", Kind::string, all_strings},
    Signature{"substring after", Kind::string, all_strings},
    Signature{"contains", Kind::boolean, all_strings},
    Signature{"starts with", Kind::boolean, all_strings},
    Signature{"ends with", Kind::boolean, all_strings},
    Signature{"matches", Kind::boolean, all_strings},
    Signature{"replace", Kind::string, all_strings},
    Signature{"split", Kind::list, all_strings},
    Signature{"string join", Kind::string},
    Signature{"string", Kind::string},
    Signature{"number", Kind::number},
    Signature{"date", Kind::date},
    Signature{"time", Kind::time},
    Signature{"date and time", Kind::date_time},
    Signature{"years and months duration", Kind::months_duration},
    Signature{"not", Kind::boolean, {Kind::boolean, Kind::any, Kind::any}},
    Signature{"decimal", Kind::number, all_numbers},
    Signature{"floor", Kind::number, all_numbers},
    Signature{"ceiling", Kind::number, all_numbers},
    Signature{"round up", Kind::number, all_numbers},
    Signature{"round down", Kind::number, all_numbers},
    Signature{"round half up", Kind::number, all_numbers},
    Signature{"round half down", Kind::number, all_numbers},
    Signature{"modulo", Kind::number, all_numbers},
    Signature{"sqrt", Kind::number, all_numbers},
    Signature{"log", Kind::number, all_numbers},
    Signature{"exp", Kind::number, all_numbers},
    Signature{"odd", Kind::boolean, all_numbers},
    Signature{"even", Kind::boolean, all_numbers},
    Signature{"count", Kind::number},
    Signature{"list contains", Kind::boolean},
    Signature{"all", Kind::boolean},
    Signature{"any", Kind::boolean},
    Signature{"append", Kind::list},
    Signature{"concatenate", Kind::list},
    Signature{"reverse", Kind::list},
    Signature{"union", Kind::list},
    Signature{"distinct values", Kind::list},
    Signature{"flatten", Kind::list},
    Signature{"sort", Kind::list},
    Signature{"sublist", Kind::list},
    Signature{"index of", Kind::list},
    Signature{"stddev", Kind::number},
    Signature{"now", Kind::date_time},
    Signature{"today", Kind::date},
    Signature{"day of year", Kind::number},
    Signature{"week of year", Kind::number},
    Signature{"day of week", Kind::string},
    Signature{"month of year", Kind::string},
    Signature{"is", Kind::boolean},
    Signature{"before", Kind::boolean},
    Signature{"after", Kind::boolean},
    Signature{"includes", Kind::boolean},
    Signature{"during", Kind::boolean},
    Signature{"get entries", Kind::list},
    Signature{"working days between", Kind::number},
    Signature{"is working day", Kind::boolean},
};

Signature const* signature_of(std::string_view function) {
  auto const* const found = std::ranges::find(signatures, function, &Signature::name);
  return found == signatures.end() ? nullptr : found;
}

}  // namespace

std::optional<std::size_t> first_not_taken(std::string_view function, std::span<Type const> arguments) {
  auto const* const signature = signature_of(function);
  if (signature == nullptr) return std::nullopt;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    auto const takes = signature->takes[std::min(i, signature->takes.size() - 1)];
    auto const given = arguments[i].kind;
    if (takes == Kind::any || given == Kind::any || given == Kind::null || given == Kind::list) continue;
    if (given != takes) return i;
  }
  return std::nullopt;
}

Type result_of(std::string_view function, std::span<Type const> arguments) {
  auto const* const signature = signature_of(function);
  if (function == "abs" && !arguments.empty()) return arguments.front().kind == Kind::list ? Type{} : arguments.front();
  if (signature == nullptr) return {};
  return signature->gives == Kind::list ? Type::list_of({}) : Type::of(signature->gives);
}

}  // namespace congvu::feel
