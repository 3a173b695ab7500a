// A small agency with one procedure, for the rule tests of dossiers: two steps, five working days, intake of eight
// working hours.
#pragma once

#include <string>

#include "pipeline/told_for_tests.h"
#include "work/dossier/dossier.h"

namespace congvu::dossier {

inline constexpr char const* sample_procedure = "2.001914";

// Registered rooms and a stated agency, on Monday 18 November 2024 at 9:12.
Told sample_agency();

FileDossier sample_filing();
// A clerk, an officer; the number tells them apart.
Actor clerk(int number = 1);
Actor officer(int number = 1);
Actor citizen(int number = 1);

Instant instant(std::string const& text);  // "2024-11-18T09:12"

// Files it and gives its handle; accepts it besides.
Handle filed(Told&, FileDossier = sample_filing(), Actor = {});
Handle accepted(Told&);

// Why it was refused; "(decided)" where it was not.
Code refusal_of(Decision const&);

}  // namespace congvu::dossier
