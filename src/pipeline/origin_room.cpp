#include "pipeline/origin.h"
#include "pipeline/registry.h"

namespace congvu::origin {

void register_origin(Registry& registry) {
  registry.stream<Origin, RecordBegun>();
  registry.standing<Origin, RecordBegun>();
  registry.command<BeginRecord>(&question, &decide);
}

}  // namespace congvu::origin
