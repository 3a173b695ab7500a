// Finding a procedure among everything else that can be found.
#pragma once

#include "page/finding.h"
#include "pipeline/pipeline.h"

namespace congvu::procedure {

page::Finder procedure_finder(Pipeline&);

}  // namespace congvu::procedure
