// The journal: events appended to streams and read back, whatever database keeps the rows. Here an event gets its
// version, its salts, its commitments and its leaf; its personal part is sealed under its subject's key, and everything
// read is checked against its commitments before anyone sees it. Not thread-safe: one journal a connection.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/randomness.h"
#include "base/refusal.h"
#include "record/journal/entry.h"
#include "record/journal/keys.h"
#include "record/journal/rows.h"

namespace congvu::record {

// An event as it is handed in. Payloads are canonical JSON (base/json.h); the journal takes them as bytes.
struct NewEntry {
  std::string_view type;
  Handle stream;
  std::uint64_t expected_version = 0;  // of the stream before it; 0 for its first event
  Handle subject;
  Handle key;  // under which the personal part is sealed; one for each subject and matter
  Moment claimed;
  Moment recorded;
  Handle position;
  std::optional<Index> authority;
  std::optional<Index> procedure;
  std::string_view skeleton;
  std::optional<std::string_view> personal;
};

struct Appended {
  Index index = 0;
  std::uint64_t version = 0;
  Digest leaf_hash{};
};

// An event as it is read back, checked.
struct Stored {
  Index index = 0;
  Entry entry;
  Digest leaf_hash{};
  Handle key;  // zeros when it has no personal part
  std::string skeleton;
  std::optional<std::string> personal;  // absent when it has none, or when it was erased
  bool erased = false;                  // it had a personal part, whose key has been destroyed
};

// Of an event only what the log shows.
struct Outline {
  Index index = 0;
  Entry entry;
};

// What is wrong with one event of the record.
struct Fault {
  Index index = 0;
  std::string what;
};

class Journal {
 public:
  Journal(Rows& rows, WrappingKey const& wrapping, Randomness& randomness);

  // The event at the end of its stream. Refused with record.conflict when the stream is not at expected_version.
  Expected<Appended> append(NewEntry const&);

  Head head(Handle stream);
  Index size();  // number of events; also the next index

  std::vector<Stored> stream(Handle stream, std::uint64_t from_version = 1);
  std::vector<Stored> all(Index from, std::size_t limit);
  // Entries alone, quick and not held against their payloads: for finding which events to read.
  std::vector<Outline> outlines(Index from, std::size_t limit);

  // Destroys the key: personal parts under it, and whatever else was sealed with it, can never be read again.
  void erase(Handle key);
  // The key itself, for what is sealed outside the journal (blobs, remembered answers); made when it is new.
  // Refused with record.subject_erased when it has been destroyed.
  Expected<SecretKey> key_or_new(Handle key);
  std::optional<SecretKey> key(Handle key);

  // Recomputes every leaf, commitment and previous hash from the rows at hand; every fault, in order.
  std::vector<Fault> verify();

 private:
  struct LastKey {
    Handle id;
    WrappedKey wrapped;
    std::optional<SecretKey> key;  // absent when destroyed, or when it cannot be unwrapped
  };
  LastKey const& remembered(Handle id, LastKey&);
  std::optional<std::string> check(Row const&, Stored& out, LastKey&);
  std::vector<Stored> checked(std::vector<Row> rows);

  Rows& rows_;
  WrappingKey const& wrapping_;
  Randomness& randomness_;
};

}  // namespace congvu::record
