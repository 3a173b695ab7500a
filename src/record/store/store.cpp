#include "record/store/store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <future>
#include <mutex>

#include "record/limits.h"
#include "record/refusals.h"
#include "record/store/schema.h"
#include "record/store/sqlite_rows.h"
#include "record/store/writer.h"

namespace congvu::record {
namespace {

// Says to other processes that this one writes the record. A file of its own: SQLite's own locks on the database would
// be lost if this process opened that file a second time and closed it.
class WriterLock {
 public:
  explicit WriterLock(std::filesystem::path const& directory)
      : descriptor_(::open((directory / "writer.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)),
        held_(descriptor_ >= 0 && ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) {}
  ~WriterLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  WriterLock(WriterLock const&) = delete;
  WriterLock& operator=(WriterLock const&) = delete;
  bool held() const { return held_; }

 private:
  int descriptor_;
  bool held_;
};

std::unique_ptr<Sql> open_to_write(std::filesystem::path const& file, Store::Options const& options) {
  auto sql = std::make_unique<Sql>(file, Sql::Access::read_and_write);
  sql->script("PRAGMA journal_mode = WAL");
  sql->script(options.flush == Store::Flush::every_commit ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = OFF");
  sql->script("PRAGMA secure_delete = ON; PRAGMA cache_size = -65536");
  sql->script("PRAGMA wal_autocheckpoint = " + std::to_string(limits::log_pages));
  if (options.page_limit) sql->script("PRAGMA max_page_count = " + std::to_string(*options.page_limit));
  return sql;
}

}  // namespace

struct Reader::Connection {
  Sql sql;
  SqliteRows rows;
  Journal journal;

  Connection(std::filesystem::path const& file, WrappingKey const& wrapping, Randomness& randomness)
      : sql(file, Sql::Access::read_only), rows(sql), journal(rows, wrapping, randomness) {}
};

// Idle connections. More than the limit are opened under load, and closed when they come back.
struct Reader::Pool {
  std::filesystem::path file;
  WrappingKey const& wrapping;
  Randomness& randomness;
  std::mutex mutex;
  std::vector<std::unique_ptr<Connection>> idle;

  std::unique_ptr<Connection> take() {
    {
      std::lock_guard const lock(mutex);
      if (!idle.empty()) {
        auto connection = std::move(idle.back());
        idle.pop_back();
        return connection;
      }
    }
    return std::make_unique<Connection>(file, wrapping, randomness);
  }
  void give_back(std::unique_ptr<Connection> connection) {
    std::lock_guard const lock(mutex);
    if (idle.size() < limits::idle_readers) idle.push_back(std::move(connection));
  }
};

Reader::Reader(Pool& pool, std::unique_ptr<Connection> connection) : pool_(&pool), connection_(std::move(connection)) {
  connection_->sql.run("BEGIN");
}

Reader::Reader(Reader&&) noexcept = default;

Reader::~Reader() {
  if (!connection_) return;
  try {
    if (connection_->sql.in_transaction()) connection_->sql.run("COMMIT");
    pool_->give_back(std::move(connection_));
  } catch (SqlFailure const&) {
    connection_.reset();  // one that cannot even end its reading is closed instead
  }
}

Sql& Reader::sql() {
  return connection_->sql;
}

Journal& Reader::journal() {
  return connection_->journal;
}

struct Store::Parts {
  WrappingKey wrapping;
  Reader::Pool readers;
  std::unique_ptr<WriterLock> lock;
  std::unique_ptr<Writer> writer;  // absent when opened to read only

  Parts(std::filesystem::path const& file, WrappingKey key, Randomness& randomness)
      : wrapping(std::move(key)), readers{.file = file, .wrapping = wrapping, .randomness = randomness} {}
};

Expected<std::unique_ptr<Store>> Store::open(Options options, WrappingKey wrapping, Randomness& randomness) {
  auto const file = options.directory / "record.sqlite";
  try {
    auto parts = std::make_unique<Parts>(file, std::move(wrapping), randomness);
    if (options.read_only) {
      Sql sql(file, Sql::Access::read_only);
      if (auto known = check_tables(sql, parts->wrapping); !known) return std::unexpected(known.error());
    } else {
      std::filesystem::create_directories(options.directory);
      parts->lock = std::make_unique<WriterLock>(options.directory);
      if (!parts->lock->held()) return refuse(codes::in_use, options.directory.string());
      auto sql = open_to_write(file, options);
      if (auto laid = lay_tables(*sql, parts->wrapping); !laid) return std::unexpected(laid.error());
      parts->writer = std::make_unique<Writer>(std::move(sql), parts->wrapping, randomness, options.on_stop);
    }
    return std::unique_ptr<Store>(new Store(std::move(parts)));
  } catch (std::exception const& failure) {
    return refuse(codes::cannot_open, options.directory.string(), {{"reason", failure.what()}});
  }
}

Store::Store(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Store::~Store() = default;

void Store::submit(Work work, Done done) {
  if (!parts_->writer) return done(refuse(codes::read_only));
  parts_->writer->submit(std::move(work), std::move(done));
}

Expected<void> Store::write(Work work) {
  std::promise<Expected<void>> outcome;
  submit(std::move(work), [&](Expected<void> given) { outcome.set_value(std::move(given)); });
  return outcome.get_future().get();
}

Reader Store::borrow() {
  return Reader(parts_->readers, parts_->readers.take());
}

std::vector<Stored> Store::read_stream(Handle stream, std::uint64_t from_version) {
  return borrow().journal().stream(stream, from_version);
}

std::vector<Stored> Store::read_all(Index from, std::size_t limit) {
  return borrow().journal().all(from, limit);
}

std::vector<Outline> Store::read_outlines(Index from, std::size_t limit) {
  return borrow().journal().outlines(from, limit);
}

Index Store::size() {
  return borrow().journal().size();
}

std::optional<SecretKey> Store::key(Handle key) {
  return borrow().journal().key(key);
}

std::vector<Fault> Store::verify() {
  std::vector<Fault> faults;
  try {
    auto reader = borrow();
    for (auto const& row : reader.sql().rows("PRAGMA integrity_check(16)")) {
      if (row.view(0) != "ok") faults.push_back({reader.journal().size(), "database: " + row.text(0)});
    }
    for (auto& fault : reader.journal().verify()) faults.push_back(std::move(fault));
  } catch (std::runtime_error const& failure) {
    faults.push_back({0, std::string("the database cannot be read: ") + failure.what()});
  }
  return faults;
}

bool Store::stopped() const {
  return parts_->writer && parts_->writer->stopped();
}

// A page is written first, so that there is something to fold into the file; folding flushes both files whole.
void Store::flush_from_now_on() {
  if (!parts_->writer) return;
  parts_->writer->between_transactions([](Sql& sql) {
    sql.run("PRAGMA synchronous = FULL");
    sql.run("INSERT INTO about(name, value) VALUES ('flushed', x'01') ON CONFLICT(name) DO UPDATE SET value = value");
    sql.run("PRAGMA wal_checkpoint(TRUNCATE)");
  });
}

}  // namespace congvu::record
