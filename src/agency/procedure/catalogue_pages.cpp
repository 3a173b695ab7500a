// The catalogue's pages: finding a procedure, and one procedure with all its facts.
#include <fmt/format.h>

#include "agency/procedure/catalogue_api.h"
#include "agency/procedure/diagram.h"
#include "page/url.h"

namespace congvu::procedure {

namespace {

using page::Request;

// The words for pages of one request.
class Telling {
 public:
  Telling(Connections const& connections, Request const& request) : connections_(connections), request_(request) {}

  std::string word(std::string_view key) const { return connections_.pages.word(request_, key); }
  std::string word(std::string_view key, std::vector<Argument> const& arguments) const {
    return connections_.pages.words().word(request_.language, key, arguments);
  }

  // What was found in a text of law is shown plainly; anything less sure says so beside it.
  std::string mark(std::optional<Mark> const& mark) const {
    if (!mark || mark->value.empty() || mark->value == "F") return {};
    return word("procedure.mark." + mark->value);
  }

  json::object fact(std::string_view text, std::optional<Mark> const& marked,
                    std::optional<std::string> const& citation = {}) const {
    return {{"text", text}, {"mark", mark(marked)}, {"citation", citation.value_or("")}};
  }

  std::string title_of(std::vector<Term> const& list, std::string_view code) const {
    auto const* term = with_code(list, code);
    return term ? term->title : std::string{code};
  }

 private:
  Connections const& connections_;
  Request const& request_;
};

page::Url url_of(Version const& version) {
  return page::url_path({"procedures", version.code});
}

json::object row_of(Telling const& telling, Version const& version) {
  auto const& facts = version.facts();
  return {{"url", url_of(version).text()},
          {"code", version.code},
          {"name", facts.name},
          {"field", facts.field.name},
          {"limit", facts.limit.text},
          {"kind", telling.word("procedure.kind." + std::string{name_of(facts.kind)})}};
}

json::array component_rows(Telling const& telling, Facts const& facts, Terms const& terms) {
  json::array rows;
  for (auto const& component : facts.components) {
    rows.push_back(
        json::object{{"name", component.name},
                     {"form", telling.title_of(terms.component_forms, component.form)},
                     {"count", std::to_string(component.count)},
                     {"need", telling.word(component.required ? "procedure.required" : "procedure.optional")},
                     {"note", component.note.value_or("")},
                     {"mark", telling.mark(component.mark)}});
  }
  return rows;
}

json::array basis_rows(Telling const& telling, Facts const& facts) {
  json::array rows;
  for (auto const& basis : facts.legal_basis) {
    std::string when;
    if (basis.from) when = telling.word("procedure.from", {{"day", vietnamese(*basis.from)}});
    if (basis.to) when = telling.word("procedure.to", {{"day", vietnamese(*basis.to)}});
    rows.push_back(json::object{
        {"number", basis.number}, {"title", basis.title}, {"when", when}, {"mark", telling.mark(basis.mark)}});
  }
  return rows;
}

json::object limit_of(Telling const& telling, Facts const& facts) {
  return telling.fact(facts.limit.text, facts.limit.mark, facts.limit.citation);
}

std::string level_of(org::Organisation const& organisation, std::string_view code, Date day) {
  auto const levels = organisation.levels.find(code);
  if (levels == organisation.levels.end() || levels->second.empty()) return std::string{code};
  for (auto const& level : levels->second) {
    if (org::covers(level, day)) return level.name;
  }
  return levels->second.back().name;
}

std::string diagram_of(Version const& version) {
  auto const model = bpmn::read(version.published->bpmn.value, "process.bpmn");
  return model ? bpmn_svg(*model, {}, version.facts().name) : std::string{};
}

// The facts that a procedure may have or not: absent ones leave no empty line.
void put_optional_facts(json::object& view, Telling const& telling, Facts const& facts) {
  auto const put = [&](std::string_view name, auto const& fact, auto text, auto citation) {
    view[name] = fact ? json::value(telling.fact((*fact).*text, fact->mark, citation)) : json::value(nullptr);
  };
  using Citation = std::optional<std::string>;
  put("fee", facts.fee, &Fee::text, facts.fee ? facts.fee->citation : Citation{});
  put("applicants", facts.applicants, &Applicants::text, Citation{});
  put("conditions", facts.conditions, &Conditions::text, facts.conditions ? facts.conditions->citation : Citation{});
  put("application_form", facts.application_form, &ApplicationForm::title, Citation{});
  view["sequence"] = nullptr;
  if (facts.sequence) {
    json::array steps;
    for (auto const& step : facts.sequence->steps) steps.push_back(json::object{{"text", step}});
    view["sequence"] = json::object{{"steps", std::move(steps)}, {"mark", telling.mark(facts.sequence->mark)}};
  }
}

json::object view_of(Connections const& connections, Request const& request, Version const& version, Date day) {
  Telling const telling{connections, request};
  auto const& facts = version.facts();
  auto const terms = connections.terms()->terms;
  json::array limits;
  for (auto const& each : facts.limit_by_channel) {
    auto limit = telling.fact(each.text, each.mark, each.citation);
    limit["channel"] = telling.title_of(terms->channels, each.channel);
    limits.push_back(std::move(limit));
  }
  bool const in_force = version.in_force(day);
  json::object view{
      {"code", version.code},
      {"name", facts.name},
      {"kind", telling.word("procedure.kind." + std::string{name_of(facts.kind)})},
      {"level", level_of(*connections.organisation(), facts.level, day)},
      {"field", telling.fact(facts.field.name, facts.field.mark)},
      {"service_level", facts.service_level ? telling.title_of(terms->service_levels, *facts.service_level) : ""},
      {"limit", limit_of(telling, facts)},
      {"limits", std::move(limits)},
      {"result", telling.fact(facts.result.title, facts.result.mark, facts.result.citation)},
      {"agency", telling.fact(facts.agency.text, facts.agency.mark)},
      {"manner", telling.fact(facts.manner.text, facts.manner.mark)},
      {"components", component_rows(telling, facts, *terms)},
      {"bases", basis_rows(telling, facts)},
      {"version", telling.word("procedure.version",
                               {{"version", std::to_string(version.version)}, {"day", vietnamese(version.from)}})},
      {"announced_by", version.published->announced_by.value_or("")},
      {"filing_url", nullptr},
      {"not_in_force", in_force ? "" : telling.word("procedure.not_in_force", {{"day", vietnamese(day)}})},
      {"diagram_html", diagram_of(version)}};
  if (in_force && facts.kind == ProcedureKind::administrative) {
    view["filing_url"] = page::url_path({"procedures", version.code, "filing"}).text();
  }
  put_optional_facts(view, telling, facts);
  return view;
}

}  // namespace

std::vector<page::Route> page_routes(Connections const& connections) {
  auto const abbreviations =
      read_abbreviations(connections.pages.words().word(page::Language::vi, "procedure.abbreviations"));
  auto const list = [connections, abbreviations](Request const& request) -> Expected<page::Reply> {
    auto const asked = asked_of(request);
    if (!asked) return std::unexpected<Refusal>(asked.error());
    Telling const telling{connections, request};
    auto const catalogue = connections.catalogue();
    json::array rows;
    for (auto const* version : listed(*catalogue, asked->day, asked->state, asked->query, abbreviations)) {
      rows.push_back(row_of(telling, *version));
    }
    auto const found = telling.word("procedure.found", {{"count", std::to_string(rows.size())}});
    return connections.pages.show(
        request, "agency/procedure/pages/catalogue.html", telling.word("procedure.title"),
        {{"query", asked->query}, {"found", asked->query.empty() ? "" : found}, {"procedures", std::move(rows)}});
  };
  auto const one = [connections](Request const& request) -> Expected<page::Reply> {
    auto const asked = asked_of(request);
    if (!asked) return std::unexpected<Refusal>(asked.error());
    auto const catalogue = connections.catalogue();
    auto const version = version_asked(*catalogue, request.part("code"), asked->day);
    if (!version) return std::unexpected<Refusal>(version.error());
    return connections.pages.show(request, "agency/procedure/pages/procedure.html", (*version)->facts().name,
                                  view_of(connections, request, **version, asked->day));
  };
  return {{page::Method::get, "/procedures", page::Who::anyone(), list, std::nullopt},
          {page::Method::get, "/procedures/{code}", page::Who::anyone(), one, std::nullopt}};
}

}  // namespace congvu::procedure
