// The promise that goes with an answer: the log's own signature that this entry has this place in it. Whoever holds it
// can prove later that a record without the entry is not the record that was shown to them. DESIGN.md section 4.
#pragma once

#include <cstdint>
#include <string>

#include "base/bytes.h"
#include "base/instant.h"
#include "record/journal/signed_note.h"

namespace congvu::record {

// A signed note of five lines: congvu-promise/v1, the log's origin (its signer's name), the entry's index, its leaf
// hash in base64, and the recorded time.
std::string promise(NoteSigner const& log, std::uint64_t index, Digest const& leaf, Instant recorded);

}  // namespace congvu::record
