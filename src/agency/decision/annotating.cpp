#include "agency/decision/annotating.h"

#include <algorithm>

namespace congvu::decision {

dmn::Table const* table_of(dmn::Decision const& decision) {
  return decision.logic ? std::get_if<dmn::Table>(&decision.logic->is) : nullptr;
}

dmn::Table const* table_of(Model const& model) {
  auto const& name = model.decisions.program().name_of(model.asked);
  for (auto const& each : model.written.decisions) {
    if (each.variable.name == name && each.logic) return table_of(each);
  }
  return nullptr;
}

std::string annotation(dmn::Table const& table, std::size_t row, std::string_view column) {
  if (row == 0 || row > table.rules.size()) return {};
  auto const named = std::ranges::find(table.annotations, column);
  // Tools that know one column of notes only write the rule's description
  if (named == table.annotations.end()) return column == article_column ? table.rules[row - 1].description : "";
  auto const& said = table.rules[row - 1].annotations;
  auto const at = static_cast<std::size_t>(named - table.annotations.begin());
  return at < said.size() ? said[at] : std::string{};
}

std::vector<BareRule> without_article(Model const& model) {
  std::vector<BareRule> bare;
  auto const* table = table_of(model);
  if (!table) return bare;
  for (std::size_t row = 1; row <= table->rules.size(); ++row) {
    if (annotation(*table, row, article_column).empty()) bare.push_back({row, table->rules[row - 1].line});
  }
  return bare;
}

}  // namespace congvu::decision
