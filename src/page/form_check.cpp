// The check of an answer against its schema. What people get wrong is found here field by field, with words for each;
// valijson then judges the whole, so that what the schema says in other ways (if, allOf, dependencies) holds too.
// Patterns and formats are taken out of valijson's hands: its std::regex can be crashed by a long text.

#include <unicode/regex.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <map>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "base/text.h"
#include "page/form.h"
#include "page/form_schema.h"
#include "page/limits.h"

namespace congvu::page {
namespace {

using Patterns = std::map<std::string, std::unique_ptr<icu::RegexPattern>, std::less<>>;

// The schema as valijson may have it; the patterns found on the way are compiled.
json::value without_patterns(json::value const& schema, std::string const& path, Patterns& patterns,
                             std::vector<Refusal>& faults) {
  if (auto const* array = schema.if_array()) {
    json::array out;
    for (auto const& element : *array) out.push_back(without_patterns(element, path, patterns, faults));
    return out;
  }
  auto const* object = schema.if_object();
  if (!object) return schema;
  json::object out;
  for (auto const& [key, value] : *object) {
    bool const is_text = value.is_string();
    if (key == "patternProperties" || (key == "format" && is_text)) continue;
    if (key != "pattern" || !is_text) {
      out[key] = without_patterns(value, described::field_path(path, key), patterns, faults);
      continue;
    }
    std::string const text{value.get_string().begin(), value.get_string().end()};
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::RegexPattern> compiled{
        icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(text), 0, status)};
    if (U_FAILURE(status)) {
      faults.emplace_back(codes::form_schema, path, std::vector<Argument>{{"reason", "pattern " + text}});
    } else {
      patterns[text] = std::move(compiled);
    }
  }
  return out;
}

bool matches(icu::RegexPattern const& pattern, std::string_view text) {
  if (text.size() > limits::pattern_input) return false;
  UErrorCode status = U_ZERO_ERROR;
  auto const input =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  std::unique_ptr<icu::RegexMatcher> const matcher{pattern.matcher(input, status)};
  if (U_FAILURE(status)) return false;
  matcher->setTimeLimit(limits::pattern_time, status);
  bool const found = matcher->find(status);
  return U_SUCCESS(status) && found;
}

bool is_of_type(json::value const& value, std::string_view type) {
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_bool();
  if (type == "number") return value.is_number();
  if (type == "integer") return value.is_int64() || value.is_uint64();
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  return type.empty();
}

std::string number_text(json::value const& value) {
  return posted_form(value);
}

class Explanation {
 public:
  Explanation(Patterns const& patterns, std::vector<Refusal>& faults) : patterns_(patterns), faults_(faults) {}

  void value(json::object const& schema, json::value const& given, std::string const& path) {
    auto const type = text_at(schema, "type");
    if (!is_of_type(given, type)) return wrong_type(given, type, path);
    if (auto const choices = choices_of(schema); !choices.empty()) return choice(choices, given, path);
    if (auto const* text = given.if_string()) string(schema, *text, path);
    if (given.is_number()) number(schema, given, path);
    if (auto const* elements = given.if_array()) array(schema, *elements, path);
    if (auto const* members = given.if_object()) object(schema, *members, path);
  }

 private:
  void fault(Code code, std::string const& path, std::vector<Argument> arguments = {}) {
    faults_.emplace_back(code, path, std::move(arguments));
  }

  void wrong_type(json::value const& given, std::string_view type, std::string const& path) {
    if ((type == "integer" || type == "number") && given.is_string()) {
      return fault(codes::form_number, path, {{"given", std::string{given.get_string().subview(0, 40)}}});
    }
    fault(congvu::codes::field_type, path, {{"expected", std::string{type}}});
  }

  void choice(std::vector<Choice> const& choices, json::value const& given, std::string const& path) {
    if (std::ranges::find(choices, given, &Choice::value) != choices.end()) return;
    std::string allowed;
    for (auto const& each : choices) allowed += (allowed.empty() ? "" : ", ") + each.title;
    fault(congvu::codes::field_not_one_of, path, {{"allowed", allowed}});
  }

  void string(json::object const& schema, std::string_view text, std::string const& path) {
    auto const length = code_points(text);
    auto const most = count_at(schema, "maxLength", limits::text_length);
    auto const least = count_at(schema, "minLength", 0);
    if (length > most) {
      return fault(congvu::codes::field_too_long, path,
                   {{"limit", std::to_string(most)}, {"length", std::to_string(length)}});
    }
    if (length < least) {
      return length == 0 ? fault(congvu::codes::field_missing, path)
                         : fault(congvu::codes::field_too_short, path, {{"limit", std::to_string(least)}});
    }
    if (text_at(schema, "format") == "date" && !parse_date(text)) {
      return fault(codes::form_date, path, {{"given", std::string{text.substr(0, 40)}}});
    }
    auto const pattern = patterns_.find(text_at(schema, "pattern"));
    if (pattern != patterns_.end() && !matches(*pattern->second, text)) {
      fault(codes::form_pattern, path, {{"asked", std::string{text_at(schema, "x-pattern-words")}}});
    }
  }

  void number(json::object const& schema, json::value const& given, std::string const& path) {
    double const amount = given.to_number<double>();
    auto const* least = schema.if_contains("minimum");
    auto const* most = schema.if_contains("maximum");
    if (least && least->is_number() && amount < least->to_number<double>()) {
      fault(codes::form_least, path, {{"limit", number_text(*least)}});
    }
    if (most && most->is_number() && amount > most->to_number<double>()) {
      fault(codes::form_most, path, {{"limit", number_text(*most)}});
    }
  }

  void array(json::object const& schema, json::array const& given, std::string const& path) {
    auto const most = count_at(schema, "maxItems", limits::list_rows);
    auto const least = count_at(schema, "minItems", 0);
    if (given.size() > most) return fault(codes::form_too_many, path, {{"limit", std::to_string(most)}});
    if (given.size() < least) fault(codes::form_too_few, path, {{"limit", std::to_string(least)}});
    auto const* items = object_at(schema, "items");
    for (std::size_t i = 0; items && i < given.size(); ++i) value(*items, given[i], described::element_path(path, i));
  }

  void object(json::object const& schema, json::object const& given, std::string const& path) {
    if (auto const* required = schema.if_contains("required"); required && required->is_array()) {
      for (auto const& name : required->get_array()) {
        if (name.is_string() && !given.contains(name.get_string())) {
          fault(congvu::codes::field_missing, described::field_path(path, name.get_string()));
        }
      }
    }
    auto const* properties = object_at(schema, "properties");
    for (auto const& [name, member] : given) {
      auto const at = described::field_path(path, name);
      if (auto const* property = properties ? object_at(*properties, name) : nullptr) {
        value(*property, member, at);
      } else if (properties && !schema.contains("additionalProperties")) {
        fault(congvu::codes::field_unknown, at);
      }
    }
  }

  Patterns const& patterns_;
  std::vector<Refusal>& faults_;
};

// valijson's context of an error, ["<root>", "[\"copies\"]", "[0]"], as a path of ours.
std::string path_of(std::vector<std::string> const& context, std::string const& prefix) {
  std::string path = prefix;
  for (auto const& step : context) {
    if (step.size() < 3 || step.front() != '[') continue;
    std::string const inside = step.substr(1, step.size() - 2);
    bool const index = std::ranges::all_of(inside, [](char c) { return c >= '0' && c <= '9'; });
    bool const quoted = inside.size() > 1 && inside.front() == '"';
    path = index ? path + step
                 : described::field_path(path, quoted ? std::string_view{inside}.substr(1, inside.size() - 2) : inside);
  }
  return path;
}

}  // namespace

struct Form::Checker {
  Patterns patterns;
  json::value whole;  // as valijson has it; it keeps pointers into this
  valijson::Schema judge;
};

Expected<Form> Form::read(json::value const& schema) {
  std::vector<Refusal> faults;
  Form form;
  form.schema_ = std::make_shared<json::value const>(with_references(schema, faults));
  auto checker = std::make_shared<Checker>();
  if (auto const* object = form.schema_->if_object()) {
    form.fields_ = fields_of(*object, {}, faults);
    checker->whole = without_patterns(*form.schema_, {}, checker->patterns, faults);
  } else {
    faults.emplace_back(codes::form_schema, std::string{}, std::vector<Argument>{{"reason", "object"}});
  }
  if (faults.empty()) {
    try {
      valijson::SchemaParser parser{valijson::SchemaParser::kDraft7};
      parser.populateSchema(valijson::adapters::BoostJsonAdapter{checker->whole}, checker->judge);
    } catch (std::exception const& error) {
      faults.emplace_back(codes::form_schema, std::string{}, std::vector<Argument>{{"reason", error.what()}});
    }
  }
  if (!faults.empty()) {
    Refusal refusal{codes::form_schema, {}, {{"reason", std::to_string(faults.size())}}};
    refusal.parts = std::move(faults);
    return std::unexpected<Refusal>(std::move(refusal));
  }
  form.checker_ = std::move(checker);
  return form;
}

std::vector<Refusal> Form::check(json::value const& answer, std::string const& prefix) const {
  std::vector<Refusal> faults;
  Explanation{checker_->patterns, faults}.value(schema_->get_object(), answer, prefix);
  if (!faults.empty()) return faults;
  valijson::Validator validator;
  valijson::ValidationResults results;
  if (validator.validate(checker_->judge, valijson::adapters::BoostJsonAdapter{answer}, &results)) return faults;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    std::string const path = path_of(error.context, prefix);
    if (std::ranges::find(faults, path, &Refusal::subject) == faults.end()) {
      faults.emplace_back(codes::form_not_accepted, path);
    }
  }
  return faults;
}

}  // namespace congvu::page
