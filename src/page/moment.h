// A moment as pages and files of lists write it, the day before the time: "25/11/2024 10:20", so that dates stand below
// one another in a table. Sentences and slips say it as they are read aloud (base/instant.h). Working time is said
// elsewhere.
#pragma once

#include <string>

#include "base/instant.h"

namespace congvu::page {

std::string moment(Instant);

}  // namespace congvu::page
