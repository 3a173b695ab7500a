// Word and Excel papers: archives in any state of repair.
#include "app/packed_paper.h"
#include "bytes.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* octets, std::size_t size) {
  (void)congvu::app::check_packed(text_of(octets, size));
  return 0;
}
