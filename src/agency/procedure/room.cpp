#include "agency/procedure/room.h"
#include "agency/procedure/blank_form_pages.h"

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
  auto const finder = std::make_shared<Finder const>(connections);
  std::vector<page::Route> all;
  for (auto& some : {page_routes(connections, finder), blank_form_routes(connections), comparison_routes(connections),
                     open_catalogue_routes(connections, finder), announcement_page_routes(connections),
                     api_routes(connections, finder), announcement_api_routes(connections)}) {
    for (auto const& route : some) all.push_back(route);
  }
  return all;
}

}  // namespace congvu::procedure
