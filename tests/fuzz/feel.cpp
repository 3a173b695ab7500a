// Conditions as a pack's author writes them: read, and evaluated over a few values.
#include "bytes.h"
#include "rules/feel/expression.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* octets, std::size_t size) {
  auto const expression = congvu::feel::compile(text_of(octets, size));
  if (expression) (void)expression->evaluate({});
  return 0;
}
