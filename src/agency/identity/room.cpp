#include "agency/identity/room.h"

#include "agency/identity/commands.h"
#include "agency/identity/events.h"
#include "pipeline/registry.h"

namespace congvu::identity {

void register_room(Registry& registry) {
  registry.stream<Account, AccountOpened, AccountPasswordSet, AccountClosed>();
  registry.standing<Accounts, AccountOpened, AccountPasswordSet, AccountClosed>();
  registry.command<OpenAccount>(&question, &decide);
  registry.command<SetPassword>(&question, &decide);
  registry.command<CloseAccount>(&question, &decide);
}

std::vector<page::Route> routes(Connections const& connections) {
  auto const door = std::make_shared<Door>();
  auto all = page_routes(connections, door);
  for (auto& route : api_routes(connections, door)) all.push_back(std::move(route));
  return all;
}

}  // namespace congvu::identity
