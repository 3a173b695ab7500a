#include "record/store/sqlite_rows.h"

namespace congvu::record {
namespace {

Row row_from(SqlRow const& columns) {
  return {.index = static_cast<Index>(columns.number(0)),
          .stream = columns.handle(1),
          .version = static_cast<std::uint64_t>(columns.number(2)),
          .entry = columns.text(3),
          .leaf_hash = columns.text(4),
          .skeleton = columns.text(5),
          .skeleton_salt = columns.text(6),
          .key = columns.handle(7),
          .sealed = columns.text(8)};
}

}  // namespace

Head SqliteRows::head(Handle stream) {
  for (auto const& row :
       sql_.rows("SELECT version, leaf_hash FROM events WHERE stream = ? ORDER BY version DESC LIMIT 1", stream)) {
    auto const hash = array_of<32>(row.view(1));
    if (!hash) throw Damaged("the head of stream " + hex(stream) + " has no leaf hash");
    return {static_cast<std::uint64_t>(row.number(0)), *hash};
  }
  return {};
}

Index SqliteRows::size() {
  auto const last = sql_.one<std::int64_t>("SELECT max(idx) FROM events");
  return last ? static_cast<Index>(*last) + 1 : 0;
}

void SqliteRows::insert(Row const& row) {
  sql_.run(
      "INSERT INTO events(idx, stream, version, entry, leaf_hash, skeleton, skeleton_salt, key, sealed) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      row.index, row.stream, row.version, Octets{row.entry}, Octets{row.leaf_hash}, Octets{row.skeleton},
      Octets{row.skeleton_salt}, row.key, Octets{row.sealed});
}

std::vector<Row> SqliteRows::stream(Handle stream, std::uint64_t from_version) {
  std::vector<Row> found;
  for (auto const& row :
       sql_.rows("SELECT idx, stream, version, entry, leaf_hash, skeleton, skeleton_salt, key, sealed "
                 "FROM events WHERE stream = ? AND version >= ? ORDER BY version",
                 stream, from_version)) {
    found.push_back(row_from(row));
  }
  return found;
}

std::vector<EntryRow> SqliteRows::entries(Index from, std::size_t limit) {
  std::vector<EntryRow> found;
  for (auto const& row : sql_.rows("SELECT idx, entry FROM events WHERE idx >= ? ORDER BY idx LIMIT ?", from, limit)) {
    found.push_back({static_cast<Index>(row.number(0)), row.text(1)});
  }
  return found;
}

std::vector<Row> SqliteRows::all(Index from, std::size_t limit) {
  std::vector<Row> found;
  for (auto const& row :
       sql_.rows("SELECT idx, stream, version, entry, leaf_hash, skeleton, skeleton_salt, key, sealed "
                 "FROM events WHERE idx >= ? ORDER BY idx LIMIT ?",
                 from, limit)) {
    found.push_back(row_from(row));
  }
  return found;
}

WrappedKey SqliteRows::wrapped_key(Handle key) {
  return sql_.one<std::string>("SELECT wrapped FROM keys WHERE id = ?", key);
}

void SqliteRows::insert_key(Handle key, std::string_view wrapped) {
  sql_.run("INSERT INTO keys(id, wrapped) VALUES (?, ?)", key, Octets{wrapped});
}

void SqliteRows::destroy_key(Handle key) {
  sql_.run("INSERT INTO keys(id, wrapped) VALUES (?, x'') ON CONFLICT(id) DO UPDATE SET wrapped = x''", key);
}

}  // namespace congvu::record
