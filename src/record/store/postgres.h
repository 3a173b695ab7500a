// The journal in PostgreSQL: the same rows and the same contract as in SQLite, for agencies that outgrow one machine.
// One transaction at a time writes, whichever node it comes from (an advisory lock), so that indices have no gaps;
// inserts go out through libpq's pipeline and are waited for together. Views and the writer's queue come with the
// cluster.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/randomness.h"
#include "base/refusal.h"
#include "record/journal/journal.h"
#include "record/journal/keys.h"

namespace congvu::record {

// One connection; belongs to one thread at a time.
class PostgresJournal {
 public:
  // `connection` is libpq's: "host=… dbname=…" or "postgresql://…". Lays the tables where there are none.
  // Refusals: cannot_open, newer_schema, wrong_key.
  static Expected<std::unique_ptr<PostgresJournal>> open(std::string const& connection, WrappingKey, Randomness&);
  ~PostgresJournal();

  // All that `act` does in one transaction, durable when this returns; nothing of it when it refuses or throws.
  // A lost connection throws Damaged, and nobody knows then whether a transaction that was being committed is there.
  Expected<void> write(std::function<Expected<void>(Journal&)> const& act);
  // One unchanging picture of the record while `ask` reads it.
  void read(std::function<void(Journal&)> const& ask);

 private:
  struct Parts;
  explicit PostgresJournal(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace congvu::record
