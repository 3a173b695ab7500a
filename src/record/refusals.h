// What the record may answer instead of doing. The words are in record/words.vi.json.
#pragma once

#include "base/refusal.h"

namespace congvu::record::codes {

inline constexpr Code conflict{"record.conflict", Kind::conflict};              // arguments: expected, actual
inline constexpr Code key_reused{"record.key_reused", Kind::invalid};           // same idempotency key, another body
inline constexpr Code answer_erased{"record.answer_erased", Kind::conflict};    // the remembered answer was erased
inline constexpr Code too_large{"record.too_large", Kind::too_large};           // arguments: limit
inline constexpr Code bad_event_type{"record.bad_event_type", Kind::invalid};   // arguments: type
inline constexpr Code subject_erased{"record.subject_erased", Kind::conflict};  // no new personal part under its key
inline constexpr Code full{"record.full", Kind::full};                          // no space to make it durable
inline constexpr Code overloaded{"record.overloaded", Kind::unavailable};       // too many acts wait already
inline constexpr Code stopped{"record.stopped", Kind::unavailable};             // the disk failed; a restart is needed
inline constexpr Code failed{"record.failed", Kind::unavailable};            // the act itself broke; arguments: reason
inline constexpr Code read_only{"record.read_only", Kind::unavailable};      // opened beside a running server
inline constexpr Code in_use{"record.in_use", Kind::unavailable};            // another process writes this record
inline constexpr Code cannot_open{"record.cannot_open", Kind::unavailable};  // arguments: reason
inline constexpr Code newer_schema{"record.newer_schema", Kind::unavailable};  // arguments: found, known
inline constexpr Code wrong_key{"record.wrong_key", Kind::unavailable};        // not the wrapping key of this record
inline constexpr Code bad_key_file{"record.bad_key_file", Kind::unavailable};  // arguments: reason
inline constexpr Code blob_missing{"record.blob_missing", Kind::not_found};
inline constexpr Code blob_erased{"record.blob_erased", Kind::not_found};
inline constexpr Code blob_damaged{"record.blob_damaged", Kind::unavailable};

}  // namespace congvu::record::codes
