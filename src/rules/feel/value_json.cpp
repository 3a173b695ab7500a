#include <array>
#include <boost/json.hpp>
#include <charconv>

#include "base/json.h"
#include "rules/feel/limits.h"
#include "rules/feel/value.h"

namespace congvu::feel {
namespace {

constexpr Code too_deep{"feel.value_too_deep", Kind::too_large};
constexpr Code not_a_value{"feel.not_a_value", Kind::invalid};
constexpr Code not_a_context{"feel.not_a_context", Kind::invalid};

std::optional<Number> exactly(double value) {
  std::array<char, 64> digits{};
  auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return Number::parse({digits.data(), end});
}

json::value number_json(Number const& number) {
  auto const text = number.text();
  if (auto const whole = number.whole(); whole && text == std::to_string(*whole)) return *whole;
  double nearest = 0;
  std::from_chars(text.data(), text.data() + text.size(), nearest);
  // The digits too must come back: 1.50 is not 1.5 on a printed fee.
  if (auto const back = exactly(nearest); back && back->text() == text) return nearest;
  return json::object{{"@number", text}};
}

std::string escaped(std::string const& name) {
  return name.starts_with('@') ? "@" + name : name;
}

Expected<Value> read(json::value const& from, std::string const& path, int depth);

Expected<Value> read_tagged(json::string_view tag, json::value const& from, std::string const& path) {
  std::string_view const text = from.is_string() ? std::string_view{from.get_string()} : std::string_view{};
  if (tag == "@number") {
    if (auto const number = Number::parse(text)) return Value{*number};
  } else if (tag == "@date") {
    if (auto const date = parse_date(text)) return Value{*date};
  } else if (tag == "@time") {
    if (auto time = parse_time(text)) return Value{std::move(*time)};
  } else if (tag == "@datetime") {
    if (auto time = parse_date_time(text)) return Value{std::move(*time)};
  } else if (tag == "@duration") {
    if (auto const days = parse_days_duration(text)) return Value{*days};
    if (auto const months = parse_months_duration(text)) return Value{*months};
  }
  return refuse(not_a_value, path, {{"tag", std::string{tag}}});
}

// {"@range": ["[", low, high, ")"]}; an end there is none of is left out with its bracket empty.
Expected<Value> read_range(json::value const& from, std::string const& path, int depth) {
  auto const fault = [&] { return refuse(not_a_value, path, {{"tag", "@range"}}); };
  if (!from.is_array() || from.get_array().size() != 4) return fault();
  auto const& parts = from.get_array();
  if (!parts.front().is_string() || !parts.back().is_string()) return fault();
  auto const open = std::string_view{parts.front().get_string()};
  auto const close = std::string_view{parts.back().get_string()};
  auto low = read(parts[1], path, depth + 1);
  if (!low) return low;
  auto high = read(parts[2], path, depth + 1);
  if (!high) return high;
  Bounds bounds{std::move(*low), std::move(*high), !open.empty(), !close.empty(), open == "[", close == "]"};
  if (!bounds.has_low && !bounds.has_high) return fault();
  return Value{Range{std::move(bounds)}};
}

Expected<Value> read_object(json::object const& from, std::string const& path, int depth) {
  if (from.size() == 1) {
    json::string_view const name = from.begin()->key();
    if (name == "@range") return read_range(from.begin()->value(), path, depth);
    if (name.starts_with('@') && !name.starts_with("@@")) return read_tagged(name, from.begin()->value(), path);
  }
  std::vector<Entry> entries;
  entries.reserve(from.size());
  for (auto const& [key, member] : from) {
    std::string name{key};
    auto value = read(member, path.empty() ? name : path + "." + name, depth + 1);
    if (!value) return std::unexpected(value.error());
    if (name.starts_with("@@")) name.erase(0, 1);
    entries.push_back({std::move(name), std::move(*value)});
  }
  return Value{Context{std::move(entries)}};
}

Expected<Value> read_array(json::array const& from, std::string const& path, int depth) {
  std::vector<Value> items;
  items.reserve(from.size());
  for (auto const& item : from) {
    auto value = read(item, path + "[" + std::to_string(items.size()) + "]", depth + 1);
    if (!value) return std::unexpected(value.error());
    items.push_back(std::move(*value));
  }
  return Value{List{std::move(items)}};
}

Expected<Value> read(json::value const& from, std::string const& path, int depth) {
  if (depth > limits::json_depth) return refuse(too_deep, path, {{"limit", std::to_string(limits::json_depth)}});
  switch (from.kind()) {
    case json::kind::null:
      return Value{};
    case json::kind::bool_:
      return Value{from.get_bool()};
    case json::kind::int64:
      return Value{Number{from.get_int64()}};
    case json::kind::uint64:
      return Value{*Number::parse(std::to_string(from.get_uint64()))};
    case json::kind::double_: {
      auto const number = exactly(from.get_double());
      if (!number) return refuse(not_a_value, path, {{"tag", "number"}});
      return Value{*number};
    }
    case json::kind::string:
      return Value{std::string_view{from.get_string()}};
    case json::kind::array:
      return read_array(from.get_array(), path, depth);
    case json::kind::object:
      return read_object(from.get_object(), path, depth);
  }
  return Value{};
}

struct Writer {
  json::value operator()(Null) const { return nullptr; }
  json::value operator()(bool truth) const { return truth; }
  json::value operator()(Number const& number) const { return number_json(number); }
  json::value operator()(std::string const& text) const { return json::string(text); }
  json::value operator()(Date date) const { return json::object{{"@date", text_of(date)}}; }
  json::value operator()(Time const& time) const { return json::object{{"@time", text_of(time)}}; }
  json::value operator()(DateTime const& time) const { return json::object{{"@datetime", text_of(time)}}; }
  json::value operator()(DaysDuration duration) const { return json::object{{"@duration", text_of(duration)}}; }
  json::value operator()(MonthsDuration duration) const { return json::object{{"@duration", text_of(duration)}}; }
  json::value operator()(Function const&) const { return json::object{{"@function", nullptr}}; }
  json::value operator()(Range const& range) const {
    auto const& bounds = range.bounds();
    auto const open = !bounds.has_low ? "" : bounds.low_included ? "[" : "(";
    auto const close = !bounds.has_high ? "" : bounds.high_included ? "]" : ")";
    return json::object{{"@range", json::array{open, to_json(bounds.low), to_json(bounds.high), close}}};
  }
  json::value operator()(Context const& context) const { return to_json(context); }
  json::value operator()(List const& list) const {
    json::array items;
    items.reserve(list.items().size());
    for (auto const& item : list.items()) items.push_back(to_json(item));
    return items;
  }
};

}  // namespace

json::value to_json(Value const& value) {
  return std::visit(Writer{}, value.is);
}

json::value to_json(Context const& context) {
  json::object members;
  members.reserve(context.size());
  for (auto const& [name, value] : context.entries()) members.emplace(escaped(name), to_json(value));
  return members;
}

Expected<Value> value_from_json(json::value const& from) {
  return read(from, {}, 0);
}

Expected<Context> context_from_json(json::value const& from) {
  if (!from.is_object()) return refuse(not_a_context);
  auto value = read(from, {}, 0);
  if (!value) return std::unexpected(value.error());
  auto* context = std::get_if<Context>(&value->is);
  if (context == nullptr) return refuse(not_a_context);
  return std::move(*context);
}

}  // namespace congvu::feel
