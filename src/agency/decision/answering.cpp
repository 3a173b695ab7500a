#include "agency/decision/answering.h"

#include <algorithm>

#include "agency/decision/annotating.h"
#include "base/several.h"
#include "rules/dmn/decide/plain_json.h"

namespace congvu::decision {

namespace {

std::vector<dmn::Given> asked_for(Model const& model, std::vector<dmn::Given> const& given) {
  std::vector<dmn::Given> wanted;
  for (auto const& input : model.decisions.program().inputs) {
    auto const found = std::ranges::find(given, input.name, &dmn::Given::name);
    if (found == given.end()) continue;
    wanted.push_back({input.name, dmn::as_wanted(found->value, input.type.get())});
  }
  return wanted;
}

// Of several rules each article once, in the order of the table.
std::string articles(dmn::Table const& table, std::vector<AnsweringRule> const& rules) {
  std::vector<std::string> said;
  for (auto const& rule : rules) {
    auto article = annotation(table, static_cast<std::size_t>(rule.row), article_column);
    if (!article.empty() && std::ranges::find(said, article) == said.end()) said.push_back(std::move(article));
  }
  return joined(said, "; ");
}

// The least sure of the marks: whoever relies on the answer relies on all its rules.
std::optional<procedure::Mark> least_sure(dmn::Table const& table, std::vector<AnsweringRule> const& rules) {
  constexpr std::array<std::string_view, 5> from_sure{"F", "F2", "K", "K?", "example"};
  std::optional<std::size_t> worst;
  for (auto const& rule : rules) {
    auto const said = annotation(table, static_cast<std::size_t>(rule.row), mark_column);
    auto const found = std::ranges::find(from_sure, said);
    if (found == from_sure.end()) continue;
    worst = std::max(worst.value_or(0), static_cast<std::size_t>(found - from_sure.begin()));
  }
  if (!worst) return std::nullopt;
  return procedure::Mark{std::string{from_sure[*worst]}};
}

void note_rules(Answer& answer, dmn::Answer const& found, Model const& model) {
  auto const& name = model.decisions.program().name_of(model.asked);
  for (auto const& table : found.tables) {
    if (table.element != name) continue;
    for (auto const& rule : table.matched) answer.rules.push_back({rule.id, static_cast<int>(rule.row)});
  }
  if (auto const* table = table_of(model)) {
    answer.article = articles(*table, answer.rules);
    answer.mark = least_sure(*table, answer.rules);
  }
}

feel::Value value_of(Answer const& answer) {
  auto value = feel::value_from_json(answer.result);
  return value ? *value : feel::Value{};
}

// An entry of a context, or the whole where a table has one column only.
feel::Value part(feel::Value const& whole, std::string_view name) {
  auto const* context = whole.as<feel::Context>();
  if (!context) return whole;
  auto const* found = context->find(name);
  return found ? *found : feel::Value{};
}

std::string text_in(feel::Value const& whole, std::string_view name) {
  if (!whole.as<feel::Context>()) return {};
  auto const value = part(whole, name);
  auto const* text = value.as<std::string>();
  return text ? *text : std::string{};
}

std::optional<std::int64_t> whole_number(feel::Value const& value) {
  auto const* number = value.as<feel::Number>();
  return number ? number->whole() : std::nullopt;
}

}  // namespace

dmn::Answer explained(Model const& model, std::vector<dmn::Given> const& given,
                      feel::Surroundings const& surroundings) {
  return model.decisions.decide(model.asked, asked_for(model, given), surroundings, dmn::Explain::yes);
}

Told ask(Version const& version, std::vector<dmn::Given> const& given, feel::Surroundings const& surroundings) {
  Told told;
  told.answer.use = version.table.use;
  told.answer.table = version.table.code;
  told.answer.version = version.version;
  if (!version.model) return told;
  told.answer.model = version.model->hash;
  auto const wanted = asked_for(*version.model, given);
  for (auto const& each : wanted) told.inputs[each.name] = feel::to_json(each.value);
  auto const& decisions = version.model->decisions;
  auto const found = decisions.decide(version.model->asked, wanted, surroundings, dmn::Explain::yes);
  told.answer.result = feel::to_json(found.value);
  note_rules(told.answer, found, *version.model);
  for (auto const& warning : found.warnings) {
    told.answer.warnings.push_back({std::string{warning.key}, warning.about});
  }
  return told;
}

std::vector<dmn::Given> given_again(json::object const& inputs) {
  std::vector<dmn::Given> given;
  for (auto const& [name, written] : inputs) {
    auto value = feel::value_from_json(written);
    if (value) given.push_back({std::string{name}, std::move(*value)});
  }
  return given;
}

std::optional<FeeToPay> fee_of(Answer const& answer) {
  auto const value = value_of(answer);
  auto const amount = whole_number(part(value, "amount"));
  if (!amount || *amount < 0) return std::nullopt;
  return FeeToPay{*amount, text_in(value, "text")};
}

std::optional<TimeAllowed> limit_of(Answer const& answer) {
  auto const value = value_of(answer);
  auto const amount = whole_number(part(value, "amount"));
  auto const unit = named<LimitUnit>(text_in(value, "unit"));
  if (!amount || !unit || *amount < 0 || *amount > 10'000) return std::nullopt;
  Limit const limit{static_cast<int>(*amount), *unit};
  if (fault_of(limit, "limit")) return std::nullopt;
  return TimeAllowed{limit, text_in(value, "text")};
}

std::optional<std::vector<std::string>> components_of(Answer const& answer) {
  auto const value = value_of(answer);
  auto const* list = value.as<feel::List>();
  if (value.is_null() && answer.rules.empty()) return std::vector<std::string>{};  // no rule asks for any
  if (!list) return std::nullopt;
  std::vector<std::string> codes;
  for (auto const& each : list->items()) {
    auto const* code = each.as<std::string>();
    if (!code) return std::nullopt;
    codes.push_back(*code);
  }
  return codes;
}

std::optional<LatenessClass> lateness_of(Answer const& answer) {
  auto const value = value_of(answer);
  auto code = text_in(value, "class");
  if (code.empty()) return std::nullopt;
  return LatenessClass{std::move(code), text_in(value, "title"), text_in(value, "fault")};
}

bool fits(Answer const& answer) {
  switch (answer.use) {
    case Use::fee:
      return fee_of(answer).has_value();
    case Use::limit:
      return limit_of(answer).has_value();
    case Use::components:
      return components_of(answer).has_value();
    case Use::lateness:
      break;
  }
  return lateness_of(answer).has_value();
}

}  // namespace congvu::decision
