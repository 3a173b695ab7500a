#include "agency/procedure/procedure.h"

namespace congvu::procedure {

std::shared_ptr<bpmn::Definition const> compiled(ProcedurePublished const&) {
  return nullptr;
}

}  // namespace congvu::procedure
