#include "agency/document/room.h"

#include "agency/document/commands.h"
#include "agency/document/document.h"
#include "pipeline/registry.h"

namespace congvu::document {

void register_room(Registry& registry) {
  registry.stream<Numbers, NumberTaken>();
  registry.stream<RegisterList, RegistersStated>();
  registry.stream<Issued, DocumentIssued>();
  registry.standing<Registers, RegistersStated>();
  registry.command<StateRegisters>(&question, &decide);
}

}  // namespace congvu::document
