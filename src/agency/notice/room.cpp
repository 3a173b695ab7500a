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

}  // namespace congvu::notice
