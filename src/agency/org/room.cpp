#include "agency/org/room.h"

#include "agency/org/commands.h"
#include "agency/org/events.h"
#include "agency/org/people_views.h"
#include "pipeline/registry.h"

namespace congvu::org {

void register_room(Registry& registry) {
  registry.stream<Statements, LevelStated, AgencyStated, UnitStated, UnitEnded, PositionStated, PersonStated,
                  HoldingStated>();
  registry.standing<Organisation, LevelStated, AgencyStated, UnitStated, UnitEnded, PositionStated, PersonStated,
                    HoldingStated>();
  registry.command<LoadOrganisation>(&question, &decide);
  registry.command<TakeUpPosition>(&question, &decide);
  registry.command<LeavePosition>(&question, &decide);
  add_views(registry);
}

}  // namespace congvu::org
