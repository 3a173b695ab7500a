#include "record/store/desk.h"

namespace congvu::record {

Desk::Desk(std::filesystem::path const& directory) : sql_(directory / "desk.sqlite", Sql::Access::read_and_write) {
  sql_.script("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON");
}

Desk::Whole::~Whole() {
  if (kept_ || !sql_.in_transaction()) return;
  try {
    sql_.run("ROLLBACK");
  } catch (SqlFailure const&) {  // NOLINT(bugprone-empty-catch)
    // what could not be undone now is undone when the file is opened again
  }
}

void Desk::Whole::keep() {
  sql_.run("COMMIT");
  kept_ = true;
}

}  // namespace congvu::record
