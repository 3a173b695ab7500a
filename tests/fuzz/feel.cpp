// Conditions as a pack's author writes them: read, and evaluated where no name is known.
#include "bytes.h"
#include "rules/feel/expression.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* octets, std::size_t size) {
  congvu::feel::Context const nothing;
  auto const expression = congvu::feel::compile(text_of(octets, size));
  if (expression) (void)expression->evaluate(congvu::feel::Scope{nothing});
  return 0;
}
