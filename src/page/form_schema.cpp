#include "page/form_schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "page/limits.h"

namespace congvu::page {
namespace {

void fault(std::vector<Refusal>& faults, std::string const& path, std::string reason) {
  faults.emplace_back(codes::form_schema, path, std::vector<Argument>{{"reason", std::move(reason)}});
}

class References {
 public:
  References(json::value const& root, std::vector<Refusal>& faults) : root_(root), faults_(faults) {}

  json::value put_in(json::value const& value, std::string const& path, int depth) {
    if (auto const* array = value.if_array()) {
      json::array out;
      for (std::size_t i = 0; i < array->size(); ++i) {
        out.push_back(put_in((*array)[i], described::element_path(path, i), depth));
      }
      return out;
    }
    auto const* object = value.if_object();
    if (!object) return value;
    auto const* reference = object->if_contains("$ref");
    if (reference && reference->is_string()) return named(*reference, path, depth);
    json::object out;
    for (auto const& [key, field] : *object) {
      if (key != "definitions") out[key] = put_in(field, described::field_path(path, key), depth);
    }
    return out;
  }

 private:
  json::value named(json::value const& reference, std::string const& path, int depth) {
    std::string const name{reference.get_string().begin(), reference.get_string().end()};
    boost::system::error_code error;
    json::value const* target = name.starts_with("#/") ? root_.find_pointer(name.substr(1), error) : nullptr;
    if (!target || depth > limits::partial_depth) {
      fault(faults_, path, "$ref " + name);
      return json::object{};
    }
    return put_in(*target, path, depth + 1);
  }

  json::value const& root_;
  std::vector<Refusal>& faults_;
};

// A form orders its fields by a list of names, or each field by its number; JSON objects themselves keep no order once
// they have been in the record. Fields that say nothing come last.
void sort_by_order(std::vector<Field>& fields, json::object const& schema) {
  auto const* order = schema.if_contains("x-order");
  auto const* properties = object_at(schema, "properties");
  auto const place = [&](Field const& field) -> std::size_t {
    if (order && order->is_array()) {
      auto const& names = order->get_array();
      return static_cast<std::size_t>(std::ranges::find(names, json::value(field.name)) - names.begin());
    }
    auto const* property = object_at(*properties, field.name);
    return property ? count_at(*property, "x-order", fields.size() + 1) : 0;
  };
  std::ranges::stable_sort(fields, {}, place);
}

// The title of the group that a property says it belongs to.
std::string heading_of(json::object const& schema, json::object const& property) {
  auto const code = text_at(property, "x-group");
  auto const* groups = schema.if_contains("x-groups");
  if (code.empty() || !groups || !groups->is_array()) return {};
  for (auto const& group : groups->get_array()) {
    auto const* object = group.if_object();
    if (object && text_at(*object, "code") == code) return std::string{text_at(*object, "title")};
  }
  return {};
}

bool requires_name(json::object const& schema, std::string_view name) {
  auto const* required = schema.if_contains("required");
  return required && required->is_array() &&
         std::ranges::find(required->get_array(), json::value(name)) != required->get_array().end();
}

void set_text_sort(Field& field, json::object const& schema) {
  field.longest = count_at(schema, "maxLength", limits::text_length);
  field.rows = count_at(schema, "x-lines", count_at(schema, "x-rows", 0));
  if (text_at(schema, "format") == "date") {
    field.sort = Field::Sort::date;
  } else {
    field.sort = field.rows > 0 ? Field::Sort::lines : Field::Sort::text;
  }
}

void set_list(Field& field, json::object const& schema, std::string const& path, std::vector<Refusal>& faults) {
  field.sort = Field::Sort::list;
  field.rows = std::min(count_at(schema, "maxItems", limits::list_rows), limits::list_rows);
  auto const* items = object_at(schema, "items");
  if (!items || text_at(*items, "type") != "object") return fault(faults, path, "items: object");
  field.fields = fields_of(*items, path + "[]", faults);
}

Field field_of(std::string_view name, json::object const& schema, std::string const& path,
               std::vector<Refusal>& faults) {
  Field field;
  field.name = name;
  field.title = text_at(schema, "title");
  field.hint = text_at(schema, "description");
  field.autocomplete = text_at(schema, "x-autocomplete");
  field.choices = choices_of(schema);
  if (field.title.empty()) fault(faults, path, "title");
  auto const type = text_at(schema, "type");
  if (!field.choices.empty()) {
    field.sort = Field::Sort::choice;
  } else if (type == "string") {
    set_text_sort(field, schema);
  } else if (type == "integer") {
    field.sort = Field::Sort::integer;
  } else if (type == "number") {
    field.sort = Field::Sort::number;
  } else if (type == "boolean") {
    field.sort = Field::Sort::flag;
  } else if (type == "object") {
    field.sort = Field::Sort::group;
    field.fields = fields_of(schema, path, faults);
  } else if (type == "array") {
    set_list(field, schema, path, faults);
  } else {
    fault(faults, path, "type");
  }
  return field;
}

}  // namespace

json::object const* object_at(json::object const& parent, std::string_view name) {
  auto const* value = parent.if_contains(name);
  return value ? value->if_object() : nullptr;
}

std::string_view text_at(json::object const& parent, std::string_view name) {
  auto const* value = parent.if_contains(name);
  return value && value->is_string() ? std::string_view{value->get_string()} : std::string_view{};
}

std::size_t count_at(json::object const& parent, std::string_view name, std::size_t otherwise) {
  auto const* value = parent.if_contains(name);
  if (!value || !value->is_number()) return otherwise;
  boost::system::error_code error;
  auto const count = value->to_number<std::size_t>(error);
  return error ? otherwise : count;
}

std::string posted_form(json::value const& value) {
  if (auto const* text = value.if_string()) return {text->begin(), text->end()};
  // JSON writes 12.5 as 1.25E1, which nobody typed
  if (auto const* number = value.if_double()) return fmt::format("{}", *number);
  return json::serialize(value);
}

json::value with_references(json::value const& schema, std::vector<Refusal>& faults) {
  return References{schema, faults}.put_in(schema, {}, 0);
}

std::vector<Choice> choices_of(json::object const& schema) {
  std::vector<Choice> choices;
  if (auto const* options = schema.if_contains("oneOf"); options && options->is_array()) {
    for (auto const& option : options->get_array()) {
      auto const* constant = option.is_object() ? option.get_object().if_contains("const") : nullptr;
      if (!constant) return {};  // a oneOf of another kind: valijson's business
      choices.push_back({*constant, std::string{text_at(option.get_object(), "title")}});
      if (choices.back().title.empty()) choices.back().title = posted_form(*constant);
    }
  } else if (auto const* values = schema.if_contains("enum"); values && values->is_array()) {
    for (auto const& value : values->get_array()) choices.push_back({value, posted_form(value)});
  }
  return choices;
}

std::vector<Field> fields_of(json::object const& schema, std::string const& path, std::vector<Refusal>& faults) {
  std::vector<Field> fields;
  if (std::ranges::count(path, '.') >= static_cast<std::ptrdiff_t>(limits::form_depth)) {
    fault(faults, path, "depth");
    return fields;
  }
  auto const* properties = object_at(schema, "properties");
  if (!properties) {
    fault(faults, path, "properties");
    return fields;
  }
  for (auto const& [name, property] : *properties) {
    auto const at = described::field_path(path, name);
    if (auto const* object = property.if_object()) {
      fields.push_back(field_of(name, *object, at, faults));
      fields.back().required = requires_name(schema, name);
      fields.back().heading = heading_of(schema, *object);
    } else {
      fault(faults, at, "object");
    }
  }
  sort_by_order(fields, schema);
  return fields;
}

}  // namespace congvu::page
