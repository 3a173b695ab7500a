#include "record/store/postgres.h"

#include "record/refusals.h"
#include "record/store/postgres_connection.h"

namespace congvu::record {
namespace {

// A number of our own, so that nobody else's advisory lock is mistaken for it: "congvu" in ASCII.
constexpr auto lock_writer = "SELECT pg_advisory_xact_lock(109330244793973)";

constexpr std::array tables{
    "CREATE TABLE IF NOT EXISTS about(name bytea PRIMARY KEY, value bytea NOT NULL)",
    "CREATE TABLE IF NOT EXISTS events(idx bigint PRIMARY KEY, stream bytea NOT NULL, version bigint NOT NULL, "
    "entry bytea NOT NULL, leaf_hash bytea NOT NULL, skeleton bytea NOT NULL, skeleton_salt bytea NOT NULL, "
    "key bytea NOT NULL, sealed bytea NOT NULL, UNIQUE (stream, version))",
    "CREATE TABLE IF NOT EXISTS keys(id bytea PRIMARY KEY, wrapped bytea NOT NULL)",
};

std::string octets(Handle const& handle) {
  return std::string(handle.bytes());
}

class PostgresRows final : public Rows {
 public:
  explicit PostgresRows(PostgresConnection& connection) : connection_(connection) {}

  Head head(Handle stream) override {
    auto const rows =
        ask("SELECT version, leaf_hash FROM events WHERE stream = $1 ORDER BY version DESC LIMIT 1", {octets(stream)});
    if (rows.empty()) return {};
    auto const hash = array_of<32>(rows[0][1]);
    if (!hash) throw Damaged("the head of stream " + hex(stream) + " has no leaf hash");
    return {from_bigint(rows[0][0]), *hash};
  }
  Index size() override { return from_bigint(ask("SELECT coalesce(max(idx) + 1, 0) FROM events", {})[0][0]); }
  void insert(Row const& row) override {
    tell(
        "INSERT INTO events(idx, stream, version, entry, leaf_hash, skeleton, skeleton_salt, key, sealed) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        {bigint(row.index), octets(row.stream), bigint(row.version), row.entry, row.leaf_hash, row.skeleton,
         row.skeleton_salt, octets(row.key), row.sealed});
  }
  std::vector<Row> stream(Handle stream, std::uint64_t from_version) override {
    return rows_from(
        ask("SELECT idx, stream, version, entry, leaf_hash, skeleton, skeleton_salt, key, sealed "
            "FROM events WHERE stream = $1 AND version >= $2 ORDER BY version",
            {octets(stream), bigint(from_version)}));
  }
  std::vector<Row> all(Index from, std::size_t limit) override {
    return rows_from(
        ask("SELECT idx, stream, version, entry, leaf_hash, skeleton, skeleton_salt, key, sealed "
            "FROM events WHERE idx >= $1 ORDER BY idx LIMIT $2",
            {bigint(from), bigint(limit)}));
  }
  std::vector<EntryRow> entries(Index from, std::size_t limit) override {
    std::vector<EntryRow> found;
    for (auto& row : all(from, limit)) found.push_back({row.index, std::move(row.entry)});
    return found;
  }
  WrappedKey wrapped_key(Handle key) override {
    auto rows = ask("SELECT wrapped FROM keys WHERE id = $1", {octets(key)});
    if (rows.empty()) return std::nullopt;
    return std::move(rows[0][0]);
  }
  void insert_key(Handle key, std::string_view wrapped) override {
    tell("INSERT INTO keys(id, wrapped) VALUES ($1, $2)", {octets(key), std::string(wrapped)});
  }
  void destroy_key(Handle key) override {
    tell("INSERT INTO keys(id, wrapped) VALUES ($1, '') ON CONFLICT (id) DO UPDATE SET wrapped = ''", {octets(key)});
  }

 private:
  std::vector<PostgresRow> ask(std::string const& text, std::vector<std::string> const& values) {
    return connection_.ask(text, values);
  }
  void tell(std::string const& text, std::vector<std::string> const& values) { connection_.tell(text, values); }

  static std::vector<Row> rows_from(std::vector<PostgresRow> found) {
    std::vector<Row> rows;
    rows.reserve(found.size());
    for (auto& columns : found) {
      rows.push_back({.index = from_bigint(columns[0]),
                      .stream = handle_from(columns[1]).value_or(Handle{}),
                      .version = from_bigint(columns[2]),
                      .entry = std::move(columns[3]),
                      .leaf_hash = std::move(columns[4]),
                      .skeleton = std::move(columns[5]),
                      .skeleton_salt = std::move(columns[6]),
                      .key = handle_from(columns[7]).value_or(Handle{}),
                      .sealed = std::move(columns[8])});
    }
    return rows;
  }

  PostgresConnection& connection_;
};

constexpr std::string_view schema_version = "1";

Expected<void> lay_tables(PostgresConnection& connection, WrappingKey const& wrapping) {
  connection.tell("BEGIN");
  connection.ask(lock_writer);
  for (auto const* table : tables) connection.tell(table);
  connection.settle();
  auto const own = wrapping.mark();
  std::array const mark{std::string("wrapping key"), std::string(view_of(own))};
  std::array const version{std::string("schema version"), std::string(schema_version)};
  for (auto const& each : {mark, version}) {
    connection.tell("INSERT INTO about(name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING", each);
  }
  auto const value_of = [&](std::string const& name) {
    return connection.ask("SELECT value FROM about WHERE name = $1", std::span(&name, 1)).at(0).at(0);
  };
  auto const found_version = value_of(version[0]);
  auto const found_mark = value_of(mark[0]);
  connection.ask("COMMIT");
  if (found_version != schema_version) {
    return refuse(codes::newer_schema, {}, {{"found", found_version}, {"known", std::string(schema_version)}});
  }
  if (found_mark != mark[1]) return refuse(codes::wrong_key);
  return {};
}

}  // namespace

struct PostgresJournal::Parts {
  WrappingKey wrapping;
  PostgresConnection connection;
  PostgresRows rows{connection};
  Journal journal;

  Parts(std::string const& where, WrappingKey key, Randomness& randomness)
      : wrapping(std::move(key)), connection(where), journal(rows, wrapping, randomness) {}
};

Expected<std::unique_ptr<PostgresJournal>> PostgresJournal::open(std::string const& connection, WrappingKey wrapping,
                                                                 Randomness& randomness) {
  try {
    auto parts = std::make_unique<Parts>(connection, std::move(wrapping), randomness);
    if (auto laid = lay_tables(parts->connection, parts->wrapping); !laid) return std::unexpected(laid.error());
    return std::unique_ptr<PostgresJournal>(new PostgresJournal(std::move(parts)));
  } catch (Damaged const& failure) {
    return refuse(codes::cannot_open, {}, {{"reason", failure.what()}});
  }
}

PostgresJournal::PostgresJournal(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

PostgresJournal::~PostgresJournal() = default;

Expected<void> PostgresJournal::write(std::function<Expected<void>(Journal&)> const& act) {
  auto& connection = parts_->connection;
  try {
    connection.tell("BEGIN");
    connection.ask(lock_writer);
    auto const outcome = act(parts_->journal);
    connection.ask(outcome ? "COMMIT" : "ROLLBACK");
    return outcome;
  } catch (...) {
    connection.undo();
    throw;
  }
}

void PostgresJournal::read(std::function<void(Journal&)> const& ask) {
  auto& connection = parts_->connection;
  try {
    connection.tell("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    ask(parts_->journal);
    connection.ask("COMMIT");
  } catch (...) {
    connection.undo();
    throw;
  }
}

}  // namespace congvu::record
