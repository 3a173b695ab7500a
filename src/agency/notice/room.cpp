#include "agency/notice/room.h"

#include "agency/notice/commands.h"
#include "agency/notice/notice_views.h"
#include "pipeline/registry.h"

namespace congvu::notice {

void register_room(Registry& registry) {
  registry.stream<Notice, NoticeOwed, NoticeOmitted, NoticeSent, NoticeDeferred, NoticeFailed, NoticeToldOtherwise>();
  registry.stream<MatrixStatements, MatrixStated>();
  registry.standing<Matrix, MatrixStated>();
  registry.command<StateMatrix>(&question, &decide);
  registry.command<RecordSending>(&question, &decide);
  registry.command<RecordBounce>(&question, &decide);
  registry.command<TellOtherwise>(&question, &decide);
  add_views(registry);
}

std::vector<page::Route> routes(PageConnections const& connections) {
  auto all = page_routes(connections);
  for (auto& route : api_routes(connections.room)) all.push_back(std::move(route));
  return all;
}

}  // namespace congvu::notice
