#include "agency/authority/room.h"

#include "agency/authority/commands.h"
#include "agency/authority/events.h"
#include "pipeline/registry.h"

namespace congvu::authority {

void register_room(Registry& registry) {
  registry.stream<Statements, MatrixRowStated, MatrixRowEnded, DelegationGiven, DelegationRevoked, SubstitutionNamed,
                  SubstitutionEnded, SupervisionGiven, SupervisionRevoked>();
  registry.standing<Supervisions, SupervisionGiven, SupervisionRevoked>();
  registry.standing<Authority, MatrixRowStated, MatrixRowEnded, DelegationGiven, DelegationRevoked, SubstitutionNamed,
                    SubstitutionEnded>();
  registry.command<LoadAuthority>(&question, &decide);
  registry.command<RevokeDelegation>(&question, &decide);
  registry.command<RevokeSupervision>(&question, &decide);
  registry.command<NameSubstitute>(&question, &decide);
  registry.command<EndSubstitution>(&question, &decide);
}

std::vector<page::Route> routes(Connections const& connections) {
  auto all = page_routes(connections);
  for (auto& route : api_routes(connections)) all.push_back(std::move(route));
  return all;
}

}  // namespace congvu::authority
