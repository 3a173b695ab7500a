// The checks that the XML library leaves out: it reads past unknown entities, text outside the root and document types
// without a word, and what is read past cannot be written back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/refusal.h"

namespace congvu::xml {

std::optional<Refusal> fault_of(std::string_view utf8, std::string const& file);

// A refusal at a byte of the text: its line is in the subject and among the arguments.
Refusal refusal_at(Code, std::string_view utf8, std::size_t offset, std::string const& file, Argument);

}  // namespace congvu::xml
