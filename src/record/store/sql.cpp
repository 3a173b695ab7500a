#include "record/store/sql.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <unordered_map>

#include "record/limits.h"

namespace congvu::record {
namespace {

SqlFailure::Reason reason_of(int code) {
  switch (code & 0xff) {
    case SQLITE_FULL:
      return SqlFailure::Reason::full;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return SqlFailure::Reason::busy;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
      return SqlFailure::Reason::disk;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return SqlFailure::Reason::damaged;
    case SQLITE_CONSTRAINT:
      return SqlFailure::Reason::constraint;
    default:
      return SqlFailure::Reason::other;
  }
}

[[noreturn]] void fail(sqlite3* database, std::string_view text) {
  int const code = sqlite3_extended_errcode(database);
  throw SqlFailure(reason_of(code), fmt::format("{} ({}) in: {}", sqlite3_errmsg(database), code, text));
}

// SQLite counts what it allocates under one lock of the whole process, for which readers on several threads then wait;
// nobody reads the count. Heard only before the first connection, and without harm if it is not.
void leave_memory_uncounted() {
  [[maybe_unused]] static int const said = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

}  // namespace

struct PreparedStatement {
  sqlite3* database = nullptr;
  sqlite3_stmt* statement = nullptr;
  bool running = false;
  bool kept = true;  // false: a second one of the same text, finalized after use

  PreparedStatement(sqlite3* where, std::string_view text) : database(where) {
    char const* rest = nullptr;
    int const length = static_cast<int>(text.size());
    if (sqlite3_prepare_v3(where, text.data(), length, SQLITE_PREPARE_PERSISTENT, &statement, &rest) != SQLITE_OK) {
      fail(where, text);
    }
  }
  ~PreparedStatement() { sqlite3_finalize(statement); }
  PreparedStatement(PreparedStatement const&) = delete;
  PreparedStatement& operator=(PreparedStatement const&) = delete;

  // True while there is a row.
  bool step() {
    int const code = sqlite3_step(statement);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) fail(database, sqlite3_sql(statement));
    return false;
  }

  void bind(std::span<SqlValue const> values, bool values_outlive_it) {
    if (static_cast<int>(values.size()) != sqlite3_bind_parameter_count(statement)) {
      throw SqlFailure(SqlFailure::Reason::other,
                       fmt::format("{} values for: {}", values.size(), sqlite3_sql(statement)));
    }
    auto const lifetime = values_outlive_it ? SQLITE_STATIC : SQLITE_TRANSIENT;
    int place = 0;
    for (auto const& value : values) {
      if (bind_one(++place, value, lifetime) != SQLITE_OK) fail(database, sqlite3_sql(statement));
    }
  }

  void free() {
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    running = false;
    if (!kept) delete this;
  }

 private:
  int bind_one(int place, SqlValue const& value, sqlite3_destructor_type lifetime) {
    if (auto const* number = std::get_if<std::int64_t>(&value)) return sqlite3_bind_int64(statement, place, *number);
    if (auto const* real = std::get_if<double>(&value)) return sqlite3_bind_double(statement, place, *real);
    if (auto const* text = std::get_if<std::string_view>(&value)) {
      // an empty view may point nowhere, which SQLite would take for null
      char const* start = text->data() ? text->data() : "";
      return sqlite3_bind_text64(statement, place, start, text->size(), lifetime, SQLITE_UTF8);
    }
    if (auto const* octets = std::get_if<Octets>(&value)) {
      char const* start = octets->bytes.data() ? octets->bytes.data() : "";
      return sqlite3_bind_blob64(statement, place, start, octets->bytes.size(), lifetime);
    }
    return sqlite3_bind_null(statement, place);
  }
};

struct Sql::Connection {
  sqlite3* database = nullptr;
  std::unordered_map<std::string, std::unique_ptr<PreparedStatement>, TextHash, std::equal_to<>> statements;

  ~Connection() {
    statements.clear();
    sqlite3_close_v2(database);
  }
};

Sql::Sql(std::filesystem::path const& file, Access access) : connection_(std::make_unique<Connection>()) {
  leave_memory_uncounted();
  // A reader opens the file for writing too: in WAL mode it may have to make the shared memory that says what is where.
  int const create = access == Access::read_and_write ? SQLITE_OPEN_CREATE : 0;
  int const flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | create;
  if (sqlite3_open_v2(file.c_str(), &connection_->database, flags, nullptr) != SQLITE_OK) {
    fail(connection_->database, file.native());
  }
  sqlite3_extended_result_codes(connection_->database, 1);
  sqlite3_busy_timeout(connection_->database, limits::busy_milliseconds);
  script("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;");
  if (access == Access::read_only) script("PRAGMA query_only = ON");
}

Sql::~Sql() = default;

bool Sql::in_transaction() const {
  return sqlite3_get_autocommit(connection_->database) == 0;
}

void Sql::script(std::string const& text) {
  if (sqlite3_exec(connection_->database, text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    fail(connection_->database, text);
  }
}

PreparedStatement& Sql::prepare(std::string_view text) {
  auto& statements = connection_->statements;
  auto found = statements.find(text);
  if (found == statements.end()) {
    if (statements.size() >= limits::statements) {
      std::erase_if(statements, [](auto const& each) { return !each.second->running; });
    }
    auto fresh = std::make_unique<PreparedStatement>(connection_->database, text);
    found = statements.emplace(std::string(text), std::move(fresh)).first;
  }
  auto* statement = found->second.get();
  if (statement->running) {  // a query inside the rows of itself
    statement = new PreparedStatement(connection_->database, text);
    statement->kept = false;
  }
  statement->running = true;
  return *statement;
}

std::int64_t Sql::run_with(std::string_view text, std::span<SqlValue const> values) {
  auto& statement = prepare(text);
  struct Use {
    PreparedStatement& statement;
    ~Use() { statement.free(); }
  } const use{statement};
  statement.bind(values, true);
  while (statement.step()) {
  }
  return sqlite3_changes64(connection_->database);
}

SqlRows::SqlRows(Sql& sql, std::string_view text, std::span<SqlValue const> values)
    : prepared_(&sql.prepare(text)), row_(prepared_->statement) {
  try {
    prepared_->bind(values, false);
    done_ = !prepared_->step();
  } catch (...) {
    prepared_->free();
    throw;
  }
}

SqlRows::~SqlRows() {
  prepared_->free();
}

void SqlRows::next() {
  done_ = !prepared_->step();
}

int SqlRow::place_of(Column column) const {
  int const columns = sqlite3_column_count(statement_);
  if (column.name().empty() && column.place() >= 0 && column.place() < columns) return column.place();
  // Columns are mostly read in the order in which they are asked for: looking begins behind the last one found.
  thread_local int last = 0;
  for (int step = 1; step <= columns; ++step) {
    int const place = (last + step) % columns;
    if (column.name() == sqlite3_column_name(statement_, place)) return last = place;
  }
  throw SqlFailure(SqlFailure::Reason::other,
                   fmt::format("no column \"{}\" ({}) in: {}", column.name(), column.place(), sqlite3_sql(statement_)));
}

std::string_view SqlRow::view(Column column) const {
  int const place = place_of(column);
  // blob, not text: no conversion, and octets with zeros in them stay whole
  auto const* start = static_cast<char const*>(sqlite3_column_type(statement_, place) == SQLITE_BLOB
                                                   ? sqlite3_column_blob(statement_, place)
                                                   : static_cast<void const*>(sqlite3_column_text(statement_, place)));
  return start ? std::string_view(start, static_cast<std::size_t>(sqlite3_column_bytes(statement_, place)))
               : std::string_view();
}

std::int64_t SqlRow::number(Column column) const {
  return sqlite3_column_int64(statement_, place_of(column));
}

double SqlRow::real(Column column) const {
  return sqlite3_column_double(statement_, place_of(column));
}

bool SqlRow::null(Column column) const {
  return sqlite3_column_type(statement_, place_of(column)) == SQLITE_NULL;
}

Handle SqlRow::handle(Column column) const {
  return handle_from(view(column)).value_or(Handle{});
}

Date SqlRow::date(Column column) const {
  return parse_date(view(column)).value_or(Date{});
}

}  // namespace congvu::record
