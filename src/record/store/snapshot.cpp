#include "record/store/snapshot.h"

#include "record/store/sql.h"

namespace congvu::record {

void snapshot(std::filesystem::path const& database, std::filesystem::path const& to) {
  // One statement is one read transaction: a picture of one moment, whoever writes meanwhile.
  Sql sql{database, Sql::Access::read_only};
  sql.run("VACUUM INTO ?", to.string());
}

}  // namespace congvu::record
