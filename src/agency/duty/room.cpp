#include "agency/duty/room.h"

#include "agency/duty/duty_views.h"
#include "agency/duty/handling.h"
#include "agency/duty/held.h"

namespace congvu::duty {

void register_room(Registry& registry) {
  registry.stream<Duty, DutyOpened, DutyAccepted, DutyHandedOver, DutySuspended, DutyResumed, DutyCompleted,
                  DutyCancelled>();
  registry.command<AcceptDuty>(&question, &decide);
  registry.command<CompleteDuty>(&question, &decide);
  registry.command<HandOverDuty>(&question, &decide);
  registry.standing<Held, DutyAccepted, DutyHandedOver, DutyCompleted, DutyCancelled>();
  registry.react<org::HoldingStated>(&react);
  registry.react<identity::AccountClosed>(&react);
  add_views(registry);
}

std::vector<page::Route> routes(Connections const& connections) {
  return api_routes(connections);
}

}  // namespace congvu::duty
