#include "work/queue/room.h"

#include "work/queue/queue.h"
#include "work/queue/queue_views.h"

namespace congvu::queue {

void register_room(Registry& registry) {
  registry.stream<Ticket, TicketTaken, TicketCalled, TicketRecalled, TicketServed, TicketMissed, TicketTransferred>();
  registry.stream<Numbers, NumberGiven>();
  registry.stream<Desk, DeskTook, DeskFreed>();
  registry.command<TakeTicket>(&question, &decide);
  registry.command<CallTicket>(&question, &decide);
  registry.command<RecallTicket>(&question, &decide);
  registry.command<FinishTicket>(&question, &decide);
  registry.command<TransferTicket>(&question, &decide);
  add_views(registry);
}

std::vector<page::Route> routes(PageConnections const& connections) {
  auto all = page_routes(connections);
  for (auto& route : call_routes(connections.calls)) all.push_back(std::move(route));
  return all;
}

}  // namespace congvu::queue
