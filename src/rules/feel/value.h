// What a FEEL expression can be about: nothing, yes or no, a number, a text, days, times and durations, a range, a
// list, a context of named values, a function. Values are immutable and share what they hold, so copying one costs a
// counter. DMN 1.5, clause 10.3.2.2.
#pragma once

#include <boost/json/value.hpp>
#include <concepts>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/refusal.h"
#include "rules/feel/number.h"
#include "rules/feel/temporal.h"

namespace congvu::feel {

// How many values lie within one another (0: a number, 2: a list of lists), and how many there are in all, long texts
// counting as several. Kept with each value, so that what builds values can stop before they are too large to be taken
// apart, compared or written: a few names for lists of lists may stand for more than a machine holds.
struct Extent {
  std::uint32_t depth = 0;
  std::uint32_t weight = 1;
};

struct Null {
  friend bool operator==(Null, Null) { return true; }
};

struct Value;
struct Entry;
struct Bounds;
struct NamedEntries;
struct FunctionBody;

class List {
 public:
  List() = default;
  explicit List(std::vector<Value> items);
  std::vector<Value> const& items() const;
  Extent extent() const { return extent_; }
  friend bool operator==(List const&, List const&);

 private:
  std::shared_ptr<std::vector<Value> const> items_;  // null when empty
  Extent extent_{1, 1};
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
  Extent extent() const { return extent_; }
  friend bool operator==(Context const&, Context const&);  // order does not matter

 private:
  std::shared_ptr<NamedEntries const> named_;  // null when empty
  Extent extent_{1, 1};
};

// All values from one to another, each end in it or not; or, as of `(> 5)`, all on one side of a value.
class Range {
 public:
  explicit Range(Bounds);
  Bounds const& bounds() const { return *bounds_; }
  Extent extent() const { return extent_; }
  friend bool operator==(Range const&, Range const&);

 private:
  std::shared_ptr<Bounds const> bounds_;
  Extent extent_{1, 1};
};

// A built-in one, one written in FEEL with the values it saw where it was written, or one of the caller's (function.h).
// Two are equal when they are the same.
class Function {
 public:
  explicit Function(std::shared_ptr<FunctionBody const> body);
  FunctionBody const& body() const { return *body_; }
  Extent extent() const { return extent_; }
  friend bool operator==(Function const& a, Function const& b) { return a.body_ == b.body_; }

 private:
  std::shared_ptr<FunctionBody const> body_;
  Extent extent_{1, 1};
};

struct Value {
  std::variant<Null, bool, Number, std::string, Date, List, Context, Time, DateTime, DaysDuration, MonthsDuration,
               Range, Function>
      is;

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
  Value(congvu::Date date) : is(Date{date}) {}
  Value(List list) : is(std::move(list)) {}
  Value(Context context) : is(std::move(context)) {}
  Value(Time time) : is(std::move(time)) {}
  Value(DateTime time) : is(std::move(time)) {}
  Value(DaysDuration duration) : is(duration) {}
  Value(MonthsDuration duration) : is(duration) {}
  Value(Range range) : is(std::move(range)) {}
  Value(Function function) : is(std::move(function)) {}
  // What is there, or null.
  template <class T>
  Value(std::optional<T> perhaps) {
    if (perhaps) *this = Value(std::move(*perhaps));
  }

  bool is_null() const { return std::holds_alternative<Null>(is); }
  bool is_true() const { return std::get_if<bool>(&is) != nullptr && std::get<bool>(is); }
  template <class T>
  T const* as() const {
    return std::get_if<T>(&is);
  }
  // The same value, zones and all; what FEEL's `=` says of two values is in comparing.h.
  friend bool operator==(Value const&, Value const&) = default;
};

struct Entry {
  std::string name;
  Value value;
  friend bool operator==(Entry const&, Entry const&) = default;
};

struct Bounds {
  Value low;
  Value high;
  bool has_low = true;  // false where there is no end on that side; a stated end may be null
  bool has_high = true;
  bool low_included = true;
  bool high_included = true;
  friend bool operator==(Bounds const&, Bounds const&) = default;
};

Extent extent_of(Value const&);
// Of a list of them.
Extent extent_around(std::vector<Value> const&);

// The kind of a value as error messages name it: "null", "boolean", "number", "string", "date", "list", "context",
// "time", "date and time", "days and time duration", "years and months duration", "range", "function".
std::string_view kind_of(Value const&);

// A text as `string` gives it: "12.50", "2024-12-16", "[1, \"a\"]". Of null nothing.
std::string text_of(Value const&);

// JSON carries every value but a function, and gives the same one back. A number that JSON's own would round is
// {"@number": "…"}, a date is {"@date": "2024-12-16"}, others likewise (docs/formats/feel.md), and a name that begins
// with @ is written with one more. A function is written {"@function": …} and not read back.
boost::json::value to_json(Value const&);
boost::json::value to_json(Context const&);
// Refused with the path of the fault: deeper than limits::json_depth, or a @number or @date that is none.
Expected<Value> value_from_json(boost::json::value const&);
Expected<Context> context_from_json(boost::json::value const&);  // and when it is not an object

// A value as a person reads it in an incident: texts in quotes, at most 200 characters.
std::string shown(Value const&);

}  // namespace congvu::feel
