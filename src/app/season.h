// A season of an office: sample dossiers over the last three months, ending yesterday, laid through the real commands
// in simulated time. People come in the rhythm of a one-stop unit, some forget a paper, some work is late, some is
// refused; what was not finished by yesterday evening is open. The same day and seed lay the same record.
#pragma once

#include <functional>
#include <random>
#include <string>

#include "app/pack.h"
#include "app/program.h"

namespace congvu::app {

struct SeasonPlan {
  std::size_t dossiers = 300;
  Date last_day;  // yesterday, as the clock has it
  std::string seed;
};

// `told` hears how many of the dossiers have been filed.
Expected<void> lay_season(Program&, Pack const&, SeasonPlan const&, std::function<void(std::size_t)> const& told);

// The accounts of the pack, with passwords that follow from the seed.
Expected<void> lay_accounts(Program&, Pack const&, std::string const& seed);

}  // namespace congvu::app
