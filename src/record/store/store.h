// The record's home in one directory: one writer, many readers, and a promise: what was answered "done" is on the disk.
// Acts wait in a queue; the writer takes all that wait into one transaction, each under a savepoint, commits once, and
// only then answers them all. A refused act leaves no trace; after a failed flush nothing is tried again.
//
// Threads: every member may be called from any thread. Works run on the writer's thread, one at a time, in order;
// so do the functions that take their outcome. Readers never wait for the writer.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/randomness.h"
#include "base/refusal.h"
#include "record/journal/journal.h"
#include "record/journal/keys.h"
#include "record/store/sql.h"

namespace congvu::record {

// What one act may do while it runs in the writer. Valid only during the work.
class Transaction {
 public:
  Expected<Appended> append(NewEntry const& entry) { return journal_.append(entry); }
  Head head(Handle stream) { return journal_.head(stream); }
  Index size() { return journal_.size(); }
  std::vector<Stored> stream(Handle of, std::uint64_t from_version = 1) { return journal_.stream(of, from_version); }
  std::vector<Stored> all(Index from, std::size_t limit) { return journal_.all(from, limit); }

  Journal& journal() { return journal_; }

  // Views, in the same transaction as the events they show.
  Sql& sql() { return sql_; }

  // The answer to a command already carried out: absent when the key is new. Refused with record.key_reused when the
  // same key came with another body, with record.answer_erased when its subject has been erased.
  Expected<std::optional<std::string>> recall(std::string_view idempotency_key, Digest const& body);
  // The answer is sealed under `key`, since it may hold a secret or a name.
  Expected<void> remember(std::string_view idempotency_key, Digest const& body, std::string_view answer, Handle key);

  // Destroys a key; after the commit the log of the database is folded, so that no copy of it stays on the disk.
  void erase(Handle key);
  // The key for what is sealed outside the journal; made when it is new.
  Expected<SecretKey> key_or_new(Handle key) { return journal_.key_or_new(key); }

 private:
  friend class Writer;
  Transaction(Sql& sql, Journal& journal, Randomness& randomness)
      : sql_(sql), journal_(journal), randomness_(randomness) {}

  Sql& sql_;
  Journal& journal_;
  Randomness& randomness_;
  bool erased_ = false;
};

using Work = std::move_only_function<Expected<void>(Transaction&)>;
using Done = std::move_only_function<void(Expected<void>)>;

// A read connection with one unchanging picture of the record for as long as it is held. Goes back to its store.
class Reader {
 public:
  ~Reader();
  Reader(Reader&&) noexcept;
  Sql& sql();
  Journal& journal();

 private:
  friend class Store;
  struct Connection;
  struct Pool;
  Reader(Pool& pool, std::unique_ptr<Connection> connection);

  Pool* pool_;
  std::unique_ptr<Connection> connection_;
};

class Store {
 public:
  // When commits reach the disk. `at_the_end` is for laying a sample record and for tests: until flush_from_now_on, a
  // loss of power may lose acknowledged acts.
  enum class Flush { every_commit, at_the_end };

  struct Options {
    std::filesystem::path directory;  // made when missing; the database is record.sqlite in it
    Flush flush = Flush::every_commit;
    bool read_only = false;                         // beside a running server: works are refused
    std::function<void(std::string)> on_stop = {};  // told, once, on the writer's thread, why the store has stopped
    std::optional<std::int64_t> page_limit = {};    // pages the database may grow to; tests fill a disk with it
  };

  // Refusals: in_use, cannot_open, newer_schema, wrong_key.
  static Expected<std::unique_ptr<Store>> open(Options, WrappingKey, Randomness&);
  ~Store();  // what waits is still carried out

  // Carries the work out in the writer; `done` hears of it after the commit. Refusals besides the work's own: full,
  // overloaded, stopped, failed (the work threw), read_only.
  void submit(Work work, Done done);
  // The same, waiting for the outcome. Never from within a work.
  Expected<void> write(Work work);

  // Calls `ask(Sql&)` on a read connection and gives what it gives.
  template <class Ask>
  auto read(Ask&& ask) {
    auto reader = borrow();
    return ask(reader.sql());
  }
  Reader borrow();
  std::vector<Stored> read_stream(Handle stream, std::uint64_t from_version = 1);
  std::vector<Stored> read_all(Index from, std::size_t limit);
  std::vector<Outline> read_outlines(Index from, std::size_t limit);
  Index size();
  // The key that something outside the journal is sealed under; absent when never made or destroyed.
  std::optional<SecretKey> key(Handle key);

  // Every fault of the record, in order: leaves, commitments, chains. Reads the whole of it.
  std::vector<Fault> verify();

  bool stopped() const;
  void flush_from_now_on();

 private:
  struct Parts;
  explicit Store(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace congvu::record
