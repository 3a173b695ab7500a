#include "rules/feel/functions.h"

#include <algorithm>
#include <array>
#include <limits>

namespace congvu::feel {
namespace {

using Arguments = std::span<Value const>;
constexpr std::size_t any_number = std::numeric_limits<std::size_t>::max();

template <class T>
T const* as(Value const& value) {
  return std::get_if<T>(&value.is);
}

template <class Test>
Value of_two_texts(Arguments arguments, Test test) {
  auto const* text = as<std::string>(arguments[0]);
  auto const* part = as<std::string>(arguments[1]);
  if (text == nullptr || part == nullptr) return {};
  return Value{static_cast<bool>(test(*text, *part))};
}

Value contains(Arguments arguments) {
  return of_two_texts(arguments, [](auto& text, auto& part) { return text.find(part) != std::string::npos; });
}
Value starts_with(Arguments arguments) {
  return of_two_texts(arguments, [](auto& text, auto& part) { return text.starts_with(part); });
}
Value ends_with(Arguments arguments) {
  return of_two_texts(arguments, [](auto& text, auto& part) { return text.ends_with(part); });
}

Value string_length(Arguments arguments) {
  auto const* text = as<std::string>(arguments[0]);
  if (text == nullptr) return {};
  return std::ranges::count_if(*text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

Value list_contains(Arguments arguments) {
  auto const* list = as<List>(arguments[0]);
  if (list == nullptr) return {};
  return std::ranges::find(list->items(), arguments[1]) != list->items().end();
}

Value count(Arguments arguments) {
  auto const* list = as<List>(arguments[0]);
  if (list == nullptr) return {};
  return list->items().size();
}

// min, max and sum take one list or several arguments.
Arguments items_of(Arguments arguments) {
  if (arguments.size() != 1) return arguments;
  auto const* list = as<List>(arguments[0]);
  return list == nullptr ? arguments : Arguments{list->items()};
}

template <class Choose>
Value fold_numbers(Arguments arguments, Choose choose) {
  auto const items = items_of(arguments);
  if (items.empty()) return {};
  auto const* first = as<Number>(items[0]);
  if (first == nullptr) return {};
  std::optional<Number> result = *first;
  for (auto const& item : items.subspan(1)) {
    auto const* number = as<Number>(item);
    if (number == nullptr || !result) return {};
    result = choose(*result, *number);
  }
  return result ? Value{*result} : Value{};
}

Value sum(Arguments arguments) {
  return fold_numbers(arguments, [](Number const& a, Number const& b) { return add(a, b); });
}
Value smallest(Arguments arguments) {
  return fold_numbers(arguments, [](Number const& a, Number const& b) { return std::optional{b < a ? b : a}; });
}
Value largest(Arguments arguments) {
  return fold_numbers(arguments, [](Number const& a, Number const& b) { return std::optional{b > a ? b : a}; });
}

Value floored(Arguments arguments) {
  auto const* number = as<Number>(arguments[0]);
  return number == nullptr ? Value{} : Value{floor(*number)};
}
Value ceiling(Arguments arguments) {
  auto const* number = as<Number>(arguments[0]);
  return number == nullptr ? Value{} : Value{negate(floor(negate(*number)))};
}
Value absolute(Arguments arguments) {
  auto const* number = as<Number>(arguments[0]);
  if (number == nullptr) return {};
  return *number < Number{} ? negate(*number) : *number;
}

Value to_date(Arguments arguments) {
  if (as<Date>(arguments[0]) != nullptr) return arguments[0];
  auto const* text = as<std::string>(arguments[0]);
  if (text == nullptr) return {};
  auto const date = parse_date(*text);
  return date ? Value{*date} : Value{};
}

Value to_number(Arguments arguments) {
  if (as<Number>(arguments[0]) != nullptr) return arguments[0];
  auto const* text = as<std::string>(arguments[0]);
  if (text == nullptr) return {};
  auto const number = Number::parse(*text);
  return number ? Value{*number} : Value{};
}

Value to_string(Arguments arguments) {
  auto const& value = arguments[0];
  if (auto const* number = as<Number>(value)) return number->text();
  if (auto const* date = as<Date>(value)) return iso(*date);
  if (auto const* truth = as<bool>(value)) return *truth ? "true" : "false";
  return as<std::string>(value) != nullptr ? value : Value{};
}

constexpr std::array<Function, 15> table{{
    {"abs", 1, 1, absolute},
    {"ceiling", 1, 1, ceiling},
    {"contains", 2, 2, contains},
    {"count", 1, 1, count},
    {"date", 1, 1, to_date},
    {"ends with", 2, 2, ends_with},
    {"floor", 1, 1, floored},
    {"list contains", 2, 2, list_contains},
    {"max", 1, any_number, largest},
    {"min", 1, any_number, smallest},
    {"number", 1, 1, to_number},
    {"starts with", 2, 2, starts_with},
    {"string", 1, 1, to_string},
    {"string length", 1, 1, string_length},
    {"sum", 1, any_number, sum},
}};

}  // namespace

std::span<Function const> functions() {
  return table;
}

std::optional<std::uint32_t> function_named(std::string_view name) {
  auto const found = std::ranges::find(table, name, &Function::name);
  if (found == table.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - table.begin());
}

}  // namespace congvu::feel
