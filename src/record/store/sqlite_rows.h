// The journal's rows in SQLite.
#pragma once

#include "record/journal/rows.h"
#include "record/store/sql.h"

namespace congvu::record {

class SqliteRows final : public Rows {
 public:
  explicit SqliteRows(Sql& sql) : sql_(sql) {}

  Head head(Handle stream) override;
  Index size() override;
  void insert(Row const&) override;
  std::vector<Row> stream(Handle stream, std::uint64_t from_version) override;
  std::vector<Row> all(Index from, std::size_t limit) override;
  std::vector<EntryRow> entries(Index from, std::size_t limit) override;
  WrappedKey wrapped_key(Handle key) override;
  void insert_key(Handle key, std::string_view wrapped) override;
  void destroy_key(Handle key) override;

 private:
  Sql& sql_;
};

}  // namespace congvu::record
