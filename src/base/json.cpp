#include "base/json.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_stack.hpp>
#include <charconv>
#include <cmath>
#include <vector>

#include "base/limits.h"

namespace congvu {

namespace {

// Members as they are written in good JSON: what a colon outside of a string introduces.
std::size_t members_written(std::string_view text) {
  std::size_t members = 0;
  bool within = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') within = !within;
    if (within && text[i] == '\\') ++i;
    if (!within && text[i] == ':') ++members;
  }
  return members;
}

std::size_t members_of(json::value const& value) {
  std::size_t members = 0;
  if (auto const* object = value.if_object()) {
    members = object->size();
    for (auto const& field : *object) members += members_of(field.value());
  } else if (auto const* array = value.if_array()) {
    for (auto const& element : *array) members += members_of(element);
  }
  return members;
}

using Error = boost::system::error_code;

// Builds the value while Boost.JSON reads. Its own builder takes numbers with a fraction as nearly right: what was
// written would be read as another number, and the bytes that are hashed would not read back to themselves.
struct Builder {
  static constexpr std::size_t max_object_size = json::object::max_size();
  static constexpr std::size_t max_array_size = json::array::max_size();
  static constexpr std::size_t max_key_size = json::string::max_size();
  static constexpr std::size_t max_string_size = json::string::max_size();

  json::value_stack stack;
  std::string number;  // its first characters

  bool on_document_begin(Error&) { return true; }
  bool on_document_end(Error&) { return true; }
  bool on_object_begin(Error&) { return true; }
  bool on_array_begin(Error&) { return true; }
  bool on_comment_part(std::string_view, Error&) { return true; }
  bool on_comment(std::string_view, Error&) { return true; }
  bool on_object_end(std::size_t members, Error&) {
    return pushed([&] { stack.push_object(members); });
  }
  bool on_array_end(std::size_t elements, Error&) {
    return pushed([&] { stack.push_array(elements); });
  }
  bool on_key_part(std::string_view part, std::size_t, Error&) {
    return pushed([&] { stack.push_chars(part); });
  }
  bool on_key(std::string_view rest, std::size_t, Error&) {
    return pushed([&] { stack.push_key(rest); });
  }
  bool on_string_part(std::string_view part, std::size_t, Error&) {
    return pushed([&] { stack.push_chars(part); });
  }
  bool on_string(std::string_view rest, std::size_t, Error&) {
    return pushed([&] { stack.push_string(rest); });
  }
  bool on_bool(bool value, Error&) {
    return pushed([&] { stack.push_bool(value); });
  }
  bool on_null(Error&) {
    return pushed([&] { stack.push_null(); });
  }
  bool on_number_part(std::string_view part, Error&) {
    return pushed([&] { number += part; });
  }
  bool on_int64(std::int64_t value, std::string_view, Error&) {
    number.clear();
    return pushed([&] { stack.push_int64(value); });
  }
  bool on_uint64(std::uint64_t value, std::string_view, Error&) {
    number.clear();
    return pushed([&] { stack.push_uint64(value); });
  }
  bool on_double(double nearly, std::string_view rest, Error& error) {
    number += rest;
    double value = 0;
    auto const read = std::from_chars(number.data(), number.data() + number.size(), value);
    number.clear();
    // Too near to zero to be told from it is zero; beyond all numbers is none
    bool const tiny = read.ec == std::errc::result_out_of_range && std::abs(nearly) < 1;
    if (read.ec != std::errc{} && !tiny) error = json::error::exponent_overflow;
    if (!error) stack.push_double(tiny ? 0.0 : value);
    return !error;
  }

 private:
  static bool pushed(auto push) {
    push();
    return true;
  }
};

}  // namespace

Expected<json::value> parse_json(std::string_view text) {
  json::parse_options options;
  options.max_depth = limits::json_depth;
  json::basic_parser<Builder> parser{options};
  parser.handler().stack.reset();
  Error error;
  std::size_t const read = parser.write_some(false, text.data(), text.size(), error);
  if (!error && read < text.size()) error = json::error::extra_data;
  if (error == json::error::too_deep) {
    return refuse(codes::json_too_deep, {}, {{"limit", std::to_string(limits::json_depth)}});
  }
  if (error) return refuse(codes::json_malformed, {}, {{"offset", std::to_string(read)}, {"reason", error.message()}});
  auto value = parser.handler().stack.release();
  // Readers differ in which of two equal names they believe: nobody is to check one and act on the other
  if (members_of(value) != members_written(text)) {
    return refuse(codes::json_malformed, {}, {{"offset", "0"}, {"reason", "a name twice in one object"}});
  }
  return value;
}

namespace {

void write_canonical(json::value const& value, std::string& out) {
  if (auto const* object = value.if_object()) {
    std::vector<json::key_value_pair const*> fields;
    fields.reserve(object->size());
    for (auto const& field : *object) fields.push_back(&field);
    std::sort(fields.begin(), fields.end(), [](auto const* a, auto const* b) { return a->key() < b->key(); });
    out += '{';
    for (auto const* field : fields) {
      if (out.back() != '{') out += ',';
      out += json::serialize(field->key());
      out += ':';
      write_canonical(field->value(), out);
    }
    out += '}';
  } else if (auto const* array = value.if_array()) {
    out += '[';
    bool first = true;
    for (auto const& element : *array) {
      if (!first) out += ',';
      first = false;
      write_canonical(element, out);
    }
    out += ']';
  } else {
    out += json::serialize(value);
  }
}

}  // namespace

std::string canonical(json::value const& value) {
  std::string out;
  write_canonical(value, out);
  return out;
}

}  // namespace congvu
