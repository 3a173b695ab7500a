// Drawings: what can be read is written, and reads again to what is written the same.
#include "bytes.h"
#include "rules/bpmn/model/model.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* octets, std::size_t size) {
  auto const model = congvu::bpmn::read(text_of(octets, size), "file");
  if (!model) return 0;
  auto const written = congvu::bpmn::write(*model);
  auto const again = congvu::bpmn::read(written, "file");
  demand(again.has_value() && congvu::bpmn::write(*again) == written);
  return 0;
}
