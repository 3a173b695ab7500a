// What is wrong with an announcement decision, line by line: a procedure that is not in force cannot be amended or
// abolished, one that is new must have a code that nobody ever had, and one that is replaced names what takes its
// place. All faults are told at once, each at its field.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "agency/procedure/procedure.h"

namespace congvu::procedure {

// `prefix` stands before each subject: "announcement." gives "announcement.lines[0].code".
std::vector<Refusal> faults_of(Announcement const&, Catalogue const&, std::string_view prefix);

// The facts with these fields in place of theirs; a refusal where a field is unknown or cannot be read.
Expected<Facts> changed_facts(Facts const&, json::object const& changes);

}  // namespace congvu::procedure
