#include "agency/extract/room.h"

#include "agency/extract/extract.h"
#include "agency/extract/extract_views.h"
#include "pipeline/registry.h"

namespace congvu::extract {

void register_room(Registry& registry) {
  registry.stream<Extract, ExtractTaken>();
  registry.command<TakeExtract>(&question, &decide);
  add_views(registry);
}

}  // namespace congvu::extract
