#include "work/dossier/file_queries.h"

namespace congvu::dossier {

bool is_file_of_one(record::Sql& sql, std::string_view blob) {
  return sql.one<std::int64_t>("SELECT 1 FROM dossier_files WHERE blob = ?", blob).has_value();
}

}  // namespace congvu::dossier
