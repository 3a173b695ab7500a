#include "agency/reading/room.h"

#include "agency/reading/reading.h"
#include "agency/reading/reading_views.h"
#include "pipeline/registry.h"

namespace congvu::reading {

void register_room(Registry& registry) {
  registry.stream<HourOfReading, DossierRead, ListRead>();
  registry.command<NoteDossierRead>(&question, &decide);
  registry.command<NoteListRead>(&question, &decide);
  add_views(registry);
}

}  // namespace congvu::reading
