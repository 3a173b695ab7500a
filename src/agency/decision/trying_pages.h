// Trying a table out: a field for each value it asks for, and what it answers to what was typed, with the rows that
// matched. Nothing of it is recorded.
#pragma once

#include "agency/decision/table_pages.h"

namespace congvu::decision {

// The values as they were typed or asked for: "in.channel" → "post".
inline constexpr std::string_view input_prefix = "in.";

// What was typed, each read as its input's type wants it; what is left empty is not given. A text needs no quotes.
std::vector<dmn::Given> typed_inputs(Model const&, page::Fields const&);
// {fields: [{id, name, label, value, hint, choices}], tried, answer}; an answer only where something was sent.
json::object trial_view(Version const&, page::Fields const&, Instant now, Calendar const*, Speaking const&);

}  // namespace congvu::decision
