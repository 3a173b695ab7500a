#include "agency/decision/room.h"

#include "agency/decision/commands.h"
#include "pipeline/registry.h"

namespace congvu::decision {

void register_room(Registry& registry) {
  registry.stream<History, TablePrepared, TableApproved, TableWithdrawn, TableStated>();
  registry.standing<Tables, TablePrepared, TableApproved, TableWithdrawn, TableStated>();
  registry.command<PrepareTable>(&question, &decide);
  registry.command<ApproveTable>(&question, &decide);
  registry.command<WithdrawTable>(&question, &decide);
  registry.command<StateTable>(&question, &decide);
}

std::vector<page::Route> routes(Connections const& connections) {
  std::vector<page::Route> all;
  for (auto& some : {table_page_routes(connections), editing_page_routes(connections), table_api_routes(connections)}) {
    for (auto const& route : some) all.push_back(route);
  }
  return all;
}

}  // namespace congvu::decision
