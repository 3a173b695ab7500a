// The catalogue's pages: finding a procedure, and one procedure with all its facts.
#include <fmt/format.h>

#include <map>
#include <set>

#include "agency/extract/extract_pages.h"
#include "agency/procedure/blank_form_pages.h"
#include "agency/procedure/catalogue_api.h"
#include "agency/procedure/diagram.h"
#include "agency/procedure/parts.h"
#include "agency/procedure/telling_pages.h"
#include "page/table.h"
#include "page/url.h"

namespace congvu::procedure {

namespace {

using page::Request;

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

json::array component_rows(Telling const& telling, Version const& version, Terms const& terms) {
  json::array rows;
  for (auto const& component : version.facts().components) {
    bool const of_form = component.made_from_form.value_or(false);
    rows.push_back(
        json::object{{"name", component.name},
                     {"form", telling.title_of(terms.component_forms, component.form)},
                     {"count", std::to_string(component.count)},
                     {"need", telling.word(component.required ? "procedure.required" : "procedure.optional")},
                     {"blank_url", of_form ? json::value(blank_form_url(version).text()) : json::value(nullptr)},
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

json::array table_rows(Connections const& connections, Telling const& telling, std::string_view code, Date day) {
  json::array rows;
  if (!connections.tables) return rows;
  for (auto const& table : connections.tables(code, day)) {
    rows.push_back(json::object{{"use", telling.word(table.use)}, {"title", table.title}, {"url", table.url.text()}});
  }
  return rows;
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
      {"components", component_rows(telling, version, *terms)},
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
  auto tables = table_rows(connections, telling, version.code, day);
  view["any_table"] = !tables.empty();
  view["tables"] = std::move(tables);
  return view;
}

json::object choice(std::string_view value, std::string label, std::string_view chosen) {
  return {{"value", value}, {"label", std::move(label)}, {"chosen", value == chosen}};
}

// What the list can be narrowed to; levels and fields are those that occur.
void put_choices(json::object& view, Connections const& connections, Telling const& telling, Asked const& asked,
                 Catalogue const& catalogue) {
  auto const& wanted = asked.wanted;
  json::array kinds, states, levels, fields;
  for (auto const kind : {ProcedureKind::administrative, ProcedureKind::internal, ProcedureKind::linked}) {
    kinds.push_back(choice(name_of(kind), telling.word("procedure.kind." + std::string{name_of(kind)}), wanted.kind));
  }
  for (auto const state : {ListedState::in_force, ListedState::coming, ListedState::abolished}) {
    std::string const name{name_of(state)};
    states.push_back(choice(name, telling.word("procedure.state." + name), name_of(wanted.state)));
  }
  std::set<std::string> level_codes, field_names;
  for (auto const& [code, versions] : catalogue.procedures) {
    for (auto const& version : versions) {
      level_codes.insert(version->facts().level);
      field_names.insert(version->facts().field.name);
    }
  }
  auto const organisation = connections.organisation();
  for (auto const& code : level_codes) {
    levels.push_back(choice(code, level_of(*organisation, code, asked.day), wanted.level));
  }
  for (auto const& name : field_names) fields.push_back(choice(name, name, wanted.field));
  view["kinds"] = std::move(kinds);
  view["states"] = std::move(states);
  view["levels"] = std::move(levels);
  view["fields"] = std::move(fields);
}

// Level after level, field after field.
json::array groups_of(Connections const& connections, Telling const& telling, std::vector<Version const*> const& found,
                      Date day) {
  std::map<std::pair<std::string, std::string>, json::array> grouped;
  for (auto const* version : found) {
    grouped[{version->facts().level, version->facts().field.name}].push_back(row_of(telling, *version));
  }
  auto const organisation = connections.organisation();
  json::array groups;
  for (auto& [where, rows] : grouped) {
    groups.push_back(json::object{{"level", level_of(*organisation, where.first, day)},
                                  {"field", where.second},
                                  {"count", std::to_string(rows.size())},
                                  {"procedures", std::move(rows)}});
  }
  return groups;
}

json::object list_view(Connections const& connections, Request const& request, Asked const& asked,
                       Finder::Found const& found) {
  Telling const telling{connections, request};
  auto const count = telling.word("procedure.found", {{"count", std::to_string(found.versions.size())}});
  auto const file = [&](std::string_view name) {
    auto url = page::url_path({"open", name});
    for (auto const& [field, value] : request.query) url = url.with(field, value);
    return url.text();
  };
  json::object view{{"query", asked.wanted.query},
                    {"found", count},
                    {"shortened", found.asked == asked.wanted.query ? "" : found.asked},
                    {"on", iso(asked.day)},
                    {"life_event", asked.wanted.life_event},
                    {"delegated", asked.wanted.delegated},
                    {"exports", page::exports_view(request)},
                    {"csv_url", file("procedures.csv")},
                    {"json_url", file("procedures.json")},
                    {"jsonld_url", file("procedures.jsonld")},
                    {"groups", groups_of(connections, telling, found.versions, asked.day)}};
  put_choices(view, connections, telling, asked, *found.in->catalogue);
  return view;
}

page::Table table_of(Connections const& connections, Request const& request, Asked const& asked,
                     std::vector<Version const*> const& found) {
  using page::ColumnKind;
  Telling const telling{connections, request};
  auto const organisation = connections.organisation();
  page::Table table{.name = "procedures",
                    .title = telling.word("procedure.title"),
                    .columns = {{"code", telling.word("procedure.code"), ColumnKind::link},
                                {"name", telling.word("procedure.title"), ColumnKind::text},
                                {"kind", telling.word("procedure.kind"), ColumnKind::text},
                                {"level", telling.word("procedure.level"), ColumnKind::text},
                                {"field", telling.word("procedure.field"), ColumnKind::text},
                                {"limit", telling.word("procedure.limit"), ColumnKind::text}},
                    .rows = {}};
  for (auto const* version : found) {
    auto const& facts = version->facts();
    table.rows.push_back({page::Link{version->code, url_of(*version)}, facts.name,
                          telling.word("procedure.kind." + std::string{name_of(facts.kind)}),
                          level_of(*organisation, facts.level, asked.day), facts.field.name, facts.limit.text});
  }
  return table;
}

json::array life_event_rows(Connections const& connections) {
  json::array rows;
  for (auto const& event : connections.terms()->terms->life_events) {
    json::array phrases;
    for (auto const& phrase : event.phrases) {
      phrases.push_back(
          json::object{{"text", phrase}, {"url", page::url_path({"procedures"}).with("q", phrase).text()}});
    }
    rows.push_back(json::object{{"title", event.title},
                                {"url", page::url_path({"procedures"}).with("life_event", event.code).text()},
                                {"phrases", std::move(phrases)}});
  }
  return rows;
}

json::array version_rows(Telling const& telling, std::vector<std::shared_ptr<Version const>> const& versions,
                         Date day) {
  json::array rows;
  Version const* before = nullptr;
  for (auto const& version : versions) {
    auto const state = version->withdrawn       ? "withdrawn"
                       : version->from > day    ? "coming"
                       : version->in_force(day) ? "in_force"
                                                : "over";
    auto const url = page::url_path({"procedures", version->code, "comparison"});
    json::object row{{"version", std::to_string(version->version)},
                     {"from", vietnamese(version->from)},
                     {"to", version->to ? vietnamese(*version->to) : std::string{}},
                     {"state", telling.word(std::string{"procedure.state."} + state)},
                     {"announced_by", version->published->announced_by.value_or("")},
                     {"comparison_url", nullptr}};
    if (before) {
      row["comparison_url"] =
          url.with("before", std::to_string(before->version)).with("after", std::to_string(version->version)).text();
    }
    before = version.get();
    rows.push_back(std::move(row));
  }
  return rows;
}

// What is announced for a day to come, or has ended it: the reader of an old page must not act on it.
json::array change_notices(Telling const& telling, Catalogue const& catalogue, Version const& version, Date day) {
  json::array notices;
  auto const add = [&](std::string_view word, Date when, std::string announcement, std::string_view other) {
    json::object notice{{"text", telling.word(word, {{"day", vietnamese(when)}, {"code", std::string{other}}})},
                        {"url", nullptr},
                        {"other_url", nullptr}};
    if (!announcement.empty()) notice["url"] = page::url_path({"announcements", announcement}).text();
    if (!other.empty()) notice["other_url"] = page::url_path({"procedures", other}).text();
    notices.push_back(std::move(notice));
  };
  for (auto const& each : *catalogue.versions(version.code)) {
    if (!each->withdrawn && each->from > day) {
      add("procedure.notice.amended", each->from, {}, {});
    }
  }
  if (auto const* ending = catalogue.ending(version.code)) {
    auto const first = Date{std::chrono::sys_days{ending->last_day} + std::chrono::days{1}};
    std::string const tense = first > day ? "coming_" : "was_";
    add("procedure.notice." + tense + (ending->replaced_by.empty() ? "abolished" : "replaced"), first,
        ending->announcement, ending->replaced_by);
  }
  return notices;
}

json::array step_rows(Connections const& connections, Telling const& telling, Facts const& facts) {
  auto const organisation = connections.organisation();
  json::array rows;
  int number = 0;
  for (auto const& step : facts.steps) {
    std::string who = step.partner.value_or("");
    if (step.position) {
      auto const* position = organisation->last_known_position(*step.position);
      who = position ? position->title : *step.position;
    }
    if (step.unit) {
      auto const* unit = organisation->last_known_unit(*step.unit);
      who += (who.empty() ? "" : ", ") + (unit ? unit->name : *step.unit);
    }
    std::string time;
    if (step.time) {
      time = telling.word("procedure.time." + std::string{name_of(step.time->unit)},
                          {{"amount", std::to_string(step.time->amount)}});
    }
    rows.push_back(json::object{{"number", std::to_string(++number)},
                                {"name", step.name},
                                {"who", std::move(who)},
                                {"partner", step.partner.has_value()},
                                {"time", std::move(time)},
                                {"product", step.product.value_or("")},
                                {"mark", telling.mark(step.mark)}});
  }
  return rows;
}

// Beside its facts: its versions, what is to change, its steps as data, and whether all that must be said is said.
void put_course(json::object& view, Connections const& connections, Request const& request, Catalogue const& catalogue,
                Version const& version, Date day) {
  Telling const telling{connections, request};
  auto const& facts = version.facts();
  auto rows = version_rows(telling, *catalogue.versions(version.code), day);
  view["any_component"] = !facts.components.empty();
  view["versions"] = std::move(rows);
  view["notices"] = change_notices(telling, catalogue, version, day);
  view["any_step"] = !facts.steps.empty();
  view["steps"] = step_rows(connections, telling, facts);
  view["delegated"] = nullptr;
  if (auto const& delegated = facts.delegated) {
    auto fact = telling.fact(telling.word("procedure.delegated_text", {{"by", delegated->by}, {"to", delegated->to}}),
                             delegated->mark, delegated->citation);
    view["delegated"] = std::move(fact);
  }
  auto const missing =
      facts.kind == ProcedureKind::administrative ? missing_parts(facts) : std::vector<std::string_view>{};
  std::string names;
  for (auto const key : missing) {
    names += (names.empty() ? "" : ", ") + telling.word("procedure.part." + std::string{key});
  }
  view["complete"] = facts.kind == ProcedureKind::administrative && missing.empty();
  view["missing"] = names;
}

}  // namespace

Expected<page::Reply> open_file(Connections const& connections, Request const& request, page::Table const& table,
                                page::TableFormat format) {
  if (!request.visitor || request.visitor->position.empty()) return page::file_of(table, format, request.now);
  return extract::hand_out(connections.pipeline, request, table, format, "procedure.read");
}

std::string level_of(org::Organisation const& organisation, std::string_view code, Date day) {
  auto const levels = organisation.levels.find(code);
  if (levels == organisation.levels.end() || levels->second.empty()) return std::string{code};
  for (auto const& level : levels->second) {
    if (org::covers(level, day)) return level.name;
  }
  return levels->second.back().name;
}

std::vector<page::Route> page_routes(Connections const& connections, std::shared_ptr<Finder const> finder) {
  auto const list = [connections, finder](Request const& request) -> Expected<page::Reply> {
    auto const asked = asked_of(request);
    if (!asked) return std::unexpected<Refusal>(asked.error());
    auto const format = page::format_asked(request);
    if (!format) return std::unexpected<Refusal>(format.error());
    auto const found = finder->find_kindly(*asked);
    if (*format)
      return open_file(connections, request, table_of(connections, request, *asked, found.versions), **format);
    Telling const telling{connections, request};
    return connections.pages.show(request, "agency/procedure/pages/catalogue.html", telling.word("procedure.title"),
                                  list_view(connections, request, *asked, found));
  };
  auto const one = [connections](Request const& request) -> Expected<page::Reply> {
    auto const asked = asked_of(request);
    if (!asked) return std::unexpected<Refusal>(asked.error());
    auto const catalogue = connections.catalogue();
    auto const version = version_asked(*catalogue, request.part("code"), asked->day);
    if (!version) return std::unexpected<Refusal>(version.error());
    auto view = view_of(connections, request, **version, asked->day);
    put_course(view, connections, request, *catalogue, **version, asked->day);
    return connections.pages.show(request, "agency/procedure/pages/procedure.html", (*version)->facts().name,
                                  std::move(view));
  };
  auto const events = [connections, finder](Request const& request) -> Expected<page::Reply> {
    return connections.pages.show(request, "agency/procedure/pages/life_events.html",
                                  connections.pages.word(request, "procedure.life_events"),
                                  {{"events", life_event_rows(connections)}});
  };
  return {{page::Method::get, "/procedures", page::Who::anyone(), list, std::nullopt},
          {page::Method::get, "/life-events", page::Who::anyone(), events, std::nullopt},
          {page::Method::get, "/procedures/{code}", page::Who::anyone(), one, std::nullopt}};
}

}  // namespace congvu::procedure
