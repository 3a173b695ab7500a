// Drawings: what can be read is written, reads again to what is written the same, and is judged.
#include "bytes.h"
#include "rules/bpmn/check/check.h"
#include "rules/bpmn/model/model.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* octets, std::size_t size) {
  auto const model = congvu::bpmn::read(text_of(octets, size), "file");
  if (!model) return 0;
  auto const written = congvu::bpmn::write(*model);
  auto const again = congvu::bpmn::read(written, "file");
  demand(again.has_value() && congvu::bpmn::write(*again) == written);
  (void)congvu::bpmn::check(*model, congvu::bpmn::Surroundings{{{"notify"}}});
  return 0;
}
