#include "rules/feel/builtins.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

namespace congvu::feel {
namespace {

struct Table {
  std::vector<Builtin> entries;
  std::unordered_map<std::string_view, std::uint32_t> first;
  std::vector<Function> functions;  // of the entries, as values: one and the same each time
};

std::size_t parameters_of(Builtin const& entry) {
  return static_cast<std::size_t>(std::ranges::find(entry.parameters, std::string_view{}) - entry.parameters.begin());
}

Function as_value(Builtin const& entry, std::uint32_t index) {
  FunctionBody body;
  for (auto const& name : std::span{entry.parameters}.first(parameters_of(entry))) {
    body.parameters.push_back({std::string{name}, {}});
  }
  body.is = BuiltinFunction{index};
  return Function{std::make_shared<FunctionBody const>(std::move(body))};
}

Table assembled() {
  Table table;
  for (auto const part :
       {conversion_functions(), string_functions(), list_functions(), aggregate_functions(), numeric_functions(),
        temporal_functions(), range_functions(), context_functions(), working_time_functions()}) {
    for (auto const& entry : part) {
      auto const index = static_cast<std::uint32_t>(table.entries.size());
      table.first.try_emplace(entry.name, index);
      table.functions.push_back(as_value(entry, index));
      table.entries.push_back(entry);
    }
  }
  return table;
}

Table const& table() {
  static Table const whole = assembled();
  return whole;
}

}  // namespace

std::span<Builtin const> builtins() {
  return table().entries;
}

std::optional<std::uint32_t> builtin_named(std::string_view name) {
  auto const found = table().first.find(name);
  return found == table().first.end() ? std::nullopt : std::optional{found->second};
}

std::optional<std::uint32_t> entry_taking(std::uint32_t first, std::size_t arguments) {
  auto const& entries = table().entries;
  for (auto i = first; i < entries.size() && entries[i].name == entries[first].name; ++i) {
    bool const few_enough = entries[i].most == any_number || arguments <= entries[i].most;
    if (arguments >= entries[i].least && few_enough) return i;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> entry_taking(std::uint32_t first, std::span<std::string const> names) {
  auto const& entries = table().entries;
  for (auto i = first; i < entries.size() && entries[i].name == entries[first].name; ++i) {
    auto const parameters = std::span{entries[i].parameters}.first(parameters_of(entries[i]));
    if (names.size() > parameters.size()) continue;
    auto const once = [&](std::string_view name) { return std::ranges::count(names, name) == 1; };
    bool const known = std::ranges::all_of(names, [&](std::string const& name) {
      return std::ranges::find(parameters, name) != parameters.end() && once(name);
    });
    if (known && std::ranges::all_of(parameters.first(entries[i].least), once)) return i;
  }
  return std::nullopt;
}

Function builtin_function(std::uint32_t index) {
  return table().functions[index];
}

Function host_function(std::vector<Parameter> parameters, Type result, HostFunction host, Extent keeps) {
  FunctionBody body{std::move(parameters), std::move(result), std::move(host), keeps};
  return Function{std::make_shared<FunctionBody const>(std::move(body))};
}

Type type_of(Function const& function) {
  auto const& body = function.body();
  return Type::function_of(body.parameters, body.result);
}

}  // namespace congvu::feel
