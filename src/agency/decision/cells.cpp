#include "agency/decision/cells.h"

#include <algorithm>
#include <array>

#include "rules/xml/xml.h"

namespace congvu::decision {

namespace {

constexpr std::array<std::string_view, 3> cell_names{"inputEntry", "outputEntry", "annotationEntry"};

std::string_view local(xml::Document const& document, xml::Index element) {
  return xml::local_name(document.nodes[element].name);
}

std::vector<xml::Index> named(xml::Document const& document, xml::Index inside, std::string_view name) {
  auto found = xml::elements_in(document, inside);
  std::erase_if(found, [&](xml::Index each) { return local(document, each) != name; });
  return found;
}

xml::Index table_of(xml::Document const& document, std::string const& decision) {
  for (auto const each : named(document, document.root, "decision")) {
    auto const* name = xml::attribute(document, each, "", "name");
    auto const tables = named(document, each, "decisionTable");
    if (name && *name == decision && !tables.empty()) return tables.front();
  }
  return xml::none;
}

// The <text> of each cell of a rule, inputs before outputs before annotations.
std::vector<xml::Index> texts_of(xml::Document const& document, xml::Index rule) {
  std::vector<xml::Index> texts;
  for (auto const kind : cell_names) {
    for (auto const entry : named(document, rule, kind)) {
      auto const inner = named(document, entry, "text");
      texts.push_back(inner.empty() ? xml::none : inner.front());
    }
  }
  return texts;
}

void put_text(xml::Document& document, xml::Index element, std::string const& text) {
  xml::Node node;
  node.kind = xml::Node::Kind::text;
  node.line = document.nodes[element].line;
  node.parent = element;
  node.text = text;
  document.nodes[element].first_child = static_cast<xml::Index>(document.nodes.size());
  document.nodes.push_back(std::move(node));
}

}  // namespace

std::vector<std::vector<std::string>> cells_of(dmn::Model const& model, std::string const& decision) {
  std::vector<std::vector<std::string>> rows;
  auto const& document = *model.document;
  auto const table = table_of(document, decision);
  if (table == xml::none) return rows;
  for (auto const rule : named(document, table, "rule")) {
    auto& row = rows.emplace_back();
    for (auto const text : texts_of(document, rule)) {
      row.push_back(text == xml::none ? std::string{} : xml::text_of(document, text));
    }
  }
  return rows;
}

std::string with_cells(dmn::Model const& model, std::string const& decision, std::vector<TypedCell> const& typed) {
  auto document = *model.document;
  auto const table = table_of(document, decision);
  if (table == xml::none) return xml::write(document);
  auto const rules = named(document, table, "rule");
  for (auto const& cell : typed) {
    if (cell.row == 0 || cell.row > rules.size()) continue;
    auto const texts = texts_of(document, rules[cell.row - 1]);
    if (cell.column == 0 || cell.column > texts.size() || texts[cell.column - 1] == xml::none) continue;
    if (xml::text_of(document, texts[cell.column - 1]) == cell.text) continue;
    put_text(document, texts[cell.column - 1], cell.text);
  }
  return xml::write(document);
}

}  // namespace congvu::decision
