#include "agency/procedure/room.h"

#include "agency/procedure/commands.h"
#include "agency/procedure/procedure.h"
#include "agency/procedure/procedure_views.h"
#include "pipeline/registry.h"

namespace congvu::procedure {

void register_room(Registry& registry) {
  registry.stream<History, ProcedurePublished, ProcedureEnded>();
  registry.stream<Common, TermsStated, GroundsStated, CalendarStated>();
  registry.stream<Announcing, AnnouncementPrepared, AnnouncementReturned, AnnouncementApproved, AnnouncementWithdrawn,
                  AnnouncementStated>();
  registry.standing<Catalogue, ProcedurePublished, ProcedureEnded, AnnouncementPrepared, AnnouncementReturned,
                    AnnouncementApproved, AnnouncementWithdrawn, AnnouncementStated>();
  registry.standing<CommonTerms, TermsStated, GroundsStated>();
  registry.standing<WorkingTime, CalendarStated>();
  registry.command<PublishProcedure>(&question, &decide);
  registry.command<EndProcedure>(&question, &decide);
  registry.command<PrepareAnnouncement>(&question, &decide);
  registry.command<ReturnAnnouncement>(&question, &decide);
  registry.command<ApproveAnnouncement>(&question, &decide);
  registry.command<WithdrawAnnouncement>(&question, &decide);
  registry.command<StateAnnouncement>(&question, &decide);
  registry.command<StateTerms>(&question, &decide);
  registry.command<StateGrounds>(&question, &decide);
  registry.command<StateCalendar>(&question, &decide);
  add_views(registry);
}

std::vector<page::Route> routes(Connections const& connections) {
  auto all = page_routes(connections);
  for (auto& route : api_routes(connections)) all.push_back(std::move(route));
  return all;
}

}  // namespace congvu::procedure
