#include "record/store/snapshot.h"

#include "record/store/sql.h"

namespace congvu::record {

void snapshot(std::filesystem::path const& database, std::filesystem::path const& to) {
  // One statement is one read transaction: a picture of one moment, whoever writes meanwhile. Only the copy is written,
  // but SQLite asks for a connection that may write.
  Sql sql{database, Sql::Access::read_and_write};
  sql.run("VACUUM INTO ?", to.string());
}

}  // namespace congvu::record
