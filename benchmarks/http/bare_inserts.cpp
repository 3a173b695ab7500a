// The bare rate that filing over HTTP is held against: the very rows that a run of filings left in a record, inserted
// again into empty tables with the same indexes, by a loop that does nothing else. Same database, same pragmas, same
// bytes, as many filings in a transaction as there were connections.
//
// bench_bare_inserts RECORD.sqlite EMPTY.sqlite FIRST-INDEX FILINGS FILINGS-A-TRANSACTION
#include <fmt/format.h>
#include <sqlite3.h>

#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

namespace {

using Connection = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;
using Statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;
using Value = std::unique_ptr<sqlite3_value, decltype(&sqlite3_value_free)>;
using Row = std::vector<Value>;

struct Table {
  std::string name;
  std::vector<Row> rows;
};

[[noreturn]] void stop(sqlite3* database) {
  fmt::print(stderr, "sqlite: {}\n", sqlite3_errmsg(database));
  std::exit(1);
}

Connection open(std::string const& path) {
  sqlite3* database = nullptr;
  if (sqlite3_open(path.c_str(), &database) != SQLITE_OK) stop(database);
  return {database, &sqlite3_close};
}

void run(Connection const& database, std::string const& text) {
  if (sqlite3_exec(database.get(), text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) stop(database.get());
}

Statement prepare(Connection const& database, std::string const& text) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database.get(), text.c_str(), -1, &statement, nullptr) != SQLITE_OK) stop(database.get());
  return {statement, &sqlite3_finalize};
}

std::vector<Row> rows(Connection const& database, std::string const& query) {
  auto const statement = prepare(database, query);
  std::vector<Row> all;
  while (sqlite3_step(statement.get()) == SQLITE_ROW) {
    Row row;
    for (int column = 0; column < sqlite3_column_count(statement.get()); ++column) {
      row.emplace_back(sqlite3_value_dup(sqlite3_column_value(statement.get(), column)), &sqlite3_value_free);
    }
    all.push_back(std::move(row));
  }
  return all;
}

std::string text(Value const& value) {
  auto const* octets = sqlite3_value_text(value.get());
  return octets ? std::string{octets, octets + sqlite3_value_bytes(value.get())} : std::string{};
}

// What filing writes; rows that the pack had laid before are few, and left out where they can be told apart.
std::vector<Table> written(Connection const& record, std::string const& first_index) {
  std::vector<Table> tables;
  tables.push_back({"events", rows(record, "SELECT * FROM events WHERE idx >= " + first_index + " ORDER BY idx")});
  for (auto const* name : {"keys", "answers", "dossiers", "duties", "timers"}) {
    tables.push_back({name, rows(record, fmt::format("SELECT * FROM {}", name))});
  }
  return tables;
}

void lay(Connection const& record, Connection const& empty) {
  run(empty,
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
      "PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8192");
  for (auto const& row : rows(record, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")) run(empty, text(row[0]));
}

void insert(sqlite3* database, Statement const& statement, Row const& row) {
  for (std::size_t column = 0; column < row.size(); ++column) {
    sqlite3_bind_value(statement.get(), static_cast<int>(column) + 1, row[column].get());
  }
  if (sqlite3_step(statement.get()) != SQLITE_DONE) stop(database);
  sqlite3_reset(statement.get());
}

std::vector<Statement> inserts(Connection const& database, std::vector<Table> const& tables) {
  std::vector<Statement> statements;
  for (auto const& table : tables) {
    std::string places = "?";
    if (!table.rows.empty()) {
      for (std::size_t more = 1; more < table.rows.front().size(); ++more) places += ",?";
    }
    bool const any = !table.rows.empty();
    statements.push_back(prepare(
        database, any ? fmt::format("INSERT INTO {} VALUES({})", table.name, places) : std::string{"SELECT 1"}));
  }
  return statements;
}

}  // namespace

int main(int count, char** words) {
  if (count != 6) return 2;
  auto const record = open(words[1]);
  auto const empty = open(words[2]);
  std::size_t const filings = std::stoul(words[4]);
  std::size_t const batches = filings / std::stoul(words[5]);
  auto const tables = written(record, words[3]);
  lay(record, empty);
  auto const statements = inserts(empty, tables);
  auto const begin = std::chrono::steady_clock::now();
  for (std::size_t batch = 0; batch < batches; ++batch) {
    run(empty, "BEGIN IMMEDIATE");
    for (std::size_t table = 0; table < tables.size(); ++table) {
      auto const& all = tables[table].rows;
      for (auto at = all.size() * batch / batches; at < all.size() * (batch + 1) / batches; ++at) {
        insert(empty.get(), statements[table], all[at]);
      }
    }
    run(empty, "COMMIT");
  }
  std::chrono::duration<double> const took = std::chrono::steady_clock::now() - begin;
  std::size_t written_rows = 0;
  for (auto const& table : tables) written_rows += table.rows.size();
  fmt::print("{{\"filings\":{},\"rows\":{},\"seconds\":{}}}\n", filings, written_rows, took.count());
  return 0;
}
