// Finding people of the organisation: who has that name, in which position and unit today. For staff only.
#pragma once

#include "page/finding.h"
#include "pipeline/pipeline.h"

namespace congvu::org {

page::Finder people_finder(Pipeline&);

}  // namespace congvu::org
