#include "rules/dmn/decide/plain_json.h"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>

#include "base/json.h"
#include "base/limits.h"

namespace congvu::dmn {
namespace {

using feel::Value;

// What Boost.JSON's parser tells, built into values. Names and signatures are that library's.
struct Building {
  static constexpr std::size_t max_array_size = 2'000'000;
  static constexpr std::size_t max_object_size = 100'000;
  static constexpr std::size_t max_string_size = 1'048'576;
  static constexpr std::size_t max_key_size = 10'000;
  using Error = boost::system::error_code;

  struct Open {
    bool is_list = false;
    std::vector<Value> items;
    std::vector<feel::Entry> entries;
    std::string key;
  };
  std::vector<Open> open;
  Value whole;
  std::string text;

  bool put(Value value) {
    if (open.empty()) {
      whole = std::move(value);
    } else if (auto& inside = open.back(); inside.is_list) {
      inside.items.push_back(std::move(value));
    } else {
      inside.entries.push_back({std::exchange(inside.key, {}), std::move(value)});
    }
    return true;
  }
  bool put_number(std::string_view last_part) {
    text += last_part;
    return put(feel::Number::parse(std::exchange(text, {})));
  }

  bool on_document_begin(Error&) { return true; }
  bool on_document_end(Error&) { return true; }
  bool on_array_begin(Error&) {
    open.push_back({true, {}, {}, {}});
    return true;
  }
  bool on_array_end(std::size_t, Error&) {
    auto items = std::move(open.back().items);
    open.pop_back();
    return put(feel::List{std::move(items)});
  }
  bool on_object_begin(Error&) {
    open.push_back({});
    return true;
  }
  bool on_object_end(std::size_t, Error&) {
    auto entries = std::move(open.back().entries);
    open.pop_back();
    return put(feel::Context{std::move(entries)});
  }
  bool on_string_part(std::string_view part, std::size_t, Error&) {
    text += part;
    return true;
  }
  bool on_string(std::string_view part, std::size_t, Error&) {
    text += part;
    return put(std::exchange(text, {}));
  }
  bool on_key_part(std::string_view part, std::size_t, Error&) {
    text += part;
    return true;
  }
  bool on_key(std::string_view part, std::size_t, Error&) {
    text += part;
    open.back().key = std::exchange(text, {});
    return true;
  }
  bool on_number_part(std::string_view part, Error&) {
    text += part;
    return true;
  }
  bool on_int64(std::int64_t, std::string_view part, Error&) { return put_number(part); }
  bool on_uint64(std::uint64_t, std::string_view part, Error&) { return put_number(part); }
  bool on_double(double, std::string_view part, Error&) { return put_number(part); }
  bool on_bool(bool truth, Error&) { return put(truth); }
  bool on_null(Error&) { return put({}); }
  bool on_comment_part(std::string_view, Error&) { return true; }
  bool on_comment(std::string_view, Error&) { return true; }
};

std::string quoted(std::string_view text) {
  return json::serialize(json::string{text});
}

}  // namespace

Expected<Value> read_plain(std::string_view json_text) {
  json::parse_options options;
  options.max_depth = limits::json_depth;
  json::basic_parser<Building> parser{options};
  boost::system::error_code error;
  auto const read = parser.write_some(false, json_text.data(), json_text.size(), error);
  if (!error && read < json_text.size()) error = json::error::extra_data;
  if (error == json::error::too_deep) {
    return refuse(congvu::codes::json_too_deep, {}, {{"limit", std::to_string(limits::json_depth)}});
  }
  if (error) {
    return refuse(congvu::codes::json_malformed, {}, {{"offset", std::to_string(read)}, {"reason", error.message()}});
  }
  return std::move(parser.handler().whole);
}

Value as_wanted(Value value, ItemType const* type) {
  if (type == nullptr) return value;
  type = &described(*type);
  using Kind = feel::Type::Kind;
  if (auto const* text = value.as<std::string>()) {
    auto const meant = [&](auto read) { return read ? Value{std::move(*read)} : Value{*text}; };
    auto const* one = type->items && type->items->kind.kind != Kind::any ? type->items.get() : type;
    if (one->kind.kind == Kind::date) return meant(feel::parse_date(*text));
    if (one->kind.kind == Kind::time) return meant(feel::parse_time(*text));
    if (one->kind.kind == Kind::date_time) return meant(feel::parse_date_time(*text));
    if (one->kind.kind == Kind::days_duration) return meant(feel::parse_days_duration(*text));
    if (one->kind.kind == Kind::months_duration) return meant(feel::parse_months_duration(*text));
    return value;
  }
  if (auto const* list = value.as<feel::List>(); list != nullptr && type->items) {
    std::vector<Value> items;
    for (auto const& each : list->items()) items.push_back(as_wanted(each, type->items.get()));
    return feel::List{std::move(items)};
  }
  auto const* context = value.as<feel::Context>();
  if (context == nullptr) return value;
  auto entries = context->entries();
  for (auto const& [name, of] : type->components) {
    for (auto& entry : entries) {
      if (entry.name == name) entry.value = as_wanted(std::move(entry.value), of.get());
    }
  }
  return feel::Context{std::move(entries)};
}

std::string plain_json(Value const& value) {
  if (value.is_null()) return "null";
  if (auto const* truth = value.as<bool>()) return *truth ? "true" : "false";
  if (auto const* number = value.as<feel::Number>()) return number->text();
  if (auto const* text = value.as<std::string>()) return quoted(*text);
  if (auto const* list = value.as<feel::List>()) {
    std::string items;
    for (auto const& each : list->items()) items += (items.empty() ? "" : ",") + plain_json(each);
    return "[" + items + "]";
  }
  if (auto const* context = value.as<feel::Context>()) {
    std::string entries;
    for (auto const& [name, entry] : context->entries()) {
      entries += (entries.empty() ? "" : ",") + quoted(name) + ":" + plain_json(entry);
    }
    return "{" + entries + "}";
  }
  return quoted(feel::text_of(value));
}

}  // namespace congvu::dmn
