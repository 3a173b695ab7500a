#include "work/dossier/found_queries.h"

namespace congvu::dossier {

std::vector<FoundDossier> found_dossiers(record::Sql& sql, record::Sought const& sought, record::Marks marks,
                                         Reach const& reach, std::optional<std::uint64_t> before, std::size_t limit) {
  std::vector<FoundDossier> dossiers;
  for (auto const& found : record::search(sql, "dossier_found", sought, marks, sight_of(reach), before, limit)) {
    if (auto row = by_handle(sql, found.thing)) dossiers.push_back({std::move(*row), found.place});
  }
  return dossiers;
}

std::size_t count_found_dossiers(record::Sql& sql, record::Sought const& sought, Reach const& reach, std::size_t most) {
  return record::count_found(sql, "dossier_found", sought, sight_of(reach), most);
}

std::vector<FoundDocument> found_documents(record::Sql& sql, record::Sought const& sought, record::Marks marks,
                                           Reach const& reach, std::optional<std::uint64_t> before, std::size_t limit) {
  std::vector<FoundDocument> documents;
  for (auto const& found :
       record::search(sql, "dossier_documents_found", sought, marks, sight_of(reach), before, limit)) {
    for (auto const& row : sql.rows("SELECT d.code AS code, m.document AS document, m.title AS title,"
                                    " m.number AS number, m.made AS made FROM dossier_documents m"
                                    " JOIN dossiers d ON d.handle = m.dossier WHERE m.handle = ?",
                                    found.thing)) {
      documents.push_back({row.text("code"), row.text("document"), row.text("title"), row.text("number"),
                           row.instant("made"), found.place});
    }
  }
  return documents;
}

std::size_t count_found_documents(record::Sql& sql, record::Sought const& sought, Reach const& reach,
                                  std::size_t most) {
  return record::count_found(sql, "dossier_documents_found", sought, sight_of(reach), most);
}

}  // namespace congvu::dossier
