// Tables and answers drawn for a page.
#include <algorithm>

#include "agency/decision/annotating.h"
#include "agency/decision/table_pages.h"
#include "base/several.h"
#include "page/url.h"

namespace congvu::decision {

namespace {

std::string literal_of(dmn::Boxed const& boxed) {
  auto const* literal = boxed ? std::get_if<dmn::Literal>(&boxed->is) : nullptr;
  return literal ? literal->text.text : std::string{};
}

dmn::AskedTable const* asked_in(dmn::Answer const* answer, std::string const& decision) {
  if (!answer) return nullptr;
  auto const found = std::ranges::find(answer->tables, decision, &dmn::AskedTable::element);
  return found == answer->tables.end() ? nullptr : &*found;
}

std::string label_of(dmn::InputClause const& input) {
  return input.label.empty() ? input.expression.text : input.label;
}

std::string label_of(dmn::OutputClause const& output, std::string const& decision) {
  if (!output.label.empty()) return output.label;
  return output.name.empty() ? decision : output.name;
}

// "article" and "mark" are known to us and have words; the owner's own columns are called what they are called.
std::string label_of(std::string const& annotation, Speaking const& speaking) {
  if (annotation == article_column || annotation == mark_column) return speaking.word("decision.column." + annotation);
  return annotation;
}

json::array columns_of(dmn::Table const& table, std::string const& decision, dmn::AskedTable const* asked,
                       Speaking const& speaking) {
  json::array columns;
  for (std::size_t i = 0; i < table.inputs.size(); ++i) {
    bool const told = asked && i < asked->inputs.size();
    columns.push_back({{"label", label_of(table.inputs[i])},
                       {"kind", speaking.word("decision.column.input")},
                       {"value", told ? feel::shown(asked->inputs[i]) : std::string{}}});
  }
  for (auto const& output : table.outputs) {
    columns.push_back(
        {{"label", label_of(output, decision)}, {"kind", speaking.word("decision.column.output")}, {"value", ""}});
  }
  for (auto const& each : table.annotations) {
    columns.push_back(
        {{"label", label_of(each, speaking)}, {"kind", speaking.word("decision.column.note")}, {"value", ""}});
  }
  return columns;
}

json::array cells_of(dmn::Table const& table, std::size_t row, Speaking const& speaking) {
  auto const& rule = table.rules[row - 1];
  json::array cells;
  auto const feel_cell = [&](std::string const& text) {
    cells.push_back(json::object{{"feel", text.empty() ? "-" : text}, {"note", ""}});
  };
  for (auto const& input : rule.inputs) feel_cell(input.text);
  for (auto const& output : rule.outputs) feel_cell(literal_of(output));
  for (auto const& column : table.annotations) {
    auto note = annotation(table, row, column);
    if (column == mark_column) note = speaking.mark(procedure::Mark{note});
    cells.push_back(json::object{{"feel", ""}, {"note", std::move(note)}});
  }
  return cells;
}

json::object drawn(dmn::Decision const& decision, dmn::Table const& table, dmn::AskedTable const* asked,
                   Speaking const& speaking) {
  json::array rows;
  for (std::size_t row = 1; row <= table.rules.size(); ++row) {
    bool const lit = asked && std::ranges::find(asked->matched, row, &dmn::MatchedRule::row) != asked->matched.end();
    rows.push_back(
        json::object{{"number", std::to_string(row)}, {"lit", lit}, {"cells", cells_of(table, row, speaking)}});
  }
  auto const& name = decision.variable.name;
  constexpr std::array<std::string_view, 7> policies{"unique",     "any",          "first",  "priority",
                                                     "rule_order", "output_order", "collect"};
  return {{"name", name},
          {"question", decision.question},
          {"policy", speaking.word("decision.policy." + std::string{policies[static_cast<std::size_t>(table.policy)]})},
          {"columns", columns_of(table, name, asked, speaking)},
          {"rows", std::move(rows)}};
}

std::string spoken(Limit limit, Speaking const& speaking) {
  return speaking.word("decision.limit." + std::string{name_of(limit.unit)},
                       {{"amount", std::to_string(limit.amount)}});
}

// "250.000"
std::string grouped(std::int64_t amount) {
  auto digits = std::to_string(amount);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), ".");
  }
  return digits;
}

json::array input_rows(json::object const& inputs, Model const* model, Speaking const& speaking) {
  json::array rows;
  for (auto const& each : given_again(inputs)) {
    rows.push_back(
        json::object{{"name", name_of_input(each.name, model, speaking)}, {"value", feel::shown(each.value)}});
  }
  return rows;
}

// Warnings as they are read, "dmn.several_rules" and those of FEEL.
json::array warning_rows(std::vector<AnswerWarning> const& warnings, Speaking const& speaking) {
  json::array rows;
  for (auto const& each : warnings) {
    auto const key = "warning." + each.key;
    auto const known = speaking.words().has(speaking.language(), key);
    std::string text = known ? speaking.word(key, {{"about", each.about}}) : each.key;
    if (!known && !each.about.empty()) text += ": " + each.about;
    rows.push_back(json::object{{"text", std::move(text)}});
  }
  return rows;
}

}  // namespace

bool on_staff(page::Request const& request) {
  return request.visitor && !request.visitor->position.empty();
}

bool sees(page::Request const& request, Version const& version) {
  return version.progress == Progress::approved || on_staff(request);
}

std::string rows_of(Answer const& answer) {
  std::vector<std::string> rows;
  for (auto const& rule : answer.rules) rows.push_back(std::to_string(rule.row));
  return joined(rows, ", ");
}

std::string Speaking::mark(std::optional<procedure::Mark> const& mark) const {
  if (!mark || mark->value.empty() || mark->value == "F") return {};
  auto const key = "procedure.mark." + mark->value;
  return words_.has(language_, key) ? word(key) : mark->value;
}

std::string Speaking::result(Answer const& answer) const {
  switch (answer.use) {
    case Use::fee:
      if (auto const fee = fee_of(answer)) {
        auto const amount = grouped(fee->amount);
        auto const in_figures = word("decision.fee", {{"amount", amount}});
        if (fee->text.empty()) return in_figures;
        // What is to be paid is always said, whatever else the table says of it
        bool const said = fee->amount == 0 || fee->text.find(amount) != std::string::npos;
        return said ? fee->text : in_figures + " (" + fee->text + ")";
      }
      break;
    case Use::limit:
      if (auto const time = limit_of(answer)) return time->text.empty() ? spoken(time->limit, *this) : time->text;
      break;
    case Use::components:
      if (auto const codes = components_of(answer)) {
        return codes->empty() ? word("decision.no_component") : joined(*codes, ", ");
      }
      break;
    case Use::lateness:
      if (auto const found = lateness_of(answer)) return found->title.empty() ? found->code : found->title;
      break;
  }
  return word("decision.no_answer");
}

page::Url table_url(std::string_view code) {
  return page::url_path({"decision-tables", code});
}

page::Url version_url(std::string_view code, int version) {
  return table_url(code).below(page::url_path({"versions", std::to_string(version)}));
}

std::string name_of_input(std::string const& name, Model const* model, Speaking const& speaking) {
  auto const key = "decision.input." + name;
  if (speaking.words().has(speaking.language(), key)) return speaking.word(key);
  if (!model) return name;
  for (auto const& decision : model->written.decisions) {
    auto const* table = table_of(decision);
    if (!table) continue;
    for (auto const& input : table->inputs) {
      if (input.expression.text == name && !input.label.empty()) return input.label;
    }
  }
  return name;
}

json::array drawn_tables(Model const& model, dmn::Answer const* explained, Speaking const& speaking) {
  auto const& asked_name = model.decisions.program().name_of(model.asked);
  json::array tables;
  for (auto const& decision : model.written.decisions) {
    auto const* table = table_of(decision);
    if (!table) continue;
    auto view = drawn(decision, *table, asked_in(explained, decision.variable.name), speaking);
    bool const first = decision.variable.name == asked_name;
    tables.insert(first ? tables.begin() : tables.end(), std::move(view));
  }
  return tables;
}

json::object answer_view(Answer const& answer, json::object const* inputs, Version const* version, Instant at,
                         Calendar const* calendar, Speaking const& speaking) {
  auto const* model = version ? version->model.get() : nullptr;
  json::object view{{"result", speaking.result(answer)},
                    {"table", version ? version->table.title.value : answer.table},
                    {"table_url", version_url(answer.table, answer.version).text()},
                    {"version", std::to_string(answer.version)},
                    {"number", version ? version->table.number.value : std::string{}},
                    {"rows", rows_of(answer)},
                    {"article", answer.article},
                    {"mark", speaking.mark(answer.mark)},
                    {"hash", answer.model},
                    {"warnings", warning_rows(answer.warnings, speaking)},
                    {"inputs", inputs ? input_rows(*inputs, model, speaking) : json::array{}},
                    {"erased", inputs == nullptr},
                    {"drawn", json::array{}}};
  if (!version || !version->model) return view;
  if (!inputs) {
    view["drawn"] = drawn_tables(*version->model, nullptr, speaking);
    return view;
  }
  // The rows are those of the record; asking the same version again only tells what each column was told
  feel::Surroundings surroundings;
  surroundings.now = feel::DateTime{at};
  surroundings.calendar = calendar;
  auto explanation = explained(*version->model, given_again(*inputs), surroundings);
  auto const& asked = version->model->decisions.program().name_of(version->model->asked);
  for (auto& table : explanation.tables) {
    if (table.element != asked) continue;
    table.matched.clear();
    for (auto const& rule : answer.rules) table.matched.push_back({rule.id, static_cast<std::size_t>(rule.row)});
  }
  view["drawn"] = drawn_tables(*version->model, &explanation, speaking);
  return view;
}

}  // namespace congvu::decision
