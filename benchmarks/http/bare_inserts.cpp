// The bare rate that filing over HTTP is held against: every row that a run of filings left in a record, inserted again
// by a loop that does nothing else. Same database, same tables and indexes, same pragmas, same bytes, as many filings
// in a transaction as there were connections. Which tables these are is asked of the record, so that none is forgotten.
//
// bench_bare_inserts AFTER.sqlite BEFORE.sqlite FILINGS FILINGS-A-TRANSACTION arrival|sorted
//
// BEFORE is the record as it was before the filings; it is written to. Rows go in as they arrived, by the index of the
// first event that names them; or sorted by their keys, which is kinder to the database than any filing can be.
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <limits>
#include <memory>
#include <string>
#include <unordered_map>
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
  int const flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI;
  if (sqlite3_open_v2(path.c_str(), &database, flags, nullptr) != SQLITE_OK) stop(database);
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

// When something was first spoken of: the index of the first event of its stream, or under its key.
using Arrivals = std::unordered_map<std::string, sqlite3_int64>;

Arrivals arrivals(Connection const& record) {
  Arrivals first;
  for (auto const* column : {"stream", "key"}) {
    for (auto const& row : rows(record, fmt::format("SELECT {0}, min(idx) FROM after.events GROUP BY {0}", column))) {
      auto const index = sqlite3_value_int64(row[1].get());
      auto const [place, fresh] = first.emplace(text(row[0]), index);
      if (!fresh) place->second = std::min(place->second, index);
    }
  }
  return first;
}

// What no event names by itself, a day's count or a piece of the search index, goes in last.
sqlite3_int64 arrival(Row const& row, Arrivals const& first) {
  auto earliest = std::numeric_limits<sqlite3_int64>::max();
  for (auto const& value : row) {
    if (sqlite3_value_type(value.get()) != SQLITE_BLOB) continue;
    if (auto const found = first.find(text(value)); found != first.end()) earliest = std::min(earliest, found->second);
  }
  return earliest;
}

void sort_by_arrival(std::vector<Row>& list, Arrivals const& first) {
  std::vector<std::pair<sqlite3_int64, std::size_t>> order;
  for (std::size_t i = 0; i < list.size(); ++i) order.emplace_back(arrival(list[i], first), i);
  std::ranges::sort(order);
  std::vector<Row> sorted;
  for (auto const& [when, place] : order) sorted.push_back(std::move(list[place]));
  list = std::move(sorted);
}

// Every row that was not there before, or was another one, of every table that holds rows of its own.
std::vector<Table> written(Connection const& record, bool as_they_arrived) {
  auto const first = arrivals(record);
  std::vector<Table> tables;
  for (auto const& each : rows(record,
                               "SELECT name FROM after.sqlite_schema WHERE type = 'table'"
                               " AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite_%'")) {
    auto const name = text(each[0]);
    Table table{name, rows(record, fmt::format("SELECT * FROM after.\"{0}\" EXCEPT SELECT * FROM main.\"{0}\"", name))};
    if (as_they_arrived && name != "events") sort_by_arrival(table.rows, first);
    if (!table.rows.empty()) tables.push_back(std::move(table));
  }
  return tables;
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
    for (std::size_t more = 1; more < table.rows.front().size(); ++more) places += ",?";
    statements.push_back(
        prepare(database, fmt::format("INSERT OR REPLACE INTO main.\"{}\" VALUES({})", table.name, places)));
  }
  return statements;
}

}  // namespace

int main(int count, char** words) {
  if (count != 6) return 2;
  auto const database = open(words[2]);
  run(database, fmt::format("ATTACH 'file:{}?mode=ro' AS after", words[1]));
  std::size_t const filings = std::stoul(words[3]);
  std::size_t const batches = filings / std::stoul(words[4]);
  auto const tables = written(database, std::string{words[5]} == "arrival");
  run(database, "DETACH after");
  run(database,
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
      "PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8192");
  auto const statements = inserts(database, tables);
  auto const begin = std::chrono::steady_clock::now();
  auto const worked_before = std::clock();
  for (std::size_t batch = 0; batch < batches; ++batch) {
    run(database, "BEGIN IMMEDIATE");
    for (std::size_t table = 0; table < tables.size(); ++table) {
      auto const& all = tables[table].rows;
      for (auto at = all.size() * batch / batches; at < all.size() * (batch + 1) / batches; ++at) {
        insert(database.get(), statements[table], all[at]);
      }
    }
    run(database, "COMMIT");
  }
  std::chrono::duration<double> const took = std::chrono::steady_clock::now() - begin;
  auto const worked = static_cast<double>(std::clock() - worked_before) / CLOCKS_PER_SEC;
  std::size_t written_rows = 0;
  for (auto const& table : tables) written_rows += table.rows.size();
  fmt::print("{{\"filings\":{},\"tables\":{},\"rows\":{},\"seconds\":{},\"worked\":{}}}\n", filings, tables.size(),
             written_rows, took.count(), worked);
  return 0;
}
