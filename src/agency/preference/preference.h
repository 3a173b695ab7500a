// What each person has set for their own work: filters of lists kept under a name, and which columns a list shows them.
// It changes nobody's rights and no matter's course, so it lies on the desk and not in the record; a list that is
// narrowed by a kept filter is asked of the Gate as it is without.
//
// Contents: preference.cpp (what may be kept) · queries.h (where it lies) · preference_pages.h (chips, column boxes and
// the sheet of keyboard shortcuts).
#pragma once

#include <boost/describe.hpp>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/described.h"
#include "base/refusal.h"

namespace congvu::preference {

namespace limits {
inline constexpr std::size_t filters_of_a_list = 20;
inline constexpr std::size_t fields_of_a_filter = 10;
inline constexpr std::size_t field_characters = 200;
inline constexpr std::size_t columns_of_a_list = 30;
inline constexpr std::size_t name_characters = 40;
}  // namespace limits

namespace codes {
inline constexpr Code unknown_list{"preference.unknown_list", Kind::not_found};  // subject: list
inline constexpr Code empty_filter{"preference.empty_filter"};
inline constexpr Code too_many_filters{"preference.too_many_filters", Kind::conflict};  // arguments: most
inline constexpr Code too_long{"preference.too_long"};                                  // subject: the field
}  // namespace codes

// A list as it was asked for: {"phase": "handling", "q": "Lan"}.
using Asked = std::map<std::string, std::string>;

struct SavedFilter {
  std::string list;  // "worklist"
  std::string name;  // "Hồ sơ chờ ký của tôi"
  Asked asked;
};
BOOST_DESCRIBE_STRUCT(SavedFilter, (), (list, name, asked))

struct Preferences {
  std::vector<SavedFilter> filters;                         // in the order in which they were kept
  std::map<std::string, std::vector<std::string>> columns;  // by list; a list that is not here shows its usual ones
};
BOOST_DESCRIBE_STRUCT(Preferences, (), (filters, columns))

// Kept under its name, instead of the one that had it. Refused: codes::empty_filter, too_long, too_many_filters.
Expected<void> keep(Preferences&, SavedFilter);
// Nothing happens where there is none.
void drop(Preferences&, std::string_view list, std::string_view name);
// The usual columns again where none is chosen. Refused: codes::too_long.
Expected<void> choose_columns(Preferences&, std::string const& list, std::vector<std::string> columns);

// Of the columns that a list can show, in its order, those to be shown: the chosen ones, or the usual ones.
std::vector<std::string> shown_columns(Preferences const&, std::string_view list, std::vector<std::string> const& all,
                                       std::vector<std::string> const& usual);

}  // namespace congvu::preference
