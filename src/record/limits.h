// Limits of the record, each with its reason.
#pragma once

#include <chrono>
#include <cstddef>

namespace congvu::record::limits {

inline constexpr std::size_t event_type = 64;    // characters; with it an entry is at most 250 octets
inline constexpr std::size_t entry = 512;        // octets of an entry, trust.md; room for a later format version
inline constexpr std::size_t payload = 1 << 20;  // octets of one part of an event; attachments are blobs
inline constexpr std::size_t batch = 512;        // acts a commit: 97,000 acts/s at this size, latency still small
inline constexpr std::size_t waiting = 8192;     // acts queued before more are refused as overload
inline constexpr std::size_t idle_readers = 32;  // read connections kept open; more are opened under load and closed
inline constexpr std::size_t statements = 512;   // prepared statements kept a connection
inline constexpr std::size_t page_of_events = 1024;   // events read at once while replaying or verifying
inline constexpr std::size_t blob = 64u << 20;        // octets of one upload; a scanned file of a hundred pages fits
inline constexpr std::size_t blob_chunk = 64 * 1024;  // octets sealed at once; the most an open blob holds in memory
inline constexpr int busy_milliseconds = 10'000;      // how long a connection waits for another process's lock
inline constexpr std::chrono::milliseconds folding_again{200};  // after an erasure, when a reader stood in the way
inline constexpr int log_pages = 8192;                // pages of write-ahead log before it is folded back: 32 MB
inline constexpr std::size_t longest_search = 200;    // octets of what is sought; nobody types more
inline constexpr std::size_t words_of_search = 12;    // each is one list more for the index to walk
inline constexpr std::size_t longest_code_part = 24;  // of which every end is indexed; codes have shorter parts

}  // namespace congvu::record::limits
