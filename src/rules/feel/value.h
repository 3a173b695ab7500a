// What a FEEL expression can be about: nothing, yes or no, a number, a text, a day, a list, a context of named values.
// Values are immutable and share what they hold, so copying one costs a counter; a later issue adds times, durations,
// ranges and functions as further alternatives. DMN 1.5, clause 10.3.2.2.
#pragma once

#include <boost/json/value.hpp>
#include <concepts>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/instant.h"
#include "base/refusal.h"
#include "rules/feel/number.h"

namespace congvu::feel {

struct Null {
  friend bool operator==(Null, Null) { return true; }
};

struct Value;
struct Entry;

class List {
 public:
  List() = default;
  explicit List(std::vector<Value> items);
  std::vector<Value> const& items() const;
  friend bool operator==(List const&, List const&);

 private:
  std::shared_ptr<std::vector<Value> const> items_;  // null when empty
};

// Named values in the order they were first given; a name occurs once.
class Context {
 public:
  Context() = default;
  explicit Context(std::vector<Entry> entries);  // of entries with one name, the last counts
  std::vector<Entry> const& entries() const;
  Value const* find(std::string_view name) const;  // null pointer when there is no such name
  std::size_t size() const;
  // This context with the other's entries added; where both have a name, the other's value.
  Context with(Context const& other) const;
  friend bool operator==(Context const&, Context const&);  // order does not matter

 private:
  std::shared_ptr<std::vector<Entry> const> entries_;  // null when empty
};

struct Value {
  std::variant<Null, bool, Number, std::string, Date, List, Context> is;

  Value() = default;
  Value(std::same_as<bool> auto truth) : is(truth) {}
  Value(Number number) : is(number) {}
  Value(std::integral auto whole)
    requires(!std::same_as<decltype(whole), bool>)
      : is(Number(static_cast<std::int64_t>(whole))) {}
  Value(std::string text) : is(std::move(text)) {}
  Value(std::string_view text) : is(std::string{text}) {}
  Value(char const* text) : is(std::string{text}) {}
  Value(Date date) : is(date) {}
  Value(List list) : is(std::move(list)) {}
  Value(Context context) : is(std::move(context)) {}

  bool is_null() const { return std::holds_alternative<Null>(is); }
  bool is_true() const { return std::get_if<bool>(&is) != nullptr && std::get<bool>(is); }
  friend bool operator==(Value const&, Value const&) = default;
};

struct Entry {
  std::string name;
  Value value;
  friend bool operator==(Entry const&, Entry const&) = default;
};

// The kind of a value as error messages name it: "null", "boolean", "number", "string", "date", "list", "context".
std::string_view kind_of(Value const&);

// JSON carries every value and gives the same one back. A number that JSON's own would round is {"@number": "…"}, a
// date is {"@date": "2024-12-16"}, and a name that begins with @ is written with one more.
boost::json::value to_json(Value const&);
boost::json::value to_json(Context const&);
// Refused with the path of the fault: deeper than limits::json_depth, or a @number or @date that is none.
Expected<Value> value_from_json(boost::json::value const&);
Expected<Context> context_from_json(boost::json::value const&);  // and when it is not an object

// A value as a person reads it in an incident: texts in quotes, at most 200 characters.
std::string shown(Value const&);

}  // namespace congvu::feel
