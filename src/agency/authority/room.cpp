#include "agency/authority/room.h"

#include "agency/authority/commands.h"
#include "agency/authority/events.h"
#include "pipeline/registry.h"

namespace congvu::authority {

void register_room(Registry& registry) {
  registry.stream<Statements, MatrixRowStated, MatrixRowEnded, DelegationGiven, DelegationRevoked, SubstitutionNamed>();
  registry
      .standing<Authority, MatrixRowStated, MatrixRowEnded, DelegationGiven, DelegationRevoked, SubstitutionNamed>();
  registry.command<LoadAuthority>(&question, &decide);
  registry.command<RevokeDelegation>(&question, &decide);
  registry.command<NameSubstitute>(&question, &decide);
}

}  // namespace congvu::authority
