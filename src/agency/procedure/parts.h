// A procedure as the parts in which the law asks for it: each a name and a text. The eight that no publication may lack
// (NĐ 63/2010 art. 8.2), those that are there when they apply, and what publishing adds. Two versions are compared part
// by part, and where a part is text, word by word.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "agency/procedure/facts.h"

namespace congvu::procedure {

// `key` is "limit", "fee" …; words under "procedure.part.<key>". The text may have several lines.
struct Part {
  std::string_view key;
  std::string text;
};
// All parts in the order of the law; an absent one has an empty text.
std::vector<Part> parts_of(Facts const&);

inline constexpr std::array<std::string_view, 8> mandatory_parts{"name",  "sequence",   "manner", "components",
                                                                 "limit", "applicants", "agency", "result"};
bool mandatory(std::string_view key);
// Which of the eight are not stated. Empty means complete.
std::vector<std::string_view> missing_parts(Facts const&);

// A run of words that both texts have, or only the one.
struct Run {
  std::string text;
  bool changed = false;
};
struct Compared {
  std::string_view key;
  std::vector<Run> before, after;
  bool changed = false;
};
std::vector<Compared> compared(Facts const& before, Facts const& after);

}  // namespace congvu::procedure
