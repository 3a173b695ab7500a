// A form of a procedure is a JSON Schema (draft 7) in the pack, drawn by who owns the procedure. From it the server
// makes the fields a person fills in, reads what they wrote back into typed JSON, and says for every fault which field
// it is and what would do. It works without script, and the API's bodies go through the same check.
//
// The dialect (docs/formats): title, description, type, required, enum, oneOf of {const, title}, format date,
// minLength, maxLength, pattern, minimum, maximum, minItems, maxItems, properties, items; and x-order (a list of names,
// or a number in each property), x-lines or x-rows (rows of a text of several lines), x-group with the form's x-groups
// ([{code, title}]: fields shown under one heading), x-autocomplete, x-pattern-words (what the pattern asks, in words).
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/refusal.h"
#include "page/route.h"
#include "page/words.h"

namespace congvu::page {

namespace codes {
inline constexpr Code form_schema{"form.schema"};    // subject: path in the schema; arguments: reason
inline constexpr Code form_pattern{"form.pattern"};  // arguments: asked
inline constexpr Code form_control_characters{"form.control_characters"};
inline constexpr Code form_date{"form.date"};                  // arguments: given
inline constexpr Code form_number{"form.number"};              // arguments: given
inline constexpr Code form_least{"form.least"};                // arguments: limit
inline constexpr Code form_most{"form.most"};                  // arguments: limit
inline constexpr Code form_too_few{"form.too_few"};            // arguments: limit
inline constexpr Code form_too_many{"form.too_many"};          // arguments: limit
inline constexpr Code form_not_accepted{"form.not_accepted"};  // the schema says no in a way we have no words for
}  // namespace codes

struct Choice {
  json::value value;
  std::string title;
};

// One thing asked. A group and a list have fields of their own.
struct Field {
  enum class Sort { text, lines, date, integer, number, flag, choice, group, list };
  Sort sort = Sort::text;
  std::string name;  // of the property
  std::string title;
  std::string hint;
  std::string heading;  // under which it is shown with its neighbours; empty without one
  bool required = false;
  std::size_t longest = 0;  // characters
  std::size_t rows = 0;     // of Sort::lines; of Sort::list: the most there may be
  std::string autocomplete;
  std::vector<Choice> choices;
  std::vector<Field> fields;
};

// A schema that has been read: its fields in order, and its check. Immutable; any thread may use it.
class Form {
 public:
  // Every problem of the schema as a part of one refusal.
  static Expected<Form> read(json::value const& schema);

  std::vector<Field> const& fields() const { return fields_; }
  // What the field at a path is called, "answers.copies[0].year" with the prefix "answers"; empty where there is none.
  std::string title_at(std::string_view path, std::string_view prefix) const;
  json::value const& schema() const { return *schema_; }

  // Every fault of an answer, with its path: "applicant.name", "copies[1].year". Empty when it is good.
  // `prefix` goes before each path.
  std::vector<Refusal> check(json::value const& answer, std::string const& prefix = {}) const;

 private:
  struct Checker;
  Form() = default;
  std::vector<Field> fields_;
  std::shared_ptr<json::value const> schema_;
  std::shared_ptr<Checker const> checker_;
};

// What a person typed, as JSON of the types the form asks for: numbers and flags typed, dates from 16/12/2024 or
// 2024-12-16, texts trimmed and in Unicode normal form C, fields left empty absent, empty rows of lists dropped. What
// cannot be read stays the text it was and is a fault.
struct FormReading {
  json::object answer;
  std::vector<Refusal> faults;
};
FormReading read_form(Form const&, Fields const& posted, std::string const& prefix = {});

// The texts of an API's body brought to the same form: normal form C, control characters told.
void normalise_texts(json::value& answer, std::string const& prefix, std::vector<Refusal>& faults);

// {fields: […]} for layout/form_fields.html: the fields in order, groups opened and closed, with the values of `answer`
// in them and the faults beside them. A list shows its rows and an empty one.
json::object form_view(Form const&, json::value const& answer, std::vector<Refusal> const& faults, Words const&,
                       Language, std::string const& prefix = {});

// An answer as lines to be read over: [{label, value}], for "check your answers".
json::array answer_lines(Form const&, json::value const& answer, Words const&, Language);

}  // namespace congvu::page
