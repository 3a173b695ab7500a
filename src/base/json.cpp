#include "base/json.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/stream_parser.hpp>
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

}  // namespace

Expected<json::value> parse_json(std::string_view text) {
  json::parse_options options;
  options.max_depth = limits::json_depth;
  json::stream_parser parser{json::storage_ptr{}, options};
  boost::system::error_code error;
  std::size_t const read = parser.write_some(text.data(), text.size(), error);
  if (!error && read < text.size()) error = json::error::extra_data;
  if (!error) parser.finish(error);
  if (error == json::error::too_deep) {
    return refuse(codes::json_too_deep, {}, {{"limit", std::to_string(limits::json_depth)}});
  }
  if (error) return refuse(codes::json_malformed, {}, {{"offset", std::to_string(read)}, {"reason", error.message()}});
  auto value = parser.release();
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
