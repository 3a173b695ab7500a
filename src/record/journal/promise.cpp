#include "record/journal/promise.h"

namespace congvu::record {

std::string promise(NoteSigner const& log, std::uint64_t index, Digest const& leaf, Instant recorded) {
  std::string const text = "congvu-promise/v1\n" + log.name + "\n" + std::to_string(index) + "\n" +
                           base64(view_of(leaf)) + "\n" + iso(recorded) + "\n";
  return signed_note(text, log);
}

}  // namespace congvu::record
