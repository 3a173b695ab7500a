#include "agency/identity/room.h"

#include "agency/identity/commands.h"
#include "agency/identity/events.h"
#include "pipeline/registry.h"

namespace congvu::identity {

void register_room(Registry& registry) {
  registry.stream<Account, AccountOpened, AccountPasswordSet, AccountCodeIssued, AccountLocked, AccountUnlocked,
                  AccountMoved, AccountClosed>();
  registry.standing<Accounts, AccountOpened, AccountPasswordSet, AccountCodeIssued, AccountLocked, AccountUnlocked,
                    AccountMoved, AccountClosed>();
  registry.command<OpenAccount>(&question, &decide);
  registry.command<InviteAccount>(&question, &decide);
  registry.command<IssueCode>(&question, &decide);
  registry.command<SetOwnPassword>(&question, &decide);
  registry.command<LockAccount>(&question, &decide);
  registry.command<UnlockAccount>(&question, &decide);
  registry.command<MoveAccount>(&question, &decide);
  registry.command<CloseAccount>(&question, &decide);
}

namespace {

void join(std::vector<page::Route>& all, std::vector<page::Route> more) {
  for (auto& route : more) all.push_back(std::move(route));
}

}  // namespace

std::vector<page::Route> routes(Connections const& connections, std::shared_ptr<Door> door) {
  auto all = page_routes(connections, door);
  join(all, api_routes(connections, door));
  return all;
}

std::vector<page::Route> routes(Management const& management) {
  auto const door = std::make_shared<Door>();
  auto all = routes(management.room, door);
  join(all, managing_api_routes(management, door));
  join(all, accounts_page_routes(management, door));
  join(all, own_page_routes(management, door));
  join(all, positions_page_routes(management));
  return all;
}

}  // namespace congvu::identity
