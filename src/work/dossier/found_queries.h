// Dossiers and their documents found by words, within somebody's reach.
#pragma once

#include "work/dossier/queries.h"
#include "work/dossier/reach_queries.h"

namespace congvu::dossier {

struct FoundDossier {
  Row dossier;
  std::uint64_t place = 0;
};
std::vector<FoundDossier> found_dossiers(record::Sql&, record::Sought const&, record::Marks, Reach const&,
                                         std::optional<std::uint64_t> before, std::size_t limit);
std::size_t count_found_dossiers(record::Sql&, record::Sought const&, Reach const&, std::size_t most);

struct FoundDocument {
  std::string dossier;   // its code
  std::string document;  // the procedure's code of it
  std::string title;
  std::string number;
  Instant made;
  std::uint64_t place = 0;
};
std::vector<FoundDocument> found_documents(record::Sql&, record::Sought const&, record::Marks, Reach const&,
                                           std::optional<std::uint64_t> before, std::size_t limit);
std::size_t count_found_documents(record::Sql&, record::Sought const&, Reach const&, std::size_t most);

}  // namespace congvu::dossier
