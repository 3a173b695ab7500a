#include "agency/decision/drafting_pages.h"

#include <algorithm>
#include <charconv>

#include "agency/decision/annotating.h"
#include "agency/decision/cells.h"
#include "base/crypto.h"
#include "base/several.h"
#include "base/text.h"
#include "page/url.h"
#include "rules/dmn/compare/compare.h"

namespace congvu::decision {

namespace {

constexpr std::string_view cell_prefix = "cell.";
constexpr std::size_t shown_effects = 50;

std::vector<std::string> pieces_of(std::string_view text, std::string_view separators) {
  std::vector<std::string> pieces;
  while (!text.empty()) {
    auto const end = text.find_first_of(separators);
    auto const piece = trimmed(text.substr(0, end));
    if (!piece.empty()) pieces.emplace_back(piece);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return pieces;
}

std::string cell_name(std::size_t row, std::size_t column) {
  return std::string{cell_prefix} + std::to_string(row) + "." + std::to_string(column);
}

std::vector<TypedCell> typed_cells(page::Fields const& fields) {
  std::vector<TypedCell> cells;
  for (auto field = fields.lower_bound(cell_prefix); field != fields.end(); ++field) {
    std::string_view name = field->first;
    if (!name.starts_with(cell_prefix)) break;
    name.remove_prefix(cell_prefix.size());
    TypedCell cell{0, 0, field->second};
    auto const* end = name.data() + name.size();
    auto const row = std::from_chars(name.data(), end, cell.row);
    if (row.ec != std::errc{} || row.ptr == end) continue;
    if (std::from_chars(row.ptr + 1, end, cell.column).ec == std::errc{}) cells.push_back(std::move(cell));
  }
  return cells;
}

json::array list_of(std::vector<std::string> const& texts) {
  json::array list;
  for (auto const& each : texts) list.push_back(json::object{{"text", each}});
  return list;
}

std::string row_number(dmn::RowChange const& row) {
  if (row.before == 0) return std::to_string(row.after);
  if (row.after == 0 || row.after == row.before) return std::to_string(row.before);
  return std::to_string(row.before) + " → " + std::to_string(row.after);
}

json::array changed_rows(dmn::TableChange const& table, Speaking const& speaking) {
  constexpr std::array<std::string_view, 4> kinds{"added", "removed", "changed", "moved"};
  json::array rows;
  for (auto const& row : table.rows) {
    json::array cells;
    for (auto const& cell : row.cells) {
      cells.push_back(json::object{{"column", cell.column}, {"before", cell.before}, {"after", cell.after}});
    }
    auto const kind = std::string{kinds[static_cast<std::size_t>(row.kind)]};
    rows.push_back(json::object{
        {"kind", speaking.word("decision.change." + kind)}, {"number", row_number(row)}, {"cells", std::move(cells)}});
  }
  return rows;
}

// "23/2015/NĐ-CP | title | K?": what is left out is empty, and keeps its place.
json::object law_of(std::string_view line) {
  std::array<std::string, 3> parts;
  for (auto& part : parts) {
    auto const end = line.find('|');
    part = trimmed(line.substr(0, end));
    line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
  }
  json::object law{{"number", parts[0]}, {"title", parts[1]}};
  if (!parts[2].empty()) law["mark"] = parts[2];
  return law;
}

std::string name_of_table(dmn::Model const& model, std::string const& wanted) {
  auto const found =
      std::ranges::find_if(model.decisions, [&](dmn::Decision const& each) { return each.variable.name == wanted; });
  if (found != model.decisions.end() || model.decisions.empty()) return wanted;
  return model.decisions.front().variable.name;
}

}  // namespace

Draft draft_of(Version const& version) {
  auto const& table = version.table;
  Draft draft{.code = table.code,
              .title = table.title.value,
              .use = std::string{name_of(table.use)},
              .decision = table.decision.value,
              .procedures = joined(table.procedures, ", "),
              .from = {},
              .number = {},
              .date = {},
              .basis = {},
              .mark = table.mark ? table.mark->value : std::string{},
              .model = table.model.value};
  for (auto const& each : table.legal_basis) {
    draft.basis += each.number + " | " + each.title + (each.mark ? " | " + each.mark->value : "") + "\n";
  }
  // One that waits is written anew, with its own day and document; the next has others
  if (version.progress != Progress::prepared) return draft;
  draft.from = iso(table.from);
  draft.number = table.number.value;
  draft.date = iso(table.date);
  return draft;
}

Draft fresh_draft() {
  Draft draft;
  draft.use = std::string{name_of(Use::fee)};
  draft.model = R"(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="model" name=""
             namespace="https://congvu.vn/decisions/new">
  <decision id="decision" name="">
    <decisionTable id="table" hitPolicy="UNIQUE">
      <input id="input_1"><inputExpression id="expression_1" typeRef="string"><text></text></inputExpression></input>
      <output id="output_1" name="amount" typeRef="number" />
      <annotation name="article" />
      <annotation name="mark" />
    </decisionTable>
  </decision>
</definitions>
)";
  return draft;
}

Draft draft_of(page::Request const& request) {
  auto const said = [&](std::string_view name) { return std::string{trimmed(request.field(name))}; };
  Draft draft{.code = std::string{request.part("code")},
              .title = said("title"),
              .use = said("use"),
              .decision = said("decision"),
              .procedures = said("procedures"),
              .from = said("from"),
              .number = said("number"),
              .date = said("date"),
              .basis = std::string{request.field("basis")},
              .mark = said("mark"),
              .model = std::string{request.field("model")}};
  if (draft.code.empty()) draft.code = said("code");
  // A name that the model has no longer, or not yet, means its first decision
  auto const model = dmn::read(draft.model, std::string{model_name});
  if (!model) return draft;
  draft.decision = name_of_table(*model, draft.decision);
  auto const typed = typed_cells(request.form);
  if (!typed.empty() && !cells_of(*model, draft.decision).empty()) {
    draft.model = with_cells(*model, draft.decision, typed);
  }
  return draft;
}

json::object body_of(Draft const& draft) {
  json::array basis;
  for (auto const& line : pieces_of(draft.basis, "\r\n")) {
    basis.push_back(law_of(line));
  }
  json::array procedures;
  for (auto const& code : pieces_of(draft.procedures, ", ;\r\n")) procedures.push_back(json::value(code));
  json::object body{{"code", draft.code},     {"title", draft.title},
                    {"use", draft.use},       {"decision", draft.decision},
                    {"from", draft.from},     {"procedures", std::move(procedures)},
                    {"number", draft.number}, {"date", draft.date},
                    {"model", draft.model},   {"legal_basis", std::move(basis)}};
  if (!draft.mark.empty()) body["mark"] = draft.mark;
  return body;
}

std::optional<Version> trial_version(Draft const& draft, Compiled const& model) {
  auto const use = named<Use>(draft.use);
  if (!use || !model) return std::nullopt;
  Version version;
  version.table.code = draft.code;
  version.table.title = draft.title;
  version.table.use = *use;
  version.table.decision = draft.decision;
  version.model = *model;
  return version;
}

json::object problems_view(Draft const& draft, Compiled const& model, Speaking const& speaking) {
  json::array rows;
  bool usable = true;
  auto const add = [&](std::string text, bool warning) {
    usable = usable && warning;
    rows.push_back(json::object{{"text", std::move(text)}, {"grave", !warning}});
  };
  for (auto const& problem : problems_of(draft.model)) {
    auto arguments = problem.arguments;
    arguments.insert(arguments.end(), {{"element", problem.element}, {"kind", problem.kind}, {"name", problem.name}});
    add(speaking.word("refusal." + std::string{problem.code.key}, arguments), problem.warning);
  }
  if (model) {
    for (auto const& rule : without_article(**model)) {
      add(speaking.word("refusal.decision.no_article", {{"row", std::to_string(rule.row)}}), false);
    }
  } else if (usable) {
    add(speaking.word("refusal." + std::string{model.error().code.key}, model.error().arguments), false);
  }
  return {{"any", !rows.empty()}, {"problems", std::move(rows)}};
}

json::value changes_view(Expected<dmn::Model> const& after, Version const* in_force, Speaking const& speaking) {
  if (!in_force || !in_force->model || !after) return nullptr;
  auto const change = dmn::compare(in_force->model->written, *after);
  json::array tables;
  for (auto const& table : change.tables) {
    tables.push_back(json::object{{"name", table.decision},
                                  {"policy", table.policy},
                                  {"added_columns", list_of(table.added_columns)},
                                  {"removed_columns", list_of(table.removed_columns)},
                                  {"rows", changed_rows(table, speaking)}});
  }
  return json::object{{"any", !change.empty()},
                      {"version", std::to_string(in_force->version)},
                      {"tables", std::move(tables)},
                      {"added", list_of(change.added_decisions)},
                      {"removed", list_of(change.removed_decisions)},
                      {"otherwise", list_of(change.otherwise)}};
}

json::object effect_view(Effect const& effect, Speaking const& speaking) {
  json::array others;
  for (auto const& each : effect.others) {
    if (others.size() >= shown_effects) break;
    auto before = speaking.result(each.before);
    auto after = speaking.result(each.after);
    if (before == after) {  // the words are the same, not what they stand for
      before += " " + canonical(each.before.result);
      after += " " + canonical(each.after.result);
    }
    others.push_back(json::object{{"matter", each.matter},
                                  {"url", page::url_path({"dossiers", each.matter}).text()},
                                  {"before", std::move(before)},
                                  {"after", std::move(after)}});
  }
  return {{"asked", std::to_string(effect.asked)},
          {"count", std::to_string(effect.others.size())},
          {"whole", effect.whole},
          {"any", !others.empty()},
          {"others", std::move(others)}};
}

json::object cells_view(Draft const& draft, Expected<dmn::Model> const& model, Speaking const& speaking) {
  json::array head, rows;
  if (!model) return {{"any", false}, {"head", head}, {"rows", rows}};
  auto const name = name_of_table(*model, draft.decision);
  for (auto const& decision : model->decisions) {
    auto const* table = table_of(decision);
    if (!table || decision.variable.name != name) continue;
    for (auto const& each : table->inputs) {
      head.push_back(json::object{{"label", each.label.empty() ? each.expression.text : each.label}});
    }
    for (auto const& each : table->outputs) {
      head.push_back(json::object{{"label", each.label.empty() ? each.name : each.label}});
    }
    for (auto const& each : table->annotations) head.push_back(json::object{{"label", each}});
  }
  std::size_t row = 0;
  for (auto const& texts : cells_of(*model, name)) {
    ++row;
    json::array cells;
    for (std::size_t column = 1; column <= texts.size(); ++column) {
      std::string label = column <= head.size() ? std::string{head[column - 1].at("label").as_string()} : std::string{};
      cells.push_back(
          json::object{{"name", cell_name(row, column)},
                       {"value", texts[column - 1]},
                       {"label", speaking.word("decision.cell", {{"row", std::to_string(row)}, {"column", label}})}});
    }
    rows.push_back(json::object{{"number", std::to_string(row)}, {"cells", std::move(cells)}});
  }
  return {{"any", !rows.empty()}, {"head", std::move(head)}, {"rows", std::move(rows)}};
}

}  // namespace congvu::decision
