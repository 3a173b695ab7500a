#include "work/dossier/ruling_queries.h"

#include "work/dossier/dossier.h"

namespace congvu::dossier {

std::vector<decision::PastAnswer> ruled_by(record::Sql& sql, States const& states, std::string_view table,
                                           std::size_t most) {
  std::vector<decision::PastAnswer> answers;
  for (auto const& row :
       sql.rows("SELECT dossier FROM dossier_rulings JOIN dossiers ON handle = dossier WHERE decided_by = ?1"
                " AND phase IN ('ready', 'returned', 'refused') ORDER BY asked DESC, dossier LIMIT ?2",
                table, static_cast<std::int64_t>(most))) {
    auto const& dossier = states.load<Dossier>(row.handle("dossier"));
    for (auto const& [use, ruling] : dossier.rulings) {
      if (ruling.answer.table != table || !ruling.inputs) continue;
      answers.push_back({dossier.code, ruling.answer, *ruling.inputs, ruling.at});
    }
  }
  return answers;
}

}  // namespace congvu::dossier
