// What bounds a supervisor, as one sentence for every page they see.
#pragma once

#include <string>

#include "agency/authority/supervision.h"
#include "page/words.h"

namespace congvu::authority {

// "Phạm vi giám sát: …, hồ sơ nộp từ … đến …, theo …"; of several mandates one after the other. Empty for a position
// that is no supervisor's; where no mandate is in force, it says so.
std::string bounds_in_words(std::string_view position, Date, Supervisions const&, org::Organisation const&,
                            page::Words const&, page::Language);

}  // namespace congvu::authority
