// The rows that a database keeps for the journal, and the few questions the journal asks of it: the seam behind which
// SQLite and PostgreSQL stand. Rows are inserted and read, never changed; only a key may be destroyed.
// Everything here happens inside a transaction that the store has opened.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/handle.h"
#include "record/journal/entry.h"

namespace congvu::record {

// One event as stored: the entry's bytes, and beside it what the log does not show.
struct Row {
  Index index = 0;
  Handle stream;  // repeated out of the entry, to be found by
  std::uint64_t version = 0;
  std::string entry;
  std::string leaf_hash;
  std::string skeleton;
  std::string skeleton_salt;
  Handle key;          // zeros when there is no personal part
  std::string sealed;  // the personal part's salt and bytes, sealed; empty when there is none
};

// Of an event only its entry's bytes.
struct EntryRow {
  Index index = 0;
  std::string entry;
};

struct Head {
  std::uint64_t version = 0;  // 0: nothing yet
  Digest leaf_hash{};
};

// What is known of a key: never made, or its wrapped octets, empty once destroyed.
using WrappedKey = std::optional<std::string>;

class Rows {
 public:
  virtual ~Rows() = default;

  virtual Head head(Handle stream) = 0;
  virtual Index size() = 0;
  virtual void insert(Row const&) = 0;
  virtual std::vector<Row> stream(Handle stream, std::uint64_t from_version) = 0;
  virtual std::vector<Row> all(Index from, std::size_t limit) = 0;
  virtual std::vector<EntryRow> entries(Index from, std::size_t limit) = 0;

  virtual WrappedKey wrapped_key(Handle key) = 0;
  virtual void insert_key(Handle key, std::string_view wrapped) = 0;
  virtual void destroy_key(Handle key) = 0;  // leaves a row with nothing in it: destroyed is not the same as lost
};

// A row that does not keep what its entry promises, or a database that does not answer: never served, never mended.
struct Damaged : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace congvu::record
