#include "app/pack_paths.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace congvu::app {

namespace {

constexpr std::int64_t minutes_of_day = 8 * 60;  // a limit's working day, domain.md 1.5
constexpr std::int64_t least_minutes = 15;       // and the grain of a step's limit

// Fields of a version that are the version's own and no facts.
constexpr std::array<std::string_view, 6> of_version{"version", "from", "to", "form", "process", "announced_by"};

std::int64_t working_minutes(Limit limit) {
  switch (limit.unit) {
    case LimitUnit::working_hours:
      return limit.amount * 60;
    case LimitUnit::calendar_days:
      return limit.amount * minutes_of_day * 5 / 7;
    case LimitUnit::working_days:
      return limit.amount * minutes_of_day;
    default:
      return 0;
  }
}

std::int64_t minutes_of(char unit) {
  return unit == 'd' ? minutes_of_day : unit == 'h' ? 60 : 1;
}

std::string written(std::int64_t minutes) {
  if (minutes % minutes_of_day == 0) return std::to_string(minutes / minutes_of_day) + "d";
  if (minutes % 60 == 0) return std::to_string(minutes / 60) + "h";
  return std::to_string(minutes) + "m";
}

void put_if_absent(json::object& facts, std::string_view name, json::value value) {
  if (!facts.contains(name)) facts[name] = std::move(value);
}

void take_over_path(json::object& facts, json::object const& of_path) {
  for (auto const& [name, value] : of_path) put_if_absent(facts, name, value);
  // What every procedure rests on comes behind what this one rests on.
  auto const* common = of_path.if_contains("legal_basis");
  auto* stated = facts.if_contains("legal_basis");
  auto* own = stated ? stated->if_array() : nullptr;
  if (!common || !common->is_array() || !own || *common == *stated) return;
  for (auto const& each : common->get_array()) own->push_back(each);
}

// The document that is the result is called what the result is called.
void name_result(json::object& facts) {
  auto const* result = facts.contains("result") ? facts.at("result").if_object() : nullptr;
  auto const* code = result ? result->if_contains("document") : nullptr;
  auto const* title = result ? result->if_contains("title") : nullptr;
  auto* documents = facts.contains("documents") ? facts.at("documents").if_array() : nullptr;
  if (!code || !title || !documents) return;
  for (auto& each : *documents) {
    auto* document = each.if_object();
    if (document && document->contains("code") && document->at("code") == *code)
      put_if_absent(*document, "title", *title);
  }
}

void name_performers(json::object& facts, PerformerGroup const& group) {
  auto agencies = group.agencies;
  if (agencies.empty()) return;
  for (auto const unit : {&procedure::Performer::handling_unit, &procedure::Performer::intake_unit}) {
    auto const* name = unit == &procedure::Performer::handling_unit ? "handling_unit" : "intake_unit";
    auto const* given = facts.if_contains(name);
    if (!given || !given->is_string() || agencies.size() != 1) continue;
    agencies.front().*unit = given->get_string();
  }
  put_if_absent(facts, "level", json::value(group.level));
  json::object agency{{"code", agencies.front().agency}, {"text", group.text}};
  if (group.mark) agency["mark"] = group.mark->value;
  put_if_absent(facts, "agency", std::move(agency));
  put_if_absent(facts, "intake_unit", json::value(agencies.front().intake_unit));
  put_if_absent(facts, "handling_unit", json::value(agencies.front().handling_unit));
  json::array performers;
  for (auto const& each : agencies) performers.push_back(to_json(each));
  facts["performers"] = std::move(performers);
}

}  // namespace

json::object facts_of_version(json::object const& procedure, json::object const& version, StandardPath const* path,
                              std::vector<PerformerGroup> const& groups) {
  auto facts = procedure;
  for (auto const& [name, value] : version) {
    bool const own = std::ranges::find(of_version, std::string_view{name}) != of_version.end() || name == "mark";
    if (!own) facts[name] = value;
  }
  if (path) {
    take_over_path(facts, path->file.facts);
    name_result(facts);
  }
  if (auto const* wanted = facts.if_contains("performed_by"); wanted && wanted->is_string()) {
    auto const found = std::ranges::find(groups, std::string_view{wanted->get_string()}, &PerformerGroup::code);
    if (found != groups.end()) name_performers(facts, *found);
  }
  for (auto const* of_reading : {"versions", "path", "performed_by", "questions"}) facts.erase(of_reading);
  return facts;
}

json::object form_of_procedure(StandardPath const& path, json::object const& questions, std::string_view title) {
  auto form = path.form;
  if (!title.empty()) form["title"] = title;
  auto* properties = form.contains("properties") ? form.at("properties").if_object() : nullptr;
  if (!properties) return form;
  auto* required = form.contains("required") ? form.at("required").if_array() : nullptr;
  auto order = static_cast<std::int64_t>(properties->size());
  for (auto const& [name, question] : questions) {
    auto schema = question.is_object() ? question.get_object() : json::object{};
    auto const* optional = schema.if_contains("required");
    bool const asked_for = !optional || *optional != json::value(false);
    schema.erase("required");
    put_if_absent(schema, "x-order", json::value(++order));
    put_if_absent(schema, "x-group", json::value("matter"));
    if (asked_for && required) required->push_back(json::value(name));
    (*properties)[name] = std::move(schema);
  }
  return form;
}

std::string fitted(std::string bpmn, Limit drawn_for, Limit legal) {
  constexpr std::string_view attribute = "congvu:limit=\"";
  auto const of_drawing = working_minutes(drawn_for), of_law = working_minutes(legal);
  if (of_drawing == 0 || of_law == 0 || of_drawing == of_law) return bpmn;
  for (auto at = bpmn.find(attribute); at != std::string::npos; at = bpmn.find(attribute, at + 1)) {
    auto const from = at + attribute.size();
    auto const end = bpmn.find('"', from);
    if (end == std::string::npos) break;
    std::int64_t amount = 0;
    auto const read = std::from_chars(bpmn.data() + from, bpmn.data() + end, amount);
    // What is no limit is left as it is: compiling the drawing says so.
    if (read.ec != std::errc{} || read.ptr + 1 != bpmn.data() + end) continue;
    auto const minutes = amount * minutes_of(*read.ptr) * of_law / of_drawing;
    bpmn.replace(from, end - from, written(std::max(least_minutes, minutes / least_minutes * least_minutes)));
  }
  return bpmn;
}

}  // namespace congvu::app
