#include "agency/decision/trying_pages.h"

#include <algorithm>

#include "agency/decision/annotating.h"
#include "base/text.h"
#include "page/problem.h"
#include "rules/dmn/decide/plain_json.h"
#include "rules/feel/feel.h"

namespace congvu::decision {

namespace {

constexpr std::size_t longest_value = 1000;

std::string typed(page::Fields const& fields, std::string const& name) {
  auto const found = fields.find(std::string{input_prefix} + name);
  return found == fields.end() ? std::string{} : std::string{trimmed(found->second)}.substr(0, longest_value);
}

// A number, yes or no; days and times are read by the type; all else is text.
std::optional<feel::Value> value_of(std::string const& text, std::string const& type) {
  if (text.empty()) return std::nullopt;
  if (type == "boolean") return feel::Value{text == "true"};
  if (type == "number") {
    auto const number = dmn::read_plain(text);
    return number && number->as<feel::Number>() ? std::optional{*number} : std::nullopt;
  }
  return feel::Value{text};
}

// Texts in quotes that a column asks about: what one may choose from.
void collect_choices(dmn::Table const& table, std::string const& name, std::vector<std::string>& choices) {
  for (std::size_t column = 0; column < table.inputs.size(); ++column) {
    if (table.inputs[column].expression.text != name) continue;
    for (auto const& rule : table.rules) {
      if (column >= rule.inputs.size()) continue;
      std::string_view rest = rule.inputs[column].text;
      for (auto open = rest.find('"'); open != std::string_view::npos; open = rest.find('"')) {
        auto const close = rest.find('"', open + 1);
        if (close == std::string_view::npos) break;
        std::string choice{rest.substr(open + 1, close - open - 1)};
        if (std::ranges::find(choices, choice) == choices.end()) choices.push_back(std::move(choice));
        rest.remove_prefix(close + 1);
      }
    }
  }
}

std::vector<std::string> choices_of(Model const& model, std::string const& name) {
  std::vector<std::string> choices;
  for (auto const& decision : model.written.decisions) {
    if (auto const* table = table_of(decision)) collect_choices(*table, name, choices);
  }
  return choices;
}

json::object field(Model const& model, dmn::InputData const& input, page::Fields const& sent,
                   Speaking const& speaking) {
  auto const& name = input.variable.name;
  auto const value = typed(sent, name);
  json::array options;
  if (input.variable.type == "boolean") {
    for (std::string const each : {"true", "false"}) {
      options.push_back(json::object{
          {"value", each}, {"label", speaking.word("decision.value." + each)}, {"selected", each == value}});
    }
  }
  json::array suggestions;
  for (auto const& each : choices_of(model, name)) suggestions.push_back(json::object{{"value", each}});
  auto const label = name_of_input(name, &model, speaking);
  return {{"id", page::field_id(std::string{input_prefix} + name)},
          {"name", std::string{input_prefix} + name},
          {"label", label},
          {"code", label == name ? std::string{} : name},
          {"value", value},
          {"choose", !options.empty()},
          {"options", std::move(options)},
          {"suggest", !suggestions.empty()},
          {"suggestions", std::move(suggestions)}};
}

}  // namespace

std::vector<dmn::Given> typed_inputs(Model const& model, page::Fields const& sent) {
  std::vector<dmn::Given> given;
  for (auto const& input : model.written.inputs) {
    auto const& [name, type, line] = input.variable;
    if (auto value = value_of(typed(sent, name), type)) given.push_back({name, std::move(*value)});
  }
  return given;
}

json::object trial_view(Version const& version, page::Fields const& sent, Instant now, Calendar const* calendar,
                        Speaking const& speaking) {
  json::array fields;
  json::object view{{"tried", false}, {"answer", nullptr}};
  if (version.model) {
    for (auto const& input : version.model->written.inputs) {
      fields.push_back(field(*version.model, input, sent, speaking));
    }
    auto const given = typed_inputs(*version.model, sent);
    if (!given.empty()) {
      feel::Surroundings surroundings;
      surroundings.now = feel::DateTime{now};
      surroundings.calendar = calendar;
      auto const told = ask(version, given, surroundings);
      view["tried"] = true;
      view["answer"] = answer_view(told.answer, &told.inputs, &version, now, calendar, speaking);
    }
  }
  view["fields"] = std::move(fields);
  return view;
}

}  // namespace congvu::decision
