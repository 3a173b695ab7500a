#include "agency/procedure/open_catalogue.h"

#include "agency/procedure/parts.h"

namespace congvu::procedure {

namespace {

std::string part(std::vector<Part> const& parts, std::string_view key) {
  for (auto const& each : parts) {
    if (each.key == key) return each.text;
  }
  return {};
}

// An ISO 8601 duration; a working day has no name there, so only calendar days and hours have one.
std::string duration(LegalLimit const& limit) {
  if (limit.unit == LimitUnit::calendar_days) return "P" + std::to_string(limit.amount) + "D";
  if (limit.unit == LimitUnit::working_hours) return "PT" + std::to_string(limit.amount) + "H";
  return {};
}

json::object service(Version const& version, std::string const& address) {
  auto const& facts = version.facts();
  json::object service{
      {"@type", json::array{"GovernmentService", "cpsv:PublicService"}},
      {"@id", address},
      {"identifier", version.code},
      {"name", facts.name},
      {"category", facts.field.name},
      {"inLanguage", "vi"},
      {"version", version.version},
      {"dateModified", iso(version.from)},
      {"provider", json::object{{"@type", json::array{"GovernmentOrganization", "cv:PublicOrganisation"}},
                                {"identifier", facts.agency.code},
                                {"name", facts.agency.text}}},
      {"cpsv:produces", json::object{{"@type", "cpsv:Output"}, {"name", facts.result.title}}},
      {"cv:processingTime", facts.limit.text}};
  if (auto const iso_duration = duration(facts.limit); !iso_duration.empty()) service["duration"] = iso_duration;
  if (facts.applicants) {
    service["audience"] = json::object{{"@type", "Audience"}, {"audienceType", facts.applicants->text}};
  }
  if (facts.fee) {
    service["offers"] = json::object{
        {"@type", "Offer"}, {"price", facts.fee->amount}, {"priceCurrency", "VND"}, {"description", facts.fee->text}};
  }
  json::array inputs, laws;
  for (auto const& component : facts.components) {
    inputs.push_back(json::object{{"@type", "cv:Evidence"}, {"identifier", component.code}, {"name", component.name}});
  }
  for (auto const& basis : facts.legal_basis) {
    laws.push_back(
        json::object{{"@type", "Legislation"}, {"legislationIdentifier", basis.number}, {"name", basis.title}});
  }
  if (!inputs.empty()) service["cpsv:hasInput"] = std::move(inputs);
  if (!laws.empty()) service["cv:hasLegalResource"] = std::move(laws);
  return service;
}

}  // namespace

std::vector<OpenColumn> const& open_columns() {
  static std::vector<OpenColumn> const columns{
      {"code"},         {"name"},         {"kind"},         {"level"},        {"field"},      {"version"},
      {"from", true},   {"to", true},     {"limit"},        {"limit_amount"}, {"limit_unit"}, {"fee"},
      {"fee_amount"},   {"result"},       {"agency"},       {"applicants"},   {"components"}, {"legal_basis"},
      {"delegated_by"}, {"delegated_to"}, {"announced_by"}, {"mark"}};
  return columns;
}

std::vector<std::string> open_row(Version const& version) {
  auto const& facts = version.facts();
  auto const parts = parts_of(facts);
  auto const code_mark = facts.marks.find("code");
  return {version.code,
          facts.name,
          std::string{name_of(facts.kind)},
          facts.level,
          facts.field.name,
          std::to_string(version.version),
          iso(version.from),
          version.to ? iso(*version.to) : std::string{},
          facts.limit.text,
          std::to_string(facts.limit.amount),
          std::string{name_of(facts.limit.unit)},
          part(parts, "fee"),
          facts.fee ? std::to_string(facts.fee->amount) : std::string{},
          facts.result.title,
          facts.agency.text,
          part(parts, "applicants"),
          part(parts, "components"),
          part(parts, "legal_basis"),
          facts.delegated ? facts.delegated->by : std::string{},
          facts.delegated ? facts.delegated->to : std::string{},
          version.published->announced_by.value_or(std::string{}),
          code_mark == facts.marks.end() ? std::string{} : code_mark->second.value};
}

json::object json_ld(std::vector<Version const*> const& versions,
                     std::function<std::string(Version const&)> const& address_of) {
  json::array graph;
  for (auto const* version : versions) graph.push_back(service(*version, address_of(*version)));
  return {{"@context", json::array{"https://schema.org", json::object{{"cpsv", "http://purl.org/vocab/cpsv#"},
                                                                      {"cv", "http://data.europa.eu/m8g/"}}}},
          {"@graph", std::move(graph)}};
}

}  // namespace congvu::procedure
