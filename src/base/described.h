// A command or an event lists its fields once, with BOOST_DESCRIBE_STRUCT; reading it from JSON, writing it, its JSON
// Schema and the binding of a form all follow from that one list. Reading reports every fault with its path, not only
// the first. Field types: bool, integers, std::string, Text<Max, Min>, described enums, Instant, Date, Handle,
// std::optional, std::vector, std::map<std::string, T>, json::value, json::object, described structs.
#pragma once

#include <boost/describe.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/mp11.hpp>
#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/handle.h"
#include "base/instant.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/refusal.h"

namespace congvu {

// A string of Min to Max characters (code points). Longer needs saying: it is part of the type.
template <std::size_t Max, std::size_t Min = 0>
struct Text {
  std::string value;
  Text() = default;
  Text(std::string text) : value(std::move(text)) {}
  Text(char const* text) : value(text) {}
  operator std::string const&() const { return value; }
  bool empty() const { return value.empty(); }
  friend bool operator==(Text const&, Text const&) = default;
};

namespace codes {
inline constexpr Code field_missing{"field.missing"};
inline constexpr Code field_unknown{"field.unknown"};
inline constexpr Code field_type{"field.type"};                // arguments: expected
inline constexpr Code field_too_long{"field.too_long"};        // arguments: limit, length
inline constexpr Code field_too_short{"field.too_short"};      // arguments: limit
inline constexpr Code field_not_one_of{"field.not_one_of"};    // arguments: allowed, given
inline constexpr Code field_not_instant{"field.not_instant"};  // arguments: given
inline constexpr Code field_not_date{"field.not_date"};        // arguments: given
inline constexpr Code field_not_handle{"field.not_handle"};    // arguments: given
inline constexpr Code field_faults{"field.faults"};            // the parts say which
}  // namespace codes

// Strict refuses what nobody described (outside requests); lenient passes it over (events of a newer writer).
enum class Unknown { refused, passed_over };

struct Reading {
  Unknown unknown = Unknown::refused;
  std::vector<Refusal> faults;
  void fault(Code code, std::string const& path, std::vector<Argument> arguments = {}) {
    faults.emplace_back(code, path, std::move(arguments));
  }
};

std::size_t code_points(std::string_view utf8);

namespace described {

template <class T>
concept Struct = boost::describe::has_describe_members<T>::value && !std::is_union_v<T>;
template <class T>
concept Enum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_map = false;
template <class T>
inline constexpr bool is_map<std::map<std::string, T>> = true;
template <class T>
inline constexpr bool is_text = false;
template <std::size_t Max, std::size_t Min>
inline constexpr bool is_text<Text<Max, Min>> = true;
template <class T>
struct text_bounds;
template <std::size_t Max, std::size_t Min>
struct text_bounds<Text<Max, Min>> {
  static constexpr std::size_t max = Max, min = Min;
};
template <class T>
inline constexpr bool may_be_absent = is_optional<T> || is_vector<T> || is_map<T>;
template <class T>
inline constexpr bool always_false = false;

// Calls f(name, pointer to member) for each described field, in order.
template <Struct T, class F>
void each_field(F&& f) {
  boost::mp11::mp_for_each<
      boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>>(
      [&](auto field) { f(std::string_view{field.name}, field.pointer); });
}

std::string element_path(std::string const& path, std::size_t index);
std::string field_path(std::string const& path, std::string_view name);
bool read_string(std::string& out, json::value const&, std::string const& path, std::size_t min, std::size_t max,
                 Reading&);
bool read_integer(std::int64_t& out, json::value const&, std::string const& path, std::int64_t min, std::int64_t max,
                  Reading&);

}  // namespace described

// An enumerator by its described name, and the name of one.
template <described::Enum E>
std::string_view name_of(E value) {
  std::string_view name = "?";
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto entry) {
    if (entry.value == value) name = entry.name;
  });
  return name;
}

template <described::Enum E>
std::optional<E> named(std::string_view name) {
  std::optional<E> found;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto entry) {
    if (name == entry.name) found = entry.value;
  });
  return found;
}

template <described::Enum E>
std::vector<std::string> names() {
  std::vector<std::string> all;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto entry) { all.emplace_back(entry.name); });
  return all;
}

// Absent optionals are left out, so a new optional field changes no old bytes.
template <class T>
json::value to_json(T const& value) {
  using namespace described;
  if constexpr (std::is_same_v<T, json::value> || std::is_same_v<T, json::object>) {
    return value;
  } else if constexpr (std::is_same_v<T, bool>) {
    return json::value(value);
  } else if constexpr (Enum<T>) {
    return json::value(name_of(value));
  } else if constexpr (std::is_integral_v<T>) {
    return json::value(static_cast<std::int64_t>(value));
  } else if constexpr (std::is_same_v<T, std::string>) {
    return json::value(value);
  } else if constexpr (is_text<T>) {
    return json::value(value.value);
  } else if constexpr (std::is_same_v<T, Instant> || std::is_same_v<T, Date>) {
    return json::value(iso(value));
  } else if constexpr (std::is_same_v<T, Handle>) {
    return json::value(hex(value));
  } else if constexpr (is_optional<T>) {
    return value ? to_json(*value) : json::value(nullptr);
  } else if constexpr (is_vector<T>) {
    json::array array;
    array.reserve(value.size());
    for (auto const& element : value) array.push_back(to_json(element));
    return array;
  } else if constexpr (is_map<T>) {
    json::object object;
    for (auto const& [key, element] : value) object[key] = to_json(element);
    return object;
  } else if constexpr (Struct<T>) {
    json::object object;
    each_field<T>([&](std::string_view name, auto member) {
      using Field = std::remove_cvref_t<decltype(value.*member)>;
      if constexpr (is_optional<Field>) {
        if (!(value.*member)) return;
      }
      object[name] = to_json(value.*member);
    });
    return object;
  } else {
    static_assert(always_false<T>, "a field of a type that described.h does not know");
  }
}

template <class T>
void read_into(T& out, json::value const& value, std::string const& path, Reading& reading);

namespace described {

// A text that must be one of a kind: an instant, a date, a handle, an enumerator's name.
template <class T, class Parse>
void read_parsed(T& out, json::value const& value, std::string const& path, Reading& reading, Code code, Parse parse) {
  std::string text;
  if (!read_string(text, value, path, 0, limits::text_length, reading)) return;
  if (auto const parsed = parse(text)) {
    out = *parsed;
  } else if constexpr (Enum<T>) {
    std::string allowed;
    for (auto const& each : names<T>()) allowed += (allowed.empty() ? "" : ", ") + each;
    reading.fault(code, path, {{"allowed", allowed}, {"given", text}});
  } else {
    reading.fault(code, path, {{"given", text}});
  }
}

template <class T>
void read_number(T& out, json::value const& value, std::string const& path, Reading& reading) {
  std::int64_t number = 0;
  constexpr auto max = std::is_same_v<T, std::uint64_t> ? std::numeric_limits<std::int64_t>::max()
                                                        : static_cast<std::int64_t>(std::numeric_limits<T>::max());
  if (read_integer(number, value, path, static_cast<std::int64_t>(std::numeric_limits<T>::min()), max, reading)) {
    out = static_cast<T>(number);
  }
}

template <class T>
void read_list(T& out, json::value const& value, std::string const& path, Reading& reading) {
  auto const* array = value.if_array();
  if (!array) return reading.fault(codes::field_type, path, {{"expected", "array"}});
  out.clear();
  for (std::size_t i = 0; i < array->size(); ++i) {
    read_into(out.emplace_back(), (*array)[i], element_path(path, i), reading);
  }
}

template <class T>
void read_map(T& out, json::value const& value, std::string const& path, Reading& reading) {
  auto const* object = value.if_object();
  if (!object) return reading.fault(codes::field_type, path, {{"expected", "object"}});
  for (auto const& field : *object) {
    read_into(out[std::string(field.key())], field.value(), field_path(path, field.key()), reading);
  }
}

template <Struct T>
void refuse_unknown(json::object const& object, std::string const& path, Reading& reading) {
  for (auto const& field : object) {
    bool found = false;
    each_field<T>([&](std::string_view name, auto) { found = found || name == field.key(); });
    if (!found) reading.fault(codes::field_unknown, field_path(path, field.key()));
  }
}

template <Struct T>
void read_struct(T& out, json::value const& value, std::string const& path, Reading& reading) {
  auto const* object = value.if_object();
  if (!object) return reading.fault(codes::field_type, path, {{"expected", "object"}});
  std::size_t known = 0;
  each_field<T>([&](std::string_view name, auto member) {
    using Field = std::remove_cvref_t<decltype(out.*member)>;
    if (auto const* field = object->if_contains(name)) {
      ++known;
      read_into(out.*member, *field, field_path(path, name), reading);
    } else if constexpr (!may_be_absent<Field>) {
      reading.fault(codes::field_missing, field_path(path, name));
    }
  });
  if (reading.unknown == Unknown::refused && known < object->size()) refuse_unknown<T>(*object, path, reading);
}

}  // namespace described

template <class T>
void read_into(T& out, json::value const& value, std::string const& path, Reading& reading) {
  using namespace described;
  if constexpr (std::is_same_v<T, json::value>) {
    out = value;
  } else if constexpr (std::is_same_v<T, json::object>) {
    auto const* object = value.if_object();
    if (!object) return reading.fault(codes::field_type, path, {{"expected", "object"}});
    out = *object;
  } else if constexpr (std::is_same_v<T, bool>) {
    auto const* flag = value.if_bool();
    if (!flag) return reading.fault(codes::field_type, path, {{"expected", "boolean"}});
    out = *flag;
  } else if constexpr (Enum<T>) {
    read_parsed(out, value, path, reading, codes::field_not_one_of,
                [](std::string_view text) { return named<T>(text); });
  } else if constexpr (std::is_integral_v<T>) {
    read_number(out, value, path, reading);
  } else if constexpr (std::is_same_v<T, std::string>) {
    read_string(out, value, path, 0, limits::text_length, reading);
  } else if constexpr (is_text<T>) {
    read_string(out.value, value, path, text_bounds<T>::min, text_bounds<T>::max, reading);
  } else if constexpr (std::is_same_v<T, Instant>) {
    read_parsed(out, value, path, reading, codes::field_not_instant, parse_instant);
  } else if constexpr (std::is_same_v<T, Date>) {
    read_parsed(out, value, path, reading, codes::field_not_date, parse_date);
  } else if constexpr (std::is_same_v<T, Handle>) {
    read_parsed(out, value, path, reading, codes::field_not_handle, parse_handle);
  } else if constexpr (is_optional<T>) {
    if (value.is_null()) return out.reset();
    read_into(out.emplace(), value, path, reading);
  } else if constexpr (is_vector<T>) {
    read_list(out, value, path, reading);
  } else if constexpr (is_map<T>) {
    read_map(out, value, path, reading);
  } else if constexpr (Struct<T>) {
    read_struct(out, value, path, reading);
  } else {
    static_assert(always_false<T>, "a field of a type that described.h does not know");
  }
}

// The whole value, or one refusal whose parts name every fault.
template <class T>
Expected<T> from_json(json::value const& value, Unknown unknown = Unknown::refused) {
  Reading reading{unknown, {}};
  T result{};
  read_into(result, value, {}, reading);
  if (reading.faults.empty()) return result;
  Refusal refusal{codes::field_faults};
  refusal.parts = std::move(reading.faults);
  return std::unexpected<Refusal>(std::move(refusal));
}

// JSON Schema 2020-12 of a described type.
template <class T>
json::object schema_of() {
  using namespace described;
  if constexpr (std::is_same_v<T, json::value>) {
    return {};
  } else if constexpr (std::is_same_v<T, json::object>) {
    return {{"type", "object"}};
  } else if constexpr (std::is_same_v<T, bool>) {
    return {{"type", "boolean"}};
  } else if constexpr (Enum<T>) {
    json::array allowed;
    for (auto const& name : names<T>()) allowed.emplace_back(name);
    return {{"type", "string"}, {"enum", allowed}};
  } else if constexpr (std::is_integral_v<T>) {
    return {{"type", "integer"}};
  } else if constexpr (std::is_same_v<T, std::string>) {
    return {{"type", "string"}, {"maxLength", limits::text_length}};
  } else if constexpr (is_text<T>) {
    json::object schema{{"type", "string"}, {"maxLength", text_bounds<T>::max}};
    if (text_bounds<T>::min > 0) schema["minLength"] = text_bounds<T>::min;
    return schema;
  } else if constexpr (std::is_same_v<T, Instant>) {
    return {{"type", "string"}, {"format", "date-time"}};
  } else if constexpr (std::is_same_v<T, Date>) {
    return {{"type", "string"}, {"format", "date"}};
  } else if constexpr (std::is_same_v<T, Handle>) {
    return {{"type", "string"}, {"pattern", "^[0-9a-f]{32}$"}};
  } else if constexpr (is_optional<T>) {
    return schema_of<typename T::value_type>();
  } else if constexpr (is_vector<T>) {
    return {{"type", "array"}, {"items", schema_of<typename T::value_type>()}};
  } else if constexpr (is_map<T>) {
    return {{"type", "object"}, {"additionalProperties", schema_of<typename T::mapped_type>()}};
  } else if constexpr (Struct<T>) {
    json::object properties;
    json::array required;
    each_field<T>([&](std::string_view name, auto member) {
      using Field = std::remove_cvref_t<decltype(std::declval<T&>().*member)>;
      properties[name] = schema_of<Field>();
      if constexpr (!may_be_absent<Field>) required.emplace_back(name);
    });
    json::object schema{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
    if (!required.empty()) schema["required"] = required;
    return schema;
  } else {
    static_assert(always_false<T>, "a field of a type that described.h does not know");
  }
}

}  // namespace congvu
