// What stands beside a rule for its reader: the article of law it rests on, and how sure we are of it. They are columns
// of annotations, named "article" and "mark" in the model; others are the owner's own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agency/decision/decision.h"

namespace congvu::decision {

inline constexpr std::string_view article_column = "article";
inline constexpr std::string_view mark_column = "mark";

// The table by which a decision is answered; null where it is answered otherwise.
dmn::Table const* table_of(dmn::Decision const&);
// That of the decision that is asked; null where it is answered otherwise.
dmn::Table const* table_of(Model const&);
// What a column of annotations says of a row, counted from 1; empty where there is none.
std::string annotation(dmn::Table const&, std::size_t row, std::string_view column);

struct BareRule {
  std::size_t row = 0;  // counted from 1
  std::uint32_t line = 0;
};
// Rules that name no article of law.
std::vector<BareRule> without_article(Model const&);

}  // namespace congvu::decision
