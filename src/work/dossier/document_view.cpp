#include "work/dossier/document_view.h"

#include <fmt/format.h>
#include <boost/json/serialize.hpp>

#include "agency/org/org.h"
#include "pipeline/origin.h"

namespace congvu::dossier {

namespace {

std::string title_of_choice(json::object const& property, json::value const& answer) {
  for (char const* list : {"oneOf", "anyOf"}) {
    auto const* choices = property.if_contains(list);
    if (!choices || !choices->is_array()) continue;
    for (auto const& choice : choices->as_array()) {
      auto const* object = choice.if_object();
      if (object && object->contains("const") && object->at("const") == answer && object->contains("title")) {
        return std::string{object->at("title").as_string()};
      }
    }
  }
  return {};
}

// "8450.5" is written 8450,5.
std::string shown_number(json::value const& number) {
  std::string text = number.is_double() ? fmt::format("{}", number.as_double()) : json::serialize(number);
  if (auto const point = text.find('.'); point != std::string::npos) text[point] = ',';
  return text;
}

std::string shown(json::object const& property, json::value const& answer) {
  if (auto const title = title_of_choice(property, answer); !title.empty()) return title;
  if (auto const* text = answer.if_string()) {
    auto const date = parse_date(*text);
    return date ? vietnamese(*date) : std::string{*text};
  }
  if (answer.is_number()) return shown_number(answer);
  if (auto const* list = answer.if_array()) {
    std::string line;
    for (auto const& element : *list) line += (line.empty() ? "" : ", ") + shown(property, element);
    return line;
  }
  return answer.is_null() || answer.is_bool() ? std::string{} : json::serialize(answer);
}

json::object unit_view(org::Organisation const& organisation, std::string const& code, Date day) {
  auto const* unit = organisation.unit_on(code, day);
  if (!unit) unit = organisation.last_known_unit(code);
  return {{"code", code}, {"name", unit ? unit->name : code}};
}

json::object agency_view(org::Organisation const& organisation, std::string const& code, Date day) {
  auto const* agency = organisation.agency_on(code, day);
  if (!agency) return {{"code", code}, {"name", code}, {"short_name", code}, {"parent_name", ""}, {"place", ""}};
  auto const* parent = agency->parent ? organisation.agency_on(*agency->parent, day) : nullptr;
  return {{"code", agency->code},
          {"name", agency->name},
          {"short_name", agency->short_name.value_or(agency->name)},
          {"parent_name", parent ? parent->name : ""},
          {"place", agency->place.value_or("")}};
}

// Where a deputy or a head signs in the stead of another, the other's title stands above theirs. NĐ 30/2020 art. 13.
std::string title_signed_for(org::Organisation const& organisation, DocumentSigned const& signature, Date day) {
  if (signature.manner.empty()) return {};
  if (auto const* position = organisation.position_on(signature.on_behalf, day)) return position->title;
  for (auto const* position : organisation.positions_on(day)) {
    if (position->kind == org::PositionKind::director) return position->title;
  }
  return {};
}

json::object signer_view(org::Organisation const& organisation, Dossier const& dossier, std::string const& document) {
  auto const signature = dossier.signatures.find(document);
  if (signature == dossier.signatures.end()) {
    return {{"title", ""}, {"name", ""}, {"manner", ""}, {"for_title", ""}, {"authority", ""}};
  }
  auto const& what = signature->second.what;
  Date const day = local_date(signature->second.at);
  auto const* position = organisation.position_on(what.position, day);
  return {{"title", position ? position->title : what.position},
          {"name", organisation.holder_name(what.position, day).value_or("")},
          {"manner", what.manner},
          {"for_title", title_signed_for(organisation, what, day)},
          {"authority", what.on_behalf.empty() ? "" : what.authority}};
}

json::array legal_basis_view(procedure::Facts const& facts, Date day) {
  json::array lines;
  for (auto const& basis : facts.legal_basis) {
    if (basis.in_force(day)) lines.push_back(json::object{{"number", basis.number}, {"title", basis.title}});
  }
  return lines;
}

json::object refusal_view(Dossier const& dossier, procedure::Grounds const& grounds) {
  if (!dossier.refusal_proposed) return {{"ground", ""}, {"note", ""}};
  auto const* ground =
      grounds.refusal(dossier.refusal_proposed->ground, procedure::RefusedAt::handling, dossier.procedure);
  return {{"ground", ground ? ground->title : ""}, {"note", dossier.refusal_proposed->note}};
}

json::object applicant_view(Dossier const& dossier) {
  if (!dossier.content) return {{"name", ""}, {"address", ""}, {"identity_number", ""}};
  auto const& applicant = dossier.content->applicant;
  return {{"name", applicant.name.value},
          {"address", applicant.address ? applicant.address->value : ""},
          {"identity_number", applicant.identity_number ? applicant.identity_number->value : ""}};
}

}  // namespace

json::object shown_answers(json::object const& form, json::object const& answers) {
  json::object view;
  auto const* properties = form.if_contains("properties");
  if (!properties || !properties->is_object()) return view;
  for (auto const& property : properties->as_object()) {
    auto const* answer = answers.if_contains(property.key());
    view[property.key()] = answer && property.value().is_object() ? shown(property.value().as_object(), *answer) : "";
  }
  return view;
}

json::object document_view(Dossier const& dossier, procedure::Version const& version,
                           procedure::DocumentKind const& kind, std::string const& number, Context const& context,
                           States const& states) {
  auto const& organisation = states.standing<org::Organisation>();
  auto const& facts = version.facts();
  auto const performer = facts.performer(dossier.agency);
  Date const day = local_date(context.claimed);
  return {
      {"sample", states.standing<origin::Origin>().sample},
      {"number", number},
      {"date", json::object{{"day", fmt::format("{:02}", static_cast<unsigned>(day.day()))},
                            {"month", fmt::format("{:02}", static_cast<unsigned>(day.month()))},
                            {"year", std::to_string(static_cast<int>(day.year()))}}},
      {"agency", agency_view(organisation, dossier.agency, day)},
      {"intake_unit", unit_view(organisation, performer.intake_unit, day)},
      {"handling_unit", unit_view(organisation, performer.handling_unit, day)},
      {"procedure", json::object{{"code", version.code}, {"name", facts.name}}},
      {"dossier", json::object{{"code", dossier.code}}},
      {"applicant", applicant_view(dossier)},
      {"answers", shown_answers(version.published->form, dossier.content ? dossier.content->answers : json::object{})},
      {"legal_basis", legal_basis_view(facts, day)},
      {"refusal", refusal_view(dossier, *states.standing<procedure::CommonTerms>().grounds)},
      {"signer", signer_view(organisation, dossier, kind.code)}};
}

}  // namespace congvu::dossier
