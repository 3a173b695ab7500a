// The time that a clerk wrote on a paper receipt, typed in later the way people write it: "25/11/2024 09:30",
// "9h30 25/11/2024", or the hour alone when it was today. Pure: the day comes from the caller.
#pragma once

#include <optional>
#include <string_view>

#include "base/instant.h"

namespace congvu::dossier {

// Nothing where it cannot be read.
std::optional<Instant> time_on_paper(std::string_view typed, Date today);

}  // namespace congvu::dossier
