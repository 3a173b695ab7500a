// A pack's calendar: YAML of any shape, then working days and hours read from it.
#include "app/yaml.h"
#include "bytes.h"
#include "rules/calendar/calendar_reading.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* octets, std::size_t size) {
  auto const document = congvu::app::read_yaml(text_of(octets, size));
  if (document) (void)congvu::read_calendar(document->value);
  return 0;
}
