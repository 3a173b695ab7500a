// How a form's schema is read: references put in place, then each property as a Field in the order the form names.
// Problems of a schema are its owner's to mend, so all of them are told, each with the path where it lies.
#pragma once

#include <string>
#include <vector>

#include "page/form.h"

namespace congvu::page {

// The schema with every "#/…" reference replaced by what it names; other references are faults.
json::value with_references(json::value const& schema, std::vector<Refusal>& faults);

// The fields of an object's schema.
std::vector<Field> fields_of(json::object const& schema, std::string const& path, std::vector<Refusal>& faults);

// The choices that enum or oneOf offers; empty when the schema offers none.
std::vector<Choice> choices_of(json::object const& schema);

json::object const* object_at(json::object const& parent, std::string_view name);
std::string_view text_at(json::object const& parent, std::string_view name);
std::size_t count_at(json::object const& parent, std::string_view name, std::size_t otherwise);
// A choice's value as a form posts it.
std::string posted_form(json::value const& value);

}  // namespace congvu::page
