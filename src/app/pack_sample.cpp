#include "app/pack_sample.h"

#include <algorithm>

#include "base/crypto.h"

namespace congvu::app {

namespace {

struct Names {
  std::vector<std::string> family, middle_female, given_female, middle_male, given_male;
};
BOOST_DESCRIBE_STRUCT(Names, (), (family, middle_female, given_female, middle_male, given_male))

// What samples.yaml has of people; the rest of it is for the season.
struct Invented {
  Names names;
  std::vector<std::string> schools, addresses;
  std::string phone, identity, organisation_identity, email_domain;
};
BOOST_DESCRIBE_STRUCT(Invented, (), (names, schools, addresses, phone, identity, organisation_identity, email_domain))

// Numbers that follow from a seed and the order in which they are asked for.
class Draw {
 public:
  Draw(std::string_view code, std::uint64_t seed) : key_(std::string{code} + "/" + std::to_string(seed)) {}

  std::uint64_t below(std::uint64_t bound) {
    auto const digest = sha256(key_ + "/" + std::to_string(asked_++));
    return bound == 0 ? 0 : get_big_endian(view_of(digest).substr(0, 8)) % bound;
  }
  template <class T>
  T const& one_of(std::vector<T> const& list) {
    return list[static_cast<std::size_t>(below(list.size()))];
  }
  json::value const& one_of(json::array const& list) { return list[static_cast<std::size_t>(below(list.size()))]; }

  // Each # is a digit.
  std::string digits(std::string pattern) {
    for (char& c : pattern) {
      if (c == '#') c = static_cast<char>('0' + below(10));
    }
    return pattern;
  }

 private:
  std::string key_;
  std::uint64_t asked_ = 0;
};

std::string invented_name(Invented const& invented, Draw& draw) {
  auto const& names = invented.names;
  bool const female = draw.below(2) == 0;
  return draw.one_of(names.family) + " " + draw.one_of(female ? names.middle_female : names.middle_male) + " " +
         draw.one_of(female ? names.given_female : names.given_male);
}

std::string two_digits(std::uint64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string invented_date(Draw& draw) {
  return std::to_string(1985 + draw.below(20)) + "-" + two_digits(1 + draw.below(12)) + "-" +
         two_digits(1 + draw.below(28));
}

std::int64_t bound_of(json::object const& schema, std::string_view name, std::int64_t otherwise) {
  auto const* bound = schema.if_contains(name);
  if (!bound || !bound->is_number()) return otherwise;
  return bound->is_double() ? static_cast<std::int64_t>(bound->as_double()) : bound->to_number<std::int64_t>();
}

std::optional<json::value> invented_answer(json::object const& schema, Draw& draw);

std::optional<json::value> one_alternative(json::array const& alternatives, Draw& draw) {
  if (alternatives.empty()) return std::nullopt;
  auto const* chosen = draw.one_of(alternatives).if_object();
  if (!chosen) return std::nullopt;
  if (auto const* constant = chosen->if_contains("const")) return *constant;
  return invented_answer(*chosen, draw);
}

std::optional<json::value> invented_text(json::object const& schema, Draw& draw) {
  auto const* format = schema.if_contains("format");
  if (format && *format == "date") {
    return json::value(invented_date(draw));
  }
  // Nothing is invented against a pattern: the form must give examples.
  if (schema.contains("pattern") || format) return std::nullopt;
  auto const least = static_cast<std::size_t>(bound_of(schema, "minLength", 1));
  return json::value(std::string(std::max<std::size_t>(least, 1), 'x'));
}

std::optional<json::object> invented_object(json::object const& schema, Draw& draw, bool optional_too);

std::optional<json::value> invented_list(json::object const& schema, Draw& draw) {
  auto const* items = schema.if_contains("items");
  if (!items || !items->is_object()) return std::nullopt;
  json::array list;
  for (auto count = std::max<std::int64_t>(1, bound_of(schema, "minItems", 1)); count > 0; --count) {
    auto item = invented_answer(items->get_object(), draw);
    if (!item) return std::nullopt;
    list.push_back(std::move(*item));
  }
  return list;
}

std::optional<json::value> invented_answer(json::object const& schema, Draw& draw) {
  if (auto const* constant = schema.if_contains("const")) return *constant;
  for (auto const* name : {"enum", "examples"}) {
    auto const* list = schema.if_contains(name);
    if (list && list->is_array() && !list->get_array().empty()) return draw.one_of(list->get_array());
  }
  for (auto const* name : {"oneOf", "anyOf"}) {
    auto const* list = schema.if_contains(name);
    if (list && list->is_array()) return one_alternative(list->get_array(), draw);
  }
  auto const* type = schema.if_contains("type");
  if (!type || !type->is_string()) return std::nullopt;
  std::string_view const kind = type->get_string();
  if (kind == "boolean") return json::value(draw.below(2) == 0);
  if (kind == "integer" || kind == "number") {
    auto const least = bound_of(schema, "minimum", bound_of(schema, "exclusiveMinimum", 0) + 1);
    auto const most = std::max(least, bound_of(schema, "maximum", least + 9));
    return json::value(least + static_cast<std::int64_t>(draw.below(static_cast<std::uint64_t>(most - least) + 1)));
  }
  if (kind == "string") return invented_text(schema, draw);
  if (kind == "array") return invented_list(schema, draw);
  if (kind == "object") {
    auto object = invented_object(schema, draw, true);
    return object ? std::optional<json::value>(std::move(*object)) : std::nullopt;
  }
  return std::nullopt;
}

bool is_required(json::object const& schema, std::string_view name) {
  auto const* required = schema.if_contains("required");
  if (!required || !required->is_array()) return false;
  return std::ranges::any_of(required->get_array(), [&](json::value const& each) {
    return each.is_string() && std::string_view{each.get_string()} == name;
  });
}

// Every field that must be there; of the others about half.
std::optional<json::object> invented_object(json::object const& schema, Draw& draw, bool optional_too) {
  json::object object;
  auto const* properties = schema.if_contains("properties");
  if (!properties || !properties->is_object()) return object;
  for (auto const& property : properties->get_object()) {
    auto const* inner = property.value().if_object();
    bool const required = is_required(schema, property.key());
    if (!inner || (!required && (!optional_too || draw.below(2) == 0))) continue;
    auto answer = invented_answer(*inner, draw);
    if (answer) {
      object[property.key()] = std::move(*answer);
    } else if (required) {
      return std::nullopt;
    }
  }
  return object;
}

bool organisations_only(procedure::Facts const& facts) {
  if (!facts.applicants || facts.applicants->who.empty()) return false;
  return std::ranges::all_of(facts.applicants->who,
                             [](auto kind) { return kind == procedure::ApplicantKind::organisation; });
}

json::object invented_applicant(procedure::Facts const& facts, Invented const& invented, Draw& draw,
                                json::object const& answers) {
  bool const organisation = organisations_only(facts);
  auto const* school = answers.if_contains("school_name");
  json::object applicant;
  applicant["kind"] = organisation ? "organisation" : "person";
  if (!organisation) applicant["birth_date"] = invented_date(draw);
  if (organisation && school) {
    applicant["name"] = *school;
  } else {
    applicant["name"] = organisation ? draw.one_of(invented.schools) : invented_name(invented, draw);
  }
  applicant["identity_number"] = draw.digits(organisation ? invented.organisation_identity : invented.identity);
  applicant["address"] = draw.one_of(invented.addresses);
  auto const phone = draw.digits(invented.phone);
  applicant["phone"] = phone;
  applicant["email"] = "mau." + phone + "@" + invented.email_domain;
  return applicant;
}

// Where the form takes an answer over from the applicant (x-prefill), the two say the same.
void take_over(json::object const& form, json::object const& applicant, json::object& answers) {
  constexpr std::string_view from_applicant = "applicant.";
  auto const* properties = form.if_contains("properties");
  if (!properties || !properties->is_object()) return;
  for (auto const& property : properties->get_object()) {
    auto const* schema = property.value().if_object();
    auto const* prefill = schema ? schema->if_contains("x-prefill") : nullptr;
    if (!prefill || !prefill->is_string() || !answers.contains(property.key())) continue;
    std::string_view const source = prefill->get_string();
    if (!source.starts_with(from_applicant)) continue;
    if (auto const* value = applicant.if_contains(source.substr(from_applicant.size()))) {
      answers[property.key()] = *value;
    }
  }
}

json::array components_of(procedure::Facts const& facts, std::vector<std::string> const& by_table) {
  json::array components;
  for (auto const& component : facts.components) {
    if (!component.required && std::ranges::find(by_table, component.code) == by_table.end()) continue;
    components.push_back(json::object{{"component", component.code}, {"form", component.form}});
  }
  return components;
}

}  // namespace

Expected<json::object> sample_body(Pack const& pack, std::string_view code, std::uint64_t seed) {
  auto const* procedure = pack.procedure(code);
  if (!procedure) return refuse(codes::sample_unknown_procedure, {}, {{"code", std::string{code}}});
  auto const invented = from_json<Invented>(pack.samples, Unknown::passed_over);
  if (!invented) return std::unexpected<Refusal>(invented.error());
  Draw draw{code, seed};
  auto answers = invented_object(procedure->form, draw, true);
  if (!answers) return refuse(codes::sample_no_form, {}, {{"code", std::string{code}}});
  json::object body;
  body["procedure"] = procedure->code;
  body["channel"] = "online";
  auto applicant = invented_applicant(procedure->facts, *invented, draw, *answers);
  take_over(procedure->form, applicant, *answers);
  body["applicant"] = std::move(applicant);
  body["answers"] = std::move(*answers);
  body["components"] = components_of(procedure->facts, components_by_table(pack, code, body));
  return body;
}

}  // namespace congvu::app
