#include "app/rooms.h"

#include "agency/authority/room.h"
#include "agency/casework/room.h"
#include "agency/decision/room.h"
#include "agency/document/room.h"
#include "agency/duty/room.h"
#include "agency/extract/room.h"
#include "agency/identity/room.h"
#include "agency/notice/room.h"
#include "agency/org/room.h"
#include "agency/procedure/room.h"
#include "agency/reading/room.h"
#include "pipeline/origin.h"
#include "work/queue/room.h"

namespace congvu::app {

void register_rooms(Registry& registry, dossier::Promise promise) {
  origin::register_origin(registry);
  org::register_room(registry);
  identity::register_room(registry);
  authority::register_room(registry);
  extract::register_room(registry);
  reading::register_room(registry);
  document::register_room(registry);
  procedure::register_room(registry);
  decision::register_room(registry);
  duty::register_room(registry);
  casework::register_room(registry);
  notice::register_room(registry);
  dossier::register_room(registry, std::move(promise));
  queue::register_room(registry);
}

}  // namespace congvu::app
