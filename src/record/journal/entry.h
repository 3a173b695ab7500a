// An entry is what the record promises for ever about one event: its type, its place in its stream, when, under which
// authority, and two commitments that fix its payloads without showing them. It names no person and holds no free
// text, so it can be handed to anyone outside. docs/formats/event.md gives its bytes; they are final.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/handle.h"

namespace congvu::record {

// Recorded to the millisecond; an Instant (whole seconds) converts to it by itself.
using Moment = std::chrono::sys_time<std::chrono::milliseconds>;

// The position of an event in the log, counted from 0.
using Index = std::uint64_t;

struct Entry {
  std::string type;  // "dossier.filed": ASCII letters, digits, '.', '_' and '-', at most 64
  Handle stream;
  std::uint64_t version = 0;       // in its stream, counted from 1
  Handle subject;                  // the matter it belongs to, often the dossier; zeros when none
  Moment claimed;                  // when it is said to have happened
  Moment recorded;                 // when the record took it
  Handle position;                 // of who acted; zeros when from no position
  std::optional<Index> authority;  // index of the event that gave the authority used
  std::optional<Index> procedure;  // index of the event that brought the procedure version in force
  Digest previous{};               // leaf hash of the stream's previous entry; zeros for its first
  Digest skeleton{};               // commitment of the skeleton
  Digest personal{};               // commitment of the personal part; zeros when it has none

  friend bool operator==(Entry const&, Entry const&) = default;
};

bool valid_event_type(std::string_view type);

// The canonical bytes, format version 1. The type must be valid.
std::string entry_bytes(Entry const&);
// Absent when the bytes are not exactly one entry of a known format version.
std::optional<Entry> read_entry(std::string_view bytes);

// RFC 6962 section 2.1: SHA-256 of 0x00 and the entry's bytes.
Digest leaf_hash(std::string_view entry_bytes);

// HMAC-SHA-256 of the payload's canonical bytes under its salt: fixes the payload, shows nothing, not even to one who
// can guess it.
Digest commitment(Digest const& salt, std::string_view payload);

}  // namespace congvu::record
